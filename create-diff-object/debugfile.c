// SPDX-License-Identifier: GPL-2.0-only
/*
 * debugfile.c: what is the debug info of an object once it is linked?
 *
 * In an object, names, addresses and line tables are still to be filled in by
 * relocations.  libdwfl would do so for the CPUs that it knows; LoongArch is none of
 * them before elfutils 0.190, and debug info half filled in reads as nonsense.
 * Debug info needs only plain addresses, which kelf can name for every CPU.  What
 * has anything else counts as having no debug info.
 */
#include "debugfile.h"

#include "arch.h"

#include <err.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Nothing lies at 0, which debug info takes for "nowhere". */
#define FIRST_ADDRESS 0x100000

/* Never NULL. */
static const char *name_of(Elf *elf, Elf_Scn *scn, size_t names)
{
	GElf_Shdr sh;
	const char *name = gelf_getshdr(scn, &sh) ? elf_strptr(elf, names, sh.sh_name) : NULL;

	return name ? name : "";
}

static bool is_debug_section(Elf *elf, Elf_Scn *scn, size_t names)
{
	return !strncmp(name_of(elf, scn, names), ".debug_", strlen(".debug_"));
}

/*
 * libdw takes it for granted that the last string of these sections ends in them, and lets
 * an index of strings lead to their very end: there is an empty string then.
 */
static bool end_strings(struct debugfile *file, Elf_Scn *scn, size_t names)
{
	static const char *const string_sections[] = { ".debug_str", ".debug_line_str" };
	const char *name = name_of(file->elf, scn, names);

	for (size_t i = 0; i < DEBUGFILE_STRINGS; i++) {
		Elf_Data *data = !strcmp(name, string_sections[i]) ? elf_getdata(scn, NULL) : NULL;

		if (!data || !data->d_size)
			continue;
		if (file->strings[i] || !data->d_buf ||
		    ((const char *)data->d_buf)[data->d_size - 1])
			return false;
		file->strings[i] = malloc(data->d_size + 1);
		if (!file->strings[i])
			errx(1, "out of memory");
		memcpy(file->strings[i], data->d_buf, data->d_size);
		file->strings[i][data->d_size] = '\0';
		data->d_buf = file->strings[i];
		/* which of the two libdw reads depends on its version */
		elf_rawdata(scn, NULL)->d_buf = file->strings[i];
	}
	return true;
}

/* Give each section an address, one behind the other. */
static bool lay_out(struct debugfile *file)
{
	uint64_t next = FIRST_ADDRESS;

	if (elf_getshdrnum(file->elf, &file->nsecs) || !file->nsecs)
		return false;
	file->base = calloc(file->nsecs, sizeof(*file->base));
	if (!file->base)
		errx(1, "out of memory");
	for (size_t i = 0; i < file->nsecs; i++) {
		Elf_Scn *scn = elf_getscn(file->elf, i);
		uint64_t align;
		GElf_Shdr sh;

		if (!scn || !gelf_getshdr(scn, &sh) || sh.sh_size >= UINT32_MAX ||
		    sh.sh_addralign >= UINT32_MAX)
			return false;
		align = sh.sh_addralign ? sh.sh_addralign : 1;
		file->base[i] = (next + align - 1) / align * align;
		/* an empty one too is the only one at its address */
		next = file->base[i] + sh.sh_size + 1;
	}
	return true;
}

/* What the relocations of one section refer to. */
struct symbols {
	Elf_Data *syms, *xindex;
};

static bool find_symbols(const struct debugfile *file, size_t symtab, struct symbols *found)
{
	Elf_Scn *scn = NULL;
	GElf_Shdr sh;

	found->syms = elf_getdata(elf_getscn(file->elf, symtab), NULL);
	found->xindex = NULL;
	while ((scn = elf_nextscn(file->elf, scn))) {
		if (gelf_getshdr(scn, &sh) && sh.sh_type == SHT_SYMTAB_SHNDX && sh.sh_link == symtab)
			found->xindex = elf_getdata(scn, NULL);
	}
	return found->syms;
}

/* The address of symbol @index; of one in debug info, its offset there. */
static bool address_of(const struct debugfile *file, const struct symbols *symbols, size_t index,
		       uint64_t *addr)
{
	Elf32_Word shndx = 0;
	GElf_Shdr sh;
	GElf_Sym sym;

	if (!gelf_getsymshndx(symbols->syms, symbols->xindex, (int)index, &sym, &shndx))
		return false;
	if (sym.st_shndx != SHN_XINDEX)
		shndx = sym.st_shndx;
	*addr = sym.st_value;
	if (shndx >= file->nsecs || (sym.st_shndx >= SHN_LORESERVE && sym.st_shndx != SHN_XINDEX))
		return true;
	if (!gelf_getshdr(elf_getscn(file->elf, shndx), &sh))
		return false;
	if (sh.sh_flags & SHF_ALLOC)
		*addr += file->base[shndx];
	return true;
}

static void put(uint8_t *p, unsigned int size, bool big_endian, uint64_t value)
{
	for (unsigned int i = 0; i < size; i++)
		p[big_endian ? size - 1 - i : i] = (uint8_t)(value >> 8 * i);
}

