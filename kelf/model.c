// SPDX-License-Identifier: GPL-2.0-only
/* model.c: how is the model built, asked and taken down? */
#include "model.h"

#include <elf.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Bytes: the first piece of an object's memory, and the largest, a huge page. */
#define MEM_FIRST (1 << 16)
#define MEM_LARGEST (1 << 21)

static void *must(void *p)
{
	if (!p) {
		fputs("error: out of memory\n", stderr);
		exit(1);
	}
	return p;
}

static void no_memory(void)
{
	must(NULL);
}

/*
 * Each chunk but the first is twice the one before.  A vmlinux fills hundreds of huge
 * pages: small ones, brought by the kernel one by one, would take a fifth of the time.
 */
static void *new_chunk(void *arg, size_t size)
{
	struct obstack *mem = arg;
	void *p;

	if (mem->chunk && obstack_chunk_size(mem) < MEM_LARGEST)
		obstack_chunk_size(mem) *= 2;
	if (size < MEM_LARGEST || posix_memalign(&p, MEM_LARGEST, size))
		return malloc(size);
	madvise(p, size, MADV_HUGEPAGE);
	return p;
}

static void free_chunk(void *arg, void *p)
{
	(void)arg;
	free(p);
}

struct kelf *model_new(const char *path)
{
	struct kelf *elf = must(calloc(1, sizeof(*elf)));
	const char *slash;

	obstack_alloc_failed_handler = no_memory;
	obstack_specify_allocation_with_arg(&elf->mem, MEM_FIRST, 0, new_chunk, free_chunk, &elf->mem);
	elf->fd = -1;
	elf->path = kelf_printf(elf, "%s", path);
	slash = strrchr(elf->path, '/');
	elf->name = slash ? slash + 1 : elf->path;
	elf->secs_cap = 64;
	elf->secs = must(calloc(elf->secs_cap, sizeof(*elf->secs)));
	elf->nsecs = 1;
	elf->syms_cap = 64;
	elf->syms = must(calloc(elf->syms_cap, sizeof(*elf->syms)));
	return elf;
}

struct kelf *kelf_new(const struct kelf *like, const char *name)
{
	static const GElf_Sym null_symbol;
	struct kelf *elf = model_new(name);

	elf->eh = like->eh;
	elf->eh.e_type = ET_REL;
	elf->eh.e_entry = 0;
	elf->arch = like->arch;
	model_new_symbol(elf, "", &null_symbol);
	return elf;
}

void kelf_close(struct kelf *elf)
{
	if (!elf)
		return;
	for (size_t i = 1; i < elf->nsecs; i++) {
		if (elf->secs[i]->data_cap)
			free(elf->secs[i]->data);
		if (elf->secs[i]->relas_cap)
			free(elf->secs[i]->relas);
	}
	if (elf->handle)
		elf_end(elf->handle);
	if (elf->fd >= 0)
		close(elf->fd);
	obstack_free(&elf->mem, NULL);
	free(elf->secs);
	free(elf->syms);
	free(elf);
}

void *kelf_alloc(struct kelf *elf, size_t size)
{
	void *p;

	if (size > INT_MAX)	/* more than an obstack can count */
		no_memory();
	p = obstack_alloc(&elf->mem, size ? (int)size : 1);
	memset(p, 0, size);
	return p;
}

char *kelf_printf(struct kelf *elf, const char *fmt, ...)
{
	va_list args;
	char *s = NULL, *copy;

	va_start(args, fmt);
	if (vasprintf(&s, fmt, args) < 0)
		no_memory();
	va_end(args);
	copy = kelf_alloc(elf, strlen(s) + 1);
	memcpy(copy, s, strlen(s));
	free(s);
	return copy;
}

struct section *model_new_section(struct kelf *elf, const char *name, const GElf_Shdr *sh)
{
	struct section *sec = kelf_alloc(elf, sizeof(*sec));

	if (elf->nsecs == elf->secs_cap) {
		elf->secs_cap *= 2;
		elf->secs = must(realloc(elf->secs, elf->secs_cap * sizeof(*elf->secs)));
	}
	sec->name = name;
	sec->index = (unsigned int)elf->nsecs;
	sec->sh = *sh;
	sec->size = sh->sh_size;
	sec->elf = elf;
	elf->secs[elf->nsecs++] = sec;
	return sec;
}

