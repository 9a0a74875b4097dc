// SPDX-License-Identifier: GPL-2.0-only
/*
 * open.c: what does the file hold?
 *
 * Reads an ELF file into the model.  Nothing that the file says of itself is
 * believed before it is checked: this is the only place where a size, link or
 * offset of the file is used.
 */
#include "arch.h"
#include "diag.h"
#include "model.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * An object's stacks and page tables are aligned to tens of kilobytes.  More
 * would be copied as padding, up to what fills memory and disk.
 */
#define MAX_ALIGN (1 << 20)

/* Maps section numbers of the file to sections of the model (NULL: not kept). */
struct file_map {
	struct section **secs;
	size_t nsecs;
	size_t symtab;		/* 0: none */
	const uint8_t *xindex;	/* SHT_SYMTAB_SHNDX contents, or NULL */
	uint64_t xindex_size;
};

static int bad(const struct kelf *elf, const char *fact)
{
	error("%s: %s; the file is damaged or not what its header says", elf->path, fact);
	return -1;
}

/* Sections that the model expresses by other means and kelf_write() makes anew. */
static bool is_plumbing(const GElf_Shdr *sh)
{
	switch (sh->sh_type) {
	case SHT_NULL:
	case SHT_SYMTAB:
	case SHT_SYMTAB_SHNDX:
	case SHT_RELA:
		return true;
	case SHT_STRTAB:
		return !(sh->sh_flags & SHF_ALLOC);
	default:
		return false;
	}
}

static int open_file(struct kelf *elf)
{
	struct stat st;

	elf->fd = open(elf->path, O_RDONLY | O_CLOEXEC);
	if (elf->fd < 0) {
		error("%s: cannot open: %s", elf->path, strerror(errno));
		return -1;
	}
	if (fstat(elf->fd, &st) == 0 && !S_ISREG(st.st_mode)) {
		error("%s: not a regular file", elf->path);
		return -1;
	}
	elf_version(EV_CURRENT);
	elf->handle = elf_begin(elf->fd, ELF_C_READ_MMAP_PRIVATE, NULL);
	if (!elf->handle || elf_kind(elf->handle) != ELF_K_ELF ||
	    !gelf_getehdr(elf->handle, &elf->eh)) {
		error("%s: not an ELF file", elf->path);
		return -1;
	}
	if (elf->eh.e_ident[EI_CLASS] != ELFCLASS64) {
		error("%s: a 32-bit ELF file; only 64-bit kernels are supported", elf->path);
		return -1;
	}
	elf->arch = arch_find(elf->eh.e_machine);
	if (!elf->arch) {
		error("%s: ELF machine %u is not supported", elf->path, elf->eh.e_machine);
		return -1;
	}
	return 0;
}

static int read_section(struct kelf *elf, struct file_map *map, Elf_Scn *scn, size_t shstrndx)
{
	size_t index = elf_ndxscn(scn);
	struct section *sec;
	const char *name;
	Elf_Data *raw;
	GElf_Shdr sh;

	if (!gelf_getshdr(scn, &sh))
		return bad(elf, "a section header cannot be read");
	if (sh.sh_type == SHT_SYMTAB) {
		if (map->symtab)
			return bad(elf, "there are two symbol tables");
		map->symtab = index;
	}
	if (sh.sh_type == SHT_REL) {
		error("%s: REL relocations (section %zu); only RELA objects are supported",
		      elf->path, index);
		return -1;
	}
	name = elf_strptr(elf->handle, shstrndx, sh.sh_name);
	if (!name)
		return bad(elf, "a section's name lies outside the name table");
	if (is_plumbing(&sh) && sh.sh_type != SHT_SYMTAB_SHNDX)
		return 0;
	raw = elf_rawdata(scn, NULL);
	if (sh.sh_type != SHT_NOBITS && sh.sh_size && (!raw || !raw->d_buf || raw->d_size != sh.sh_size))
		return bad(elf, "a section reaches beyond the end of the file");
	if (sh.sh_addralign & (sh.sh_addralign - 1))
		return bad(elf, "a section's alignment is not a power of 2");
	if (elf->eh.e_type == ET_REL && sh.sh_addralign > MAX_ALIGN)
		return bad(elf, "a section's alignment is larger than any that a kernel has");
	if (sh.sh_type == SHT_SYMTAB_SHNDX) {
		map->xindex = raw ? raw->d_buf : NULL;
		map->xindex_size = raw ? raw->d_size : 0;
		return 0;
	}
	sec = model_new_section(elf, name, &sh);
	/* The mapping is private: data may be changed in place, the file stays as it is. */
	if (sh.sh_type != SHT_NOBITS && sh.sh_size)
		sec->data = raw->d_buf;
	sec->shndx = index;
	map->secs[index] = sec;
	return 0;
}

