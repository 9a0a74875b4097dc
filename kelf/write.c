// SPDX-License-Identifier: GPL-2.0-only
/*
 * write.c: how does the model become a file again?
 *
 * Sections keep their order, each followed by its relocations; then the symbol
 * table (locals first, as ELF demands), the strings.  The file appears under
 * its name only when it is complete.
 */
#include "arch.h"
#include "diag.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct strtab {
	char *data;
	size_t size, cap;
};

struct writer {
	struct kelf *elf;
	Elf *out;
	struct strtab names, strings;
	Elf64_Sym *syms;
	uint32_t *xindex;	/* section numbers too large for st_shndx */
	size_t nsyms, first_global;
	bool need_xindex;
	unsigned int symtab_index;
};

static uint32_t add_string(struct strtab *tab, const char *s)
{
	size_t len = strlen(s), at = tab->size;

	if (!len && at)
		return 0;
	if (at + len + 1 > tab->cap) {
		tab->cap = (at + len + 1) * 2;
		tab->data = realloc(tab->data, tab->cap);
		if (!tab->data) {
			fputs("error: out of memory\n", stderr);
			exit(1);
		}
	}
	memcpy(tab->data + at, s, len + 1);
	tab->size = at + len + 1;
	return (uint32_t)at;
}

static int fail(const struct writer *w, const char *what)
{
	error("%s: cannot write: %s: %s", w->elf->path, what, elf_errmsg(-1));
	return -1;
}

/* A SHT_RELA section of the model's own is its relocations; others get one beside them. */
static bool has_rela_section(const struct section *sec)
{
	return sec->nrelas && sec->sh.sh_type != SHT_RELA;
}

/* Number the sections as they will stand: each kept section, then its relocations. */
static void number_sections(struct writer *w)
{
	unsigned int index = 1;

	for (size_t i = 1; i < w->elf->nsecs; i++) {
		struct section *sec = w->elf->secs[i];

		sec->index = index++;
		if (has_rela_section(sec))
			index++;
	}
	w->symtab_index = index;
}

static void put_symbol(struct writer *w, struct symbol *sym)
{
	Elf64_Sym *out = &w->syms[w->nsyms];

	out->st_name = symbol_is_section(sym) ? 0 : add_string(&w->strings, sym->name);
	out->st_info = sym->sym.st_info;
	out->st_other = sym->sym.st_other;
	out->st_value = sym->sym.st_value;
	out->st_size = sym->sym.st_size;
	if (!sym->sec) {
		out->st_shndx = sym->sym.st_shndx;
	} else if (sym->sec->index >= SHN_LORESERVE) {
		out->st_shndx = SHN_XINDEX;
		w->xindex[w->nsyms] = sym->sec->index;
		w->need_xindex = true;
	} else {
		out->st_shndx = (Elf64_Half)sym->sec->index;
	}
	sym->index = (unsigned int)w->nsyms++;
}

static void build_symtab(struct writer *w)
{
	struct kelf *elf = w->elf;

	w->syms = kelf_alloc(elf, elf->nsyms * sizeof(*w->syms));
	w->xindex = kelf_alloc(elf, elf->nsyms * sizeof(*w->xindex));
	add_string(&w->strings, "");
	for (int global = 0; global < 2; global++) {
		if (global)
			w->first_global = w->nsyms;
		for (size_t i = 0; i < elf->nsyms; i++) {
			struct symbol *sym = elf->syms[i];

			if (!sym->drop && symbol_is_local(sym) == !global)
				put_symbol(w, sym);
		}
	}
}

static Elf_Scn *put_section(struct writer *w, const char *name, const GElf_Shdr *like,
			    void *data, uint64_t size)
{
	Elf_Scn *scn = elf_newscn(w->out);
	GElf_Shdr sh = *like;
	Elf_Data *d;

	if (!scn)
		return NULL;
	d = elf_newdata(scn);
	if (!d)
		return NULL;
	d->d_buf = data;
	d->d_size = size;
	d->d_align = like->sh_addralign ? like->sh_addralign : 1;
	d->d_type = ELF_T_BYTE;
	d->d_version = EV_CURRENT;
	sh.sh_name = add_string(&w->names, name);
	sh.sh_size = size;
	sh.sh_offset = 0;
	return gelf_update_shdr(scn, &sh) ? scn : NULL;
}

static int put_relas(struct writer *w, const struct section *sec, const char *name,
		     const struct section *target, uint64_t flags)
{
	Elf64_Rela *out = kelf_alloc(w->elf, sec->nrelas * sizeof(*out));
	GElf_Shdr sh = {
		.sh_type = SHT_RELA, .sh_addralign = 8, .sh_entsize = sizeof(*out),
		.sh_link = w->symtab_index, .sh_info = target->index,
		.sh_flags = flags | SHF_INFO_LINK,
	};
	Elf_Scn *scn;

	for (size_t i = 0; i < sec->nrelas; i++) {
		const struct rela *rela = &sec->relas[i];

		out[i].r_offset = rela->offset;
		out[i].r_info = ELF64_R_INFO((uint64_t)rela->sym->index, rela->type);
		out[i].r_addend = rela->addend;
	}
	scn = put_section(w, name, &sh, out, sec->nrelas * sizeof(*out));
	if (!scn)
		return fail(w, name);
	elf_getdata(scn, NULL)->d_type = ELF_T_RELA;
	return 0;
}