struct symbol *model_new_symbol(struct kelf *elf, const char *name, const GElf_Sym *gsym)
{
	struct symbol *sym = kelf_alloc(elf, sizeof(*sym));

	if (elf->nsyms == elf->syms_cap) {
		elf->syms_cap *= 2;
		elf->syms = must(realloc(elf->syms, elf->syms_cap * sizeof(*elf->syms)));
	}
	sym->name = name;
	sym->index = (unsigned int)elf->nsyms;
	sym->sym = *gsym;
	elf->syms[elf->nsyms++] = sym;
	return sym;
}

struct section *kelf_find_section(const struct kelf *elf, const char *name)
{
	for (size_t i = 1; i < elf->nsecs; i++) {
		if (!strcmp(elf->secs[i]->name, name))
			return elf->secs[i];
	}
	return NULL;
}

struct section *kelf_add_section(struct kelf *elf, const char *name, uint32_t type,
				 uint64_t flags, uint64_t align, uint64_t size)
{
	GElf_Shdr sh = {
		.sh_type = type, .sh_flags = flags, .sh_addralign = align, .sh_size = size,
	};
	struct section *sec = model_new_section(elf, name, &sh);

	if (size && type != SHT_NOBITS)
		sec->data = kelf_alloc(elf, size);
	kelf_section_symbol(sec);
	return sec;
}

struct section *kelf_add_rela_section(struct kelf *elf, const char *name, uint64_t flags,
				      struct section *target)
{
	GElf_Shdr sh = { .sh_type = SHT_RELA, .sh_flags = flags, .sh_addralign = 8 };
	struct section *sec = model_new_section(elf, name, &sh);

	sec->info = target;
	return sec;
}

struct symbol *kelf_add_symbol(struct kelf *elf, const char *name, unsigned char info,
			       struct section *sec, uint64_t value, uint64_t size)
{
	GElf_Sym gsym = { .st_info = info, .st_value = value, .st_size = size };
	struct symbol *sym = model_new_symbol(elf, name, &gsym);

	sym->sec = sec;
	return sym;
}

struct symbol *kelf_section_symbol(struct section *sec)
{
	if (!sec->secsym)
		sec->secsym = kelf_add_symbol(sec->elf, sec->name,
					      GELF_ST_INFO(STB_LOCAL, STT_SECTION), sec, 0, 0);
	return sec->secsym;
}

/* Make room for @size bytes in all, in memory that can grow. */
static void grow_data(struct section *sec, uint64_t size)
{
	size_t cap = sec->data_cap ? sec->data_cap : 64;
	uint8_t *data;

	if (sec->data_cap >= size)
		return;
	while (cap < size)
		cap *= 2;
	data = must(realloc(sec->data_cap ? sec->data : NULL, cap));
	if (!sec->data_cap && sec->size)
		memcpy(data, sec->data, sec->size);
	sec->data = data;
	sec->data_cap = cap;
}

uint64_t kelf_append(struct section *sec, const void *data, uint64_t size, uint64_t align)
{
	uint64_t at = align > 1 ? (sec->size + align - 1) & ~(align - 1) : sec->size;

	if (sec->sh.sh_type != SHT_NOBITS && at + size) {
		grow_data(sec, at + size);
		memset(sec->data + sec->size, 0, at - sec->size);
		if (data && size)
			memcpy(sec->data + at, data, size);
		else
			memset(sec->data + at, 0, size);
	}
	sec->size = at + size;
	sec->sh.sh_size = sec->size;
	if (align > sec->sh.sh_addralign)
		sec->sh.sh_addralign = align;
	return at;
}

uint64_t kelf_append_string(struct section *sec, const char *str)
{
	return kelf_append(sec, str, strlen(str) + 1, 1);
}

