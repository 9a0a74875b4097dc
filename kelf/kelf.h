/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kelf.h: a relocatable ELF object as sections, symbols and relocations that
 * point at each other, over libelf.
 *
 * The library holds no policy, reports every failure once (see diag.h) and
 * returns; it never exits, except when memory runs out.
 */
#ifndef KELF_H
#define KELF_H

#include <gelf.h>
#include <obstack.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arch;
struct section;
struct symbol;

struct rela {
	uint64_t offset;	/* into the section that the relocation changes */
	int64_t addend;
	uint32_t type;
	struct symbol *sym;	/* never NULL; the null symbol is syms[0] */
};

struct section {
	const char *name;	/* "" when the file gives none */
	unsigned int index;	/* in kelf.secs; set anew by kelf_write() */
	size_t shndx;		/* its number in the file it was read from */
	GElf_Shdr sh;		/* sh_size is kept equal to size */
	struct kelf *elf;
	uint8_t *data;		/* NULL for SHT_NOBITS */
	uint64_t size;		/* bytes */
	struct rela *relas;	/* in the file's order until kelf_sort_relas() */
	size_t nrelas;
	struct symbol *secsym;	/* its STT_SECTION symbol, or NULL */
	struct section *link;	/* what sh_link names, or NULL */
	struct section *info;	/* what sh_info names where that is a section */
	size_t data_cap, relas_cap;	/* allocated by malloc when not 0 */
	uint64_t rela_flags;	/* sh_flags of the SHT_RELA section to write */
	void *user;		/* the program's own data about the section */
};

struct symbol {
	const char *name;
	unsigned int index;
	GElf_Sym sym;		/* st_name, st_shndx and st_value of no account for undefined ones */
	struct section *sec;	/* NULL unless defined in a section */
	const char *file;	/* name of the STT_FILE symbol in force, or NULL */
	bool drop;		/* kelf_write() leaves it out */
	void *user;
};

struct kelf {
	const char *path;	/* as given */
	const char *name;	/* as diagnostics shall call it */
	const struct arch *arch;
	GElf_Ehdr eh;
	struct section **secs;	/* secs[0] is NULL; no rela, symtab, strtab sections */
	size_t nsecs, secs_cap;
	struct symbol **syms;	/* syms[0] is the null symbol */
	size_t nsyms, syms_cap;
	struct obstack mem;	/* everything that belongs to the object */
	Elf *handle;
	int fd;
};

/*
 * Read the ELF relocatable or linked file @path.  Every size, link and string
 * offset is checked against the file before use.  Returns 0 and the object in
 * *@out, or -1 after reporting.
 */
int kelf_open(const char *path, struct kelf **out);

/* As kelf_open(), but without relocations, of which a vmlinux has millions. */
int kelf_open_symbols(const char *path, struct kelf **out);

/* An empty relocatable object of the machine and flags of @like. */
struct kelf *kelf_new(const struct kelf *like, const char *name);

void kelf_close(struct kelf *elf);

/* Write @elf as @path; the file is complete or not there.  0, or -1 after reporting. */
int kelf_write(struct kelf *elf, const char *path);

struct section *kelf_find_section(const struct kelf *elf, const char *name);

/* Names given to the functions below are kept, not copied: they must outlive @elf. */

/* Append a section of @size zeroed bytes (none for SHT_NOBITS) and its section symbol. */
struct section *kelf_add_section(struct kelf *elf, const char *name, uint32_t type,
				 uint64_t flags, uint64_t align, uint64_t size);

/*
 * Append a section of type SHT_RELA, beside the one that kelf_write() makes of a
 * section's own relocations.  Its relas apply to @target.
 */
struct section *kelf_add_rela_section(struct kelf *elf, const char *name, uint64_t flags,
				      struct section *target);

/* Append a symbol; @sec NULL makes it undefined. */
struct symbol *kelf_add_symbol(struct kelf *elf, const char *name, unsigned char info,
			       struct section *sec, uint64_t value, uint64_t size);

/* The section symbol of @sec, made when there is none. */
struct symbol *kelf_section_symbol(struct section *sec);

/* Append @size bytes aligned to @align (a power of 2); returns the offset they got. */
uint64_t kelf_append(struct section *sec, const void *data, uint64_t size, uint64_t align);

/* Append @str with its NUL; returns its offset. */
uint64_t kelf_append_string(struct section *sec, const char *str);

/* Append a relocation to @sec. */
void kelf_add_rela(struct section *sec, uint64_t offset, uint32_t type,
		   struct symbol *sym, int64_t addend);

/* Sort the relocations of every section by offset, keeping the order of equals. */
void kelf_sort_relas(struct kelf *elf);

/* The first relocation of @sec at or after @offset, as an index (nrelas: none); they are sorted. */
size_t kelf_rela_at(const struct section *sec, uint64_t offset);

/* Integers of @len bytes (1, 2, 4, 8) in the object's byte order. */
uint64_t kelf_get(const struct kelf *elf, const uint8_t *p, unsigned int len);
void kelf_put(const struct kelf *elf, uint8_t *p, unsigned int len, uint64_t value);

/* Memory and strings that live as long as @elf. */
void *kelf_alloc(struct kelf *elf, size_t size);	/* zeroed */
char *kelf_printf(struct kelf *elf, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * The GNU build id of an ELF file: at most @max bytes into @id.  Returns its
 * length, or 0 when the file has none.
 */
int kelf_build_id(struct kelf *elf, uint8_t *id, size_t max);

static inline bool section_is_alloc(const struct section *sec)
{
	return sec->sh.sh_flags & SHF_ALLOC;
}

static inline bool section_is_exec(const struct section *sec)
{
	return sec->sh.sh_flags & SHF_EXECINSTR;
}

static inline bool section_is_writable(const struct section *sec)
{
	return sec->sh.sh_flags & SHF_WRITE;
}

static inline unsigned char symbol_type(const struct symbol *sym)
{
	return GELF_ST_TYPE(sym->sym.st_info);
}

static inline unsigned char symbol_bind(const struct symbol *sym)
{
	return GELF_ST_BIND(sym->sym.st_info);
}

static inline bool symbol_is_local(const struct symbol *sym)
{
	return symbol_bind(sym) == STB_LOCAL;
}

static inline bool symbol_is_section(const struct symbol *sym)
{
	return symbol_type(sym) == STT_SECTION;
}

#endif /* KELF_H */