static int put_sections(struct writer *w)
{
	for (size_t i = 1; i < w->elf->nsecs; i++) {
		struct section *sec = w->elf->secs[i];
		GElf_Shdr sh = sec->sh;

		if (sh.sh_type == SHT_RELA) {
			if (put_relas(w, sec, sec->name, sec->info, sh.sh_flags))
				return -1;
			continue;
		}
		sh.sh_link = sec->link ? sec->link->index : 0;
		if (sec->info)
			sh.sh_info = sec->info->index;
		if (!put_section(w, sec->name, &sh, sec->data, sec->size))
			return fail(w, sec->name);
		if (has_rela_section(sec) &&
		    put_relas(w, sec, kelf_printf(w->elf, ".rela%s", sec->name), sec, sec->rela_flags))
			return -1;
	}
	return 0;
}

static int put_tables(struct writer *w)
{
	unsigned int strtab_index = w->symtab_index + 1 + w->need_xindex;
	GElf_Shdr symtab = {
		.sh_type = SHT_SYMTAB, .sh_addralign = 8, .sh_entsize = sizeof(Elf64_Sym),
		.sh_link = strtab_index, .sh_info = (Elf64_Word)w->first_global,
	};
	GElf_Shdr xindex = {
		.sh_type = SHT_SYMTAB_SHNDX, .sh_addralign = 4, .sh_entsize = 4,
		.sh_link = w->symtab_index,
	};
	GElf_Shdr strtab = { .sh_type = SHT_STRTAB, .sh_addralign = 1 };
	Elf_Scn *scn;

	scn = put_section(w, ".symtab", &symtab, w->syms, w->nsyms * sizeof(*w->syms));
	if (!scn)
		return fail(w, ".symtab");
	elf_getdata(scn, NULL)->d_type = ELF_T_SYM;
	if (w->need_xindex) {
		scn = put_section(w, ".symtab_shndx", &xindex, w->xindex, w->nsyms * 4);
		if (!scn)
			return fail(w, ".symtab_shndx");
		elf_getdata(scn, NULL)->d_type = ELF_T_WORD;
	}
	if (!put_section(w, ".strtab", &strtab, w->strings.data, w->strings.size))
		return fail(w, ".strtab");
	/* The name table must hold its own name before its size is taken. */
	add_string(&w->names, ".shstrtab");
	scn = elf_newscn(w->out);
	if (!scn || !elf_newdata(scn))
		return fail(w, ".shstrtab");
	elf_getdata(scn, NULL)->d_buf = w->names.data;
	elf_getdata(scn, NULL)->d_size = w->names.size;
	elf_getdata(scn, NULL)->d_align = 1;
	strtab.sh_name = (Elf64_Word)(w->names.size - sizeof(".shstrtab"));
	strtab.sh_size = w->names.size;
	return gelf_update_shdr(scn, &strtab) ? 0 : fail(w, ".shstrtab");
}

static int put_header(struct writer *w)
{
	unsigned int shstrndx = w->symtab_index + 2 + w->need_xindex;
	GElf_Ehdr eh = w->elf->eh;
	Elf_Scn *first;
	GElf_Shdr sh;

	eh.e_phoff = 0;
	eh.e_phnum = 0;
	eh.e_phentsize = 0;
	eh.e_shoff = 0;
	eh.e_shnum = 0;
	eh.e_shstrndx = (Elf64_Half)(shstrndx < SHN_LORESERVE ? shstrndx : SHN_XINDEX);
	if (!gelf_update_ehdr(w->out, &eh))
		return fail(w, "header");
	if (shstrndx < SHN_LORESERVE)
		return 0;
	first = elf_getscn(w->out, 0);
	if (!first || !gelf_getshdr(first, &sh))
		return fail(w, "header");
	sh.sh_link = shstrndx;
	return gelf_update_shdr(first, &sh) ? 0 : fail(w, "header");
}

static int write_all(struct writer *w, int fd, const char *path)
{
	int ret = -1;

	w->out = elf_begin(fd, ELF_C_WRITE, NULL);
	if (!w->out || !gelf_newehdr(w->out, ELFCLASS64))
		return fail(w, "libelf");
	add_string(&w->names, "");
	number_sections(w);
	build_symtab(w);
	if (!put_header(w) && !put_sections(w) && !put_tables(w) && !put_header(w)) {
		if (elf_update(w->out, ELF_C_WRITE) >= 0)
			ret = 0;
		else
			error("%s: cannot write: %s", path, errno ? strerror(errno) : elf_errmsg(-1));
	}
	elf_end(w->out);
	return ret;
}

int kelf_write(struct kelf *elf, const char *path)
{
	char *tmp = kelf_printf(elf, "%s.XXXXXX", path);
	struct writer w = { .elf = elf };
	mode_t mask = umask(0);
	struct stat st;
	int fd, ret;

	umask(mask);
	/* What takes the place of /dev/null is missed by everybody. */
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
		error("%s: not a regular file; nothing is written in its place", path);
		return -1;
	}
	fd = mkstemp(tmp);
	if (fd < 0) {
		error("%s: cannot create: %s", path, strerror(errno));
		return -1;
	}
	ret = write_all(&w, fd, path);
	if (!ret && fchmod(fd, 0666 & ~mask)) {
		error("%s: cannot write: %s", path, strerror(errno));
		ret = -1;
	}
	if (close(fd) && !ret) {
		error("%s: cannot write: %s", path, strerror(errno));
		ret = -1;
	}
	if (!ret && rename(tmp, path)) {
		error("%s: cannot create: %s", path, strerror(errno));
		ret = -1;
	}
	if (ret)
		unlink(tmp);
	free(w.names.data);
	free(w.strings.data);
	return ret;
}
