/* SPDX-License-Identifier: GPL-2.0-only */
/* cpm.h: what the parts of create-patch-module share. */
#ifndef CPM_H
#define CPM_H

#include "kelf.h"

/* An object that the patch was built against, from --object NAME=FILE. */
struct target_object {
	const char *name, *path;
};

struct options {
	const struct backend *backend;
	const char *input, *output;
	struct target_object *objects;
	size_t nobjects;
};

/* A reference that the module loader cannot resolve: ".klp.sym.OBJECT.NAME,POS" taken apart. */
struct late_symbol {
	struct symbol *sym;	/* sym->user leads back here */
	const char *object, *name;
	unsigned long pos;
	size_t index;		/* in patch.symbols */
};

#define VMLINUX "vmlinux"

/* A function that the patch replaces. */
struct function {
	const char *name, *object;
	unsigned long pos;
};

/* Where vmlinux has something that the patch names, or a module its data. */
struct place {
	const char *object, *name;
	unsigned long pos;
	uint64_t offset, flags;	/* as in struct kpatch_place_entry */
};

struct patch {
	struct options opt;
	struct kelf *elf;	/* the linked module, finished in place */
	struct late_symbol *symbols;
	size_t nsymbols;
	struct function *functions;
	size_t nfunctions;
	struct place *places;	/* vmlinux's first, sorted by name and position */
	size_t nplaces;
};

/* How a kernel-side consumer wants the module finished. */
struct backend {
	const char *name;
	int (*finish)(struct patch *patch);
};

extern const struct backend backend_core, backend_livepatch;

/* objects.c: the root that the hook defines, or NULL after reporting. */
struct section *find_root(struct kelf *elf);

/* symbols.c: find and take apart the late symbols.  0, or -1 after reporting. */
int find_late_symbols(struct patch *patch);

/* functions.c: find them in the function table.  0, or -1 after reporting. */
int find_functions(struct patch *patch);

/* sites.c: 0 when the kernel's livepatch attaches where it should, or -1 after reporting. */
int check_sites(struct patch *patch);

/* places.c: find them, where an object vmlinux was given.  0, or -1 after reporting. */
int find_places(struct patch *patch);

/* layout.c: add those of modules' data, where the modules were given.  0, or -1 after reporting. */
int find_module_places(struct patch *patch);

/* The late symbol that @rela refers to, or NULL. */
static inline struct late_symbol *late_symbol_of(const struct rela *rela)
{
	return rela->sym->user;
}

/* objects.c: the file that was given for vmlinux, or NULL. */
const char *vmlinux_of(const struct patch *patch);

/* objects.c: says that symbol number @pos (0: the only one) of @count is not in @elf; -1. */
int report_no_symbol(const struct kelf *elf, const char *name, size_t count, unsigned long pos);

/* objects.c: ids of an object file that a patch can be checked by. */
struct object_id {
	uint8_t build_id[64];
	size_t build_id_len;	/* 0: none */
	const char *srcversion;	/* NULL: none; lives as long as @patch->elf */
};

int read_object_id(struct patch *patch, const struct target_object *object, struct object_id *id);

#endif /* CPM_H */
