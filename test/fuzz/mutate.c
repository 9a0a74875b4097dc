// SPDX-License-Identifier: GPL-2.0-only
/*
 * mutate.c: where do lies in an ELF file hurt?
 *
 * Random bytes mostly end in instructions and debug info.  Half of the
 * mutations therefore put a telling number into one field of a section header,
 * a symbol, a relocation or the ELF header of one of the objects in the input.
 */
#include "fuzz.h"

#include <elf.h>
#include <stdbool.h>
#include <string.h>

static uint32_t state;

static uint32_t next_random(void)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state;
}

/* A number that is small, at a limit, or just beside what stands there. */
static uint64_t telling_number(uint64_t was)
{
	static const uint64_t limits[] = {
		0, 1, 2, 3, 4, 7, 8, 16, 24, 0x40, 0xff, 0xff00, 0xfff1, 0xfff2, 0xffff,
		0x7fffffff, 0x80000000, 0xffffffff, 0x7fffffffffffffff, 0x8000000000000000,
		0xffffffffffffffff,
	};

	switch (next_random() % 4) {
	case 0: return was + next_random() % 9 - 4;
	case 1: return was ^ (uint64_t)1 << next_random() % 64;
	case 2: return next_random() % 64;
	default: return limits[next_random() % (sizeof(limits) / sizeof(limits[0]))];
	}
}

static void lie(uint8_t *record, size_t field, size_t len)
{
	uint64_t value = 0;

	memcpy(&value, record + field, len);
	value = telling_number(value);
	memcpy(record + field, &value, len);
}

static const struct field {
	uint8_t at, len;
} header_fields[] = {
	{ 4, 1 }, { 5, 1 }, { 16, 2 }, { 18, 2 }, { 40, 8 }, { 58, 2 }, { 60, 2 }, { 62, 2 },
}, section_fields[] = {
	{ 0, 4 }, { 4, 4 }, { 8, 8 }, { 16, 8 }, { 24, 8 }, { 32, 8 }, { 40, 4 }, { 44, 4 },
	{ 48, 8 }, { 56, 8 },
}, symbol_fields[] = {
	{ 0, 4 }, { 4, 1 }, { 5, 1 }, { 6, 2 }, { 8, 8 }, { 16, 8 },
}, rela_fields[] = {
	{ 0, 8 }, { 8, 4 }, { 12, 4 }, { 16, 8 },
};

static void lie_in_record(uint8_t *record, const struct field *fields, size_t n)
{
	const struct field *field = &fields[next_random() % n];

	lie(record, field->at, field->len);
}

/* One record of a table section; a byte of any other. */
static void lie_in_section(uint8_t *elf, const Elf64_Shdr *sh)
{
	uint64_t records = sh->sh_size / sizeof(Elf64_Sym);	/* as large as a relocation */
	uint8_t *at = elf + sh->sh_offset;

	if (sh->sh_type == SHT_SYMTAB && records)
		lie_in_record(at + next_random() % records * sizeof(Elf64_Sym), symbol_fields, 6);
	else if (sh->sh_type == SHT_RELA && records)
		lie_in_record(at + next_random() % records * sizeof(Elf64_Rela), rela_fields, 4);
	else if (sh->sh_size)
		at[next_random() % sh->sh_size] = (uint8_t)next_random();
}

static bool lie_in_elf(uint8_t *elf, size_t size)
{
	uint8_t *header;
	Elf64_Ehdr eh;
	Elf64_Shdr sh;

	memcpy(&eh, elf, sizeof(eh));
	if (next_random() % 32 == 0) {
		lie_in_record(elf, header_fields, 8);
		return true;
	}
	if (eh.e_shoff > size || !eh.e_shnum || eh.e_shnum > (size - eh.e_shoff) / sizeof(sh))
		return false;
	header = elf + eh.e_shoff + next_random() % eh.e_shnum * sizeof(sh);
	memcpy(&sh, header, sizeof(sh));
	if (sh.sh_type == SHT_NOBITS || sh.sh_offset > size || sh.sh_size > size - sh.sh_offset ||
	    next_random() % 4 == 0)
		lie_in_record(header, section_fields, 10);
	else
		lie_in_section(elf, &sh);
	return true;
}

/* Some ELF header in the input, counted from a random place. */
static uint8_t *find_elf(uint8_t *data, size_t size)
{
	size_t start = next_random() % size;

	for (size_t i = 0; i < size; i++) {
		size_t at = (start + i) % size;

		if (size - at >= sizeof(Elf64_Ehdr) && !memcmp(data + at, ELFMAG, SELFMAG))
			return data + at;
	}
	return NULL;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned int seed)
{
	uint8_t *elf;

	state = seed | 1;
	elf = size && next_random() % 8 ? find_elf(data, size) : NULL;
	if (!elf || !lie_in_elf(elf, size - (size_t)(elf - data)))
		return LLVMFuzzerMutate(data, size, max);
	while (next_random() % 3 == 0)
		lie_in_elf(elf, size - (size_t)(elf - data));
	return size;
}
