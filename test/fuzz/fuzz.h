/* SPDX-License-Identifier: GPL-2.0-only */
/* fuzz.h: what the fuzz targets share. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* A file in memory that has a path. */
struct memory_file {
	int fd;
	char path[32];
};

void memory_file_open(struct memory_file *file, const void *data, size_t size);
void memory_file_close(struct memory_file *file);

/* libFuzzer's own entry points. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned int seed);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max);

#endif /* FUZZ_H */
