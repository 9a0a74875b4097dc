// SPDX-License-Identifier: GPL-2.0-only
/*
 * fuzz-diff.c: any two objects are compared or refused.
 *
 * An input is three sizes of 4 bytes, then that much of the original, the
 * patched object and the symbol table; what is left is the Module.symvers.
 * A size of 0 takes the file before.
 */
#include "fuzz.h"

#include "cdo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ORIG, PATCHED, SYMTAB, SYMVERS, NFILES };

/* kelf_write() puts a finished file in place of its output, which therefore needs a folder. */
static const char *output_path(void)
{
	static char path[64];

	if (!*path) {
		snprintf(path, sizeof(path), "/dev/shm/fuzz-diff.%d.o", getpid());
		if (access("/dev/shm", W_OK))
			snprintf(path, sizeof(path), "/tmp/fuzz-diff.%d.o", getpid());
	}
	return path;
}

/*
 * libdw (0.188) forgets the scopes that it has found so far when the debug info
 * turns out to be damaged (dwarf_getscopes()); the tool ends soon after.
 */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libdw.so";
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct memory_file files[NFILES];
	uint32_t sizes[SYMVERS] = { 0 };
	size_t head = size < sizeof(sizes) ? size : sizeof(sizes);
	const uint8_t *last = data;
	struct options opt;

	memcpy(sizes, data, head);
	data += head;
	size -= head;
	for (int i = ORIG; i < NFILES; i++) {
		size_t part = i == SYMVERS || sizes[i] > size ? size : sizes[i];

		if (i == ORIG || i == SYMVERS || part) {
			memory_file_open(&files[i], data, part);
			last = data;
		} else {
			memory_file_open(&files[i], last, (size_t)(data - last));
		}
		data += part;
		size -= part;
	}
	opt = (struct options){
		.orig = files[ORIG].path, .patched = files[PATCHED].path,
		.parent_name = "vmlinux", .parent_symtab = files[SYMTAB].path,
		.symvers = files[SYMVERS].path, .patch_name = "patch", .output = output_path(),
		.dump = head && (sizes[ORIG] & 1),
	};
	create_diff_object(&opt);
	if (!access(opt.output, F_OK))
		unlink(opt.output);
	for (int i = ORIG; i < NFILES; i++)
		memory_file_close(&files[i]);
	return 0;
}