static int read_sections(struct kelf *elf, struct file_map *map)
{
	Elf_Scn *scn = NULL;
	size_t shstrndx;

	if (elf_getshdrnum(elf->handle, &map->nsecs) || elf_getshdrstrndx(elf->handle, &shstrndx))
		return bad(elf, "the section table cannot be read");
	if (map->nsecs < 2) {
		error("%s: no section table; the file is cut short, or is no object", elf->path);
		return -1;
	}
	map->secs = kelf_alloc(elf, map->nsecs * sizeof(*map->secs));
	while ((scn = elf_nextscn(elf->handle, scn))) {
		if (elf_ndxscn(scn) < map->nsecs && read_section(elf, map, scn, shstrndx))
			return -1;
	}
	return 0;
}

/* sh_link and sh_info as pointers, now that every section is known. */
static int link_sections(struct kelf *elf, const struct file_map *map)
{
	for (size_t i = 1; i < elf->nsecs; i++) {
		struct section *sec = elf->secs[i];

		if (sec->sh.sh_link) {
			if (sec->sh.sh_link >= map->nsecs)
				return bad(elf, "a section links to one that does not exist");
			sec->link = map->secs[sec->sh.sh_link];
		}
		if (sec->sh.sh_flags & SHF_INFO_LINK) {
			if (sec->sh.sh_info >= map->nsecs)
				return bad(elf, "a section informs on one that does not exist");
			sec->info = map->secs[sec->sh.sh_info];
		}
	}
	return 0;
}

static int symbol_section(struct kelf *elf, const struct file_map *map, struct symbol *sym)
{
	uint64_t shndx = sym->sym.st_shndx;

	if (shndx == SHN_XINDEX) {
		if ((uint64_t)sym->index * 4 + 4 > map->xindex_size)
			return bad(elf, "a symbol's section number is missing");
		shndx = kelf_get(elf, map->xindex + (size_t)sym->index * 4, 4);
	} else if (shndx >= SHN_LORESERVE || shndx == SHN_UNDEF) {
		return 0;
	}
	if (shndx >= map->nsecs)
		return bad(elf, "a symbol's section does not exist");
	sym->sec = map->secs[shndx];
	/* Symbols of sections that are not kept (SECTION symbols of rela sections) go with them. */
	sym->drop = !sym->sec;
	return 0;
}

static int read_symbol(struct kelf *elf, const struct file_map *map, Elf_Data *data,
		       size_t index, size_t strndx, const char **file)
{
	const char *name;
	GElf_Sym gsym;
	struct symbol *sym;

	if (!gelf_getsym(data, (int)index, &gsym))
		return bad(elf, "a symbol cannot be read");
	name = elf_strptr(elf->handle, strndx, gsym.st_name);
	if (!name)
		return bad(elf, "a symbol's name lies outside the string table");
	sym = model_new_symbol(elf, name, &gsym);
	if (symbol_section(elf, map, sym))
		return -1;
	if (symbol_type(sym) == STT_FILE)
		*file = name;
	else if (symbol_is_local(sym))
		sym->file = *file;
	if (!sym->sec)
		return 0;
	if (elf->eh.e_type == ET_REL && sym->sym.st_value > sym->sec->size)
		return bad(elf, "a symbol lies outside its section");
	if (symbol_is_section(sym)) {
		sym->name = sym->sec->name;
		if (!sym->sec->secsym)
			sym->sec->secsym = sym;
	}
	return 0;
}