void kelf_add_rela(struct section *sec, uint64_t offset, uint32_t type,
		   struct symbol *sym, int64_t addend)
{
	if (!sec->relas_cap || sec->nrelas == sec->relas_cap) {
		size_t cap = sec->nrelas ? sec->nrelas * 2 : 8;
		struct rela *relas = must(realloc(sec->relas_cap ? sec->relas : NULL,
						  cap * sizeof(*relas)));

		if (!sec->relas_cap && sec->nrelas)
			memcpy(relas, sec->relas, sec->nrelas * sizeof(*relas));
		sec->relas = relas;
		sec->relas_cap = cap;
	}
	sec->relas[sec->nrelas++] = (struct rela){
		.offset = offset, .type = type, .sym = sym, .addend = addend,
	};
}

/* Merge sort, for it keeps the order of relocations at one offset (RISC-like pairs). */
static void sort_relas(struct rela *relas, struct rela *tmp, size_t n)
{
	size_t half = n / 2, a = 0, b = half, out = 0;

	if (n < 2)
		return;
	sort_relas(relas, tmp, half);
	sort_relas(relas + half, tmp, n - half);
	while (a < half || b < n) {
		if (b == n || (a < half && relas[a].offset <= relas[b].offset))
			tmp[out++] = relas[a++];
		else
			tmp[out++] = relas[b++];
	}
	memcpy(relas, tmp, n * sizeof(*relas));
}

static bool relas_sorted(const struct section *sec)
{
	for (size_t i = 1; i < sec->nrelas; i++) {
		if (sec->relas[i - 1].offset > sec->relas[i].offset)
			return false;
	}
	return true;
}

void kelf_sort_relas(struct kelf *elf)
{
	for (size_t i = 1; i < elf->nsecs; i++) {
		struct section *sec = elf->secs[i];
		struct rela *tmp;

		if (relas_sorted(sec))
			continue;
		tmp = must(malloc(sec->nrelas * sizeof(*tmp)));
		sort_relas(sec->relas, tmp, sec->nrelas);
		free(tmp);
	}
}

size_t kelf_rela_at(const struct section *sec, uint64_t offset)
{
	size_t low = 0, high = sec->nrelas;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (sec->relas[mid].offset < offset)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

uint64_t kelf_get(const struct kelf *elf, const uint8_t *p, unsigned int len)
{
	bool big = elf->eh.e_ident[EI_DATA] == ELFDATA2MSB;
	uint64_t value = 0;

	for (unsigned int i = 0; i < len; i++)
		value |= (uint64_t)p[i] << 8 * (big ? len - 1 - i : i);
	return value;
}

void kelf_put(const struct kelf *elf, uint8_t *p, unsigned int len, uint64_t value)
{
	bool big = elf->eh.e_ident[EI_DATA] == ELFDATA2MSB;

	for (unsigned int i = 0; i < len; i++)
		p[i] = (uint8_t)(value >> 8 * (big ? len - 1 - i : i));
}

static int find_build_id(struct kelf *elf, const struct section *sec, uint8_t *id, size_t max)
{
	uint64_t at = 0;

	while (at + 12 <= sec->size) {
		uint64_t namesz = kelf_get(elf, sec->data + at, 4);
		uint64_t descsz = kelf_get(elf, sec->data + at + 4, 4);
		uint64_t type = kelf_get(elf, sec->data + at + 8, 4);
		uint64_t name = at + 12, desc = name + ((namesz + 3) & ~3ULL);

		at = desc + ((descsz + 3) & ~3ULL);
		if (desc + descsz > sec->size)
			return 0;
		if (type == NT_GNU_BUILD_ID && namesz == 4 &&
		    !memcmp(sec->data + name, "GNU", 4) && descsz && descsz <= max) {
			memcpy(id, sec->data + desc, descsz);
			return (int)descsz;
		}
	}
	return 0;
}

int kelf_build_id(struct kelf *elf, uint8_t *id, size_t max)
{
	for (size_t i = 1; i < elf->nsecs; i++) {
		const struct section *sec = elf->secs[i];
		int len = 0;

		if (sec->sh.sh_type == SHT_NOTE && sec->data)
			len = find_build_id(elf, sec, id, max);
		if (len)
			return len;
	}
	return 0;
}
