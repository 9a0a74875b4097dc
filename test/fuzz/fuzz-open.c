// SPDX-License-Identifier: GPL-2.0-only
/* fuzz-open.c: any bytes are an ELF object that can be read, asked and written, or refused. */
#include "fuzz.h"

#include "diag.h"
#include "kelf.h"

#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct memory_file in, out;
	struct kelf *elf = NULL;
	uint8_t id[32];

	memory_file_open(&in, data, size);
	memory_file_open(&out, NULL, 0);
	if (!kelf_open(in.path, &elf)) {
		kelf_build_id(elf, id, sizeof(id));
		kelf_sort_relas(elf);
		kelf_close(elf);
	}
	if (!kelf_open_symbols(in.path, &elf))
		kelf_close(elf);
	memory_file_close(&out);
	memory_file_close(&in);
	return 0;
}
