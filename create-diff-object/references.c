// SPDX-License-Identifier: GPL-2.0-only
/*
 * references.c: by what name does the patch find what stays behind?
 *
 * What vmlinux exports is the module loader's business.  All else is named by
 * object, name and position, for the core to resolve.
 */
#include "cdo.h"
#include "diag.h"
#include "parent.h"
#include "symvers.h"
#include "../kmod/patch/kpatch-format.h"

#include <string.h>
#include <uthash.h>

/* One symbol of the output for each thing that stays behind. */
struct reference {
	const char *key;
	struct symbol *sym;	/* NULL: refused, and reported once */
	UT_hash_handle hh;
};

static struct symbol *undefined(struct diff *diff, const char *name, unsigned char bind)
{
	return kelf_add_symbol(diff->out, name, (unsigned char)GELF_ST_INFO(bind, STT_NOTYPE),
			       NULL, 0, 0);
}

static struct symbol *late(struct diff *diff, const char *object, const char *name, unsigned long pos)
{
	return undefined(diff, kelf_printf(diff->out, KPATCH_SYM_PREFIX "%s.%s,%lu", object, name, pos),
			 STB_WEAK);
}

/* "fs/ext4/ext4" as the running kernel calls it. */
static const char *module_name(struct diff *diff, const char *owner)
{
	const char *slash = strrchr(owner, '/');
	char *name = kelf_printf(diff->out, "%s", slash ? slash + 1 : owner);

	for (char *c = name; *c; c++) {
		if (*c == '-')
			*c = '_';
	}
	return name;
}

static struct symbol *report_missing(struct diff *diff, const struct symbol *sym, enum find_result why)
{
	if (why == UNCLEAR)
		error("%s: %s: %s has several symbols of this name that could be meant (file %s), which cannot be told apart; leave the code that uses it alone, or use something else",
		      diff->patched.elf->name, sym->name, diff->opt.parent_name,
		      sym->file ? sym->file : "unknown");
	else
		error("%s: %s: not in the symbol table of %s (%s); the object was not built from the source, configuration and compiler of that kernel",
		      diff->patched.elf->name, sym->name, diff->opt.parent_name,
		      diff->opt.parent_symtab);
	return NULL;
}

/* As MODULE_IMPORT_NS() would: the loader refuses a symbol of a namespace not imported. */
static void import_namespace(struct diff *diff, const char *namespace)
{
	struct section *modinfo = kelf_find_section(diff->out, ".modinfo");
	char *line = kelf_printf(diff->out, "import_ns=%s", namespace);
	uint64_t at = 0;

	if (!modinfo)
		modinfo = kelf_add_section(diff->out, ".modinfo", SHT_PROGBITS, SHF_ALLOC, 1, 0);
	while (at < modinfo->size) {
		const char *known = (const char *)modinfo->data + at;

		if (!strcmp(known, line))
			return;
		at += strlen(known) + 1;
	}
	kelf_append_string(modinfo, line);
}

static struct symbol *exported(struct diff *diff, const char *name)
{
	const char *namespace = symvers_namespace(diff->symvers, name);

	if (namespace)
		import_namespace(diff, namespace);
	return undefined(diff, name, STB_GLOBAL);
}

/* Something global: of the parent, exported by another, or of another object of the patch. */
static struct symbol *global_reference(struct diff *diff, const struct symbol *sym)
{
	const char *owner = symvers_owner(diff->symvers, sym->name);
	const struct arch *arch = diff->out->arch;
	struct parent_symbol found;
	enum find_result result;

	if (!sym->sec && arch->is_module_symbol && arch->is_module_symbol(sym->name))
		return undefined(diff, sym->name, STB_GLOBAL);
	result = parent_find_global(diff->parent, sym->name, &found);
	/* A module may have a global of its own by a name that vmlinux exports. */
	if (owner && !strcmp(owner, "vmlinux") &&
	    (result == NOT_THERE || !strcmp(diff->opt.parent_name, "vmlinux")))
		return exported(diff, sym->name);
	if (result == FOUND)
		return late(diff, diff->opt.parent_name, sym->name, found.pos);
	if (result == UNCLEAR)
		return report_missing(diff, sym, result);
	if (owner)
		return late(diff, module_name(diff, owner), sym->name, 0);
	if (sym->sec)
		return report_missing(diff, sym, result);
	debug("%s: %s is left to the other objects of the patch", diff->patched.elf->name, sym->name);
	return undefined(diff, sym->name, symbol_bind(sym));
}

static struct symbol *local_reference(struct diff *diff, const struct symbol *sym)
{
	struct parent_symbol found;
	enum find_result result = parent_find(diff->parent, sym, &found);

	if (result != FOUND)
		return report_missing(diff, sym, result);
	return late(diff, diff->opt.parent_name, sym->name, found.pos);
}

/* A number with a name goes along as such. */
static struct symbol *absolute(struct diff *diff, const struct symbol *sym)
{
	struct symbol *new = kelf_add_symbol(diff->out, sym->name,
					     GELF_ST_INFO(STB_LOCAL, symbol_type(sym)), NULL,
					     sym->sym.st_value, sym->sym.st_size);

	new->sym.st_shndx = SHN_ABS;
	return new;
}

bool is_overridden(const struct diff *diff, const struct symbol *sym)
{
	const struct piece *piece = sym->user;
	struct parent_symbol found;

	if (!piece || symbol_bind(sym) != STB_WEAK ||
	    parent_find_global(diff->parent, sym->name, &found) != FOUND)
		return false;
	/* The patched one's size says nothing. */
	return !found.weak || (found.size != sym->sym.st_size && piece->status != STATUS_CHANGED);
}

struct symbol *reference_to(struct diff *diff, const struct piece *piece, const struct symbol *sym)
{
	const struct symbol *of = sym;
	struct reference *ref;
	const char *key;
	bool local;

	if (piece && !piece->twin) {
		error("%s: code of the patch refers to this, which the patch does not carry; it is no object that a compiler made",
		      place(piece, 0));
		return NULL;
	}
	if (piece)
		of = piece->twin->sym;
	local = piece && symbol_is_local(of);
	if (!piece && !*sym->name) {	/* RELA against the null symbol: an absolute value */
		return diff->out->syms[0];
	}
	key = kelf_printf(diff->out, "%s\n%s", of->name, local ? of->file ? of->file : "" : "*");
	HASH_FIND_STR(diff->references, key, ref);
	if (ref)
		return ref->sym;
	ref = kelf_alloc(diff->out, sizeof(*ref));
	ref->key = key;
	ref->sym = !piece && sym->sym.st_shndx == SHN_ABS ? absolute(diff, sym) :
		   local ? local_reference(diff, of) : global_reference(diff, of);
	HASH_ADD_KEYPTR(hh, diff->references, ref->key, strlen(ref->key), ref);
	return ref->sym;
}

void references_free(struct diff *diff)
{
	HASH_CLEAR(hh, diff->references);
}