static int read_symbols(struct kelf *elf, const struct file_map *map)
{
	Elf_Scn *scn = elf_getscn(elf->handle, map->symtab);
	const char *file = NULL;
	Elf_Data *data;
	GElf_Shdr sh;
	size_t n;

	if (!map->symtab) {
		error("%s: no symbol table; it has been stripped", elf->path);
		return -1;
	}
	data = elf_getdata(scn, NULL);
	if (!data || !gelf_getshdr(scn, &sh) || sh.sh_entsize != sizeof(Elf64_Sym))
		return bad(elf, "the symbol table cannot be read");
	n = data->d_size / sizeof(Elf64_Sym);
	for (size_t i = 0; i < n; i++) {
		if (read_symbol(elf, map, data, i, sh.sh_link, &file))
			return -1;
	}
	return n ? 0 : bad(elf, "the symbol table is empty");
}

static int read_relas(struct kelf *elf, const struct file_map *map, Elf_Scn *scn, const GElf_Shdr *sh)
{
	Elf_Data *data = elf_getdata(scn, NULL);
	struct section *sec;
	size_t n;

	if (sh->sh_info >= map->nsecs || (sh->sh_size && !data) || sh->sh_entsize != sizeof(Elf64_Rela))
		return bad(elf, "a relocation section cannot be read");
	sec = map->secs[sh->sh_info];
	if (!sec)	/* .rela.dyn and the like of linked files */
		return 0;
	if (sh->sh_link != map->symtab)
		return bad(elf, "a relocation section names another symbol table");
	if (sec->nrelas)
		return bad(elf, "a section has two relocation sections");
	n = sh->sh_size / sizeof(Elf64_Rela);
	sec->relas = kelf_alloc(elf, (n + 1) * sizeof(*sec->relas));
	sec->rela_flags = sh->sh_flags;
	for (size_t i = 0; i < n; i++) {
		struct rela *rela = &sec->relas[i];
		GElf_Rela grela;
		unsigned int size;

		if (!gelf_getrela(data, (int)i, &grela))
			return bad(elf, "a relocation cannot be read");
		if (GELF_R_SYM(grela.r_info) >= elf->nsyms)
			return bad(elf, "a relocation names a symbol that does not exist");
		rela->offset = grela.r_offset;
		rela->addend = grela.r_addend;
		rela->type = (uint32_t)GELF_R_TYPE(grela.r_info);
		rela->sym = elf->syms[GELF_R_SYM(grela.r_info)];
		size = elf->arch->rela_size(rela->type);
		if (elf->eh.e_type == ET_REL &&
		    (grela.r_offset > sec->size || size > sec->size - grela.r_offset))
			return bad(elf, "a relocation lies outside its section");
	}
	sec->nrelas = n;
	return 0;
}

static int read_all_relas(struct kelf *elf, const struct file_map *map)
{
	Elf_Scn *scn = NULL;

	while ((scn = elf_nextscn(elf->handle, scn))) {
		GElf_Shdr sh;

		if (gelf_getshdr(scn, &sh) && sh.sh_type == SHT_RELA &&
		    read_relas(elf, map, scn, &sh))
			return -1;
	}
	return 0;
}

static int open_object(const char *path, bool relas, struct kelf **out)
{
	struct file_map map = { 0 };
	struct kelf *elf = model_new(path);

	if (open_file(elf) || read_sections(elf, &map) || link_sections(elf, &map) ||
	    read_symbols(elf, &map) || (relas && read_all_relas(elf, &map))) {
		kelf_close(elf);
		return -1;
	}
	*out = elf;
	return 0;
}

int kelf_open(const char *path, struct kelf **out)
{
	return open_object(path, true, out);
}

int kelf_open_symbols(const char *path, struct kelf **out)
{
	return open_object(path, false, out);
}