/* Fill in @target by the relocations of @scn. */
static bool apply(const struct debugfile *file, const struct arch *arch, Elf_Scn *scn,
		  Elf_Scn *target)
{
	bool big_endian = elf_getident(file->elf, NULL)[EI_DATA] == ELFDATA2MSB;
	Elf_Data *relas = elf_getdata(scn, NULL), *raw;
	struct symbols symbols;
	GElf_Shdr sh;
	GElf_Rela rela;

	if (!gelf_getshdr(scn, &sh) || !find_symbols(file, sh.sh_link, &symbols))
		return false;
	raw = elf_rawdata(target, NULL);
	for (int i = 0; relas && gelf_getrela(relas, i, &rela); i++) {
		uint32_t type = (uint32_t)GELF_R_TYPE(rela.r_info);
		unsigned int size = type == arch->abs64 ? 8 : type == arch->abs32 ? 4 : 0;
		uint64_t addr;

		if (!size || !raw || !raw->d_buf || rela.r_offset > raw->d_size ||
		    raw->d_size - rela.r_offset < size ||
		    !address_of(file, &symbols, GELF_R_SYM(rela.r_info), &addr))
			return false;
		put((uint8_t *)raw->d_buf + rela.r_offset, size, big_endian,
		    addr + (uint64_t)rela.r_addend);
	}
	return true;
}

static bool uncompress(Elf_Scn *scn)
{
	GElf_Shdr sh;

	return gelf_getshdr(scn, &sh) &&
	       (!(sh.sh_flags & SHF_COMPRESSED) || elf_compress(scn, 0, 0) >= 0);
}

/* False: the debug info is damaged, or speaks in ways that are not known. */
static bool apply_all(struct debugfile *file, const struct arch *arch)
{
	Elf_Scn *scn = NULL, *target;
	size_t names;
	GElf_Shdr sh;

	if (elf_getshdrstrndx(file->elf, &names))
		return false;
	while ((scn = elf_nextscn(file->elf, scn))) {
		if (is_debug_section(file->elf, scn, names) && !uncompress(scn))
			return false;
	}
	while ((scn = elf_nextscn(file->elf, scn))) {
		if (!gelf_getshdr(scn, &sh) || sh.sh_type != SHT_RELA)
			continue;
		target = elf_getscn(file->elf, sh.sh_info);
		if (target && is_debug_section(file->elf, target, names) &&
		    !apply(file, arch, scn, target))
			return false;
	}
	while ((scn = elf_nextscn(file->elf, scn))) {
		if (!end_strings(file, scn, names))
			return false;
	}
	return true;
}

static bool has_debug_info(Elf *elf)
{
	Elf_Scn *scn = NULL;
	size_t names;

	if (elf_getshdrstrndx(elf, &names))
		return false;
	while ((scn = elf_nextscn(elf, scn))) {
		if (!strcmp(name_of(elf, scn, names), ".debug_info"))
			return true;
	}
	return false;
}

/* Is there debug info, and can it be filled in and read? */
static bool fill_in(struct debugfile *file)
{
	const struct arch *arch;
	GElf_Ehdr eh;

	if (!file->elf || !gelf_getehdr(file->elf, &eh) || !has_debug_info(file->elf))
		return false;
	arch = arch_find(eh.e_machine);
	if (!arch || !lay_out(file) || !apply_all(file, arch))
		return false;
	file->dwarf = dwarf_begin_elf(file->elf, DWARF_C_READ, NULL);
	return file->dwarf;
}

struct debugfile *debugfile_open(const char *path)
{
	struct debugfile *file = calloc(1, sizeof(*file));

	if (!file)
		errx(1, "out of memory");
	elf_version(EV_CURRENT);
	file->fd = open(path, O_RDONLY | O_CLOEXEC);
	/* Not mapped: relocations are applied to the contents of sections, which may lie over headers. */
	file->elf = file->fd < 0 ? NULL : elf_begin(file->fd, ELF_C_READ, NULL);
	if (!fill_in(file)) {
		debugfile_close(file);
		return NULL;
	}
	return file;
}

void debugfile_close(struct debugfile *file)
{
	if (!file)
		return;
	if (file->dwarf)
		dwarf_end(file->dwarf);
	if (file->elf)
		elf_end(file->elf);
	if (file->fd >= 0)
		close(file->fd);
	for (size_t i = 0; i < DEBUGFILE_STRINGS; i++)
		free(file->strings[i]);
	free(file->base);
	free(file);
}

void debugfile_each_die(const struct debugfile *file, debugfile_die_fn *look, void *data)
{
	Dwarf_CU *unit = NULL;
	Dwarf_Die top, die;

	while (!dwarf_get_units(file->dwarf, unit, &unit, NULL, NULL, &top, NULL)) {
		if (dwarf_child(&top, &die))
			continue;
		do
			look(file, &die, data);
		while (!dwarf_siblingof(&die, &die));
	}
}

bool debugfile_find(const struct debugfile *file, uint64_t addr, size_t *shndx, uint64_t *off)
{
	size_t low = 0, high = file->nsecs;
	GElf_Shdr sh;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (file->base[mid] <= addr)
			low = mid + 1;
		else
			high = mid;
	}
	if (!low || !gelf_getshdr(elf_getscn(file->elf, low - 1), &sh))
		return false;
	*shndx = low - 1;
	*off = addr - file->base[low - 1];
	return *off < sh.sh_size;
}
