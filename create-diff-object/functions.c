// SPDX-License-Identifier: GPL-2.0-only
/* functions.c: which functions shall the core redirect, and which words of the author go along? */
#include "cdo.h"
#include "diag.h"
#include "parent.h"
#include "../kmod/patch/kpatch-format.h"

#include <stddef.h>
#include <string.h>

struct list {
	struct diff *diff;
	struct section *funcs, *strings;
	const struct section *force;	/* of the patched object, or NULL */
	uint64_t objname;	/* offset in strings */
};

static void point_at_string(struct list *list, struct section *sec, uint64_t field, uint64_t string)
{
	kelf_add_rela(sec, field, list->diff->out->arch->abs64, kelf_section_symbol(list->strings),
		      (int64_t)string);
}

/* Did the author write KPATCH_FORCE_UNSAFE(function)? */
static bool is_forced(const struct list *list, const struct piece *piece)
{
	const struct section *sec = list->force;

	for (size_t r = 0; sec && r < sec->nrelas; r++) {
		if (target_of(sec, r)->piece == piece)
			return true;
	}
	return false;
}

static int find_position(struct diff *diff, const struct symbol *sym, unsigned long *pos)
{
	struct parent_symbol found;
	enum find_result result = parent_find(diff->parent, sym, &found);

	if (result == UNCLEAR) {
		error("%s: %s: changed function, and %s has several of this name that could be meant (file %s), which cannot be told apart; make the change in its callers",
		      diff->patched.elf->name, sym->name, diff->opt.parent_name,
		      sym->file ? sym->file : "unknown");
		return -1;
	}
	if (result != FOUND) {
		error("%s: %s: changed function is not in the symbol table of %s (%s); the object was not built from the source, configuration and compiler of that kernel",
		      diff->patched.elf->name, sym->name, diff->opt.parent_name,
		      diff->opt.parent_symtab);
		return -1;
	}
	if (is_overridden(diff, sym)) {
		error("%s: %s: changed function is weak, and %s uses another definition of it; change that one",
		      diff->patched.elf->name, sym->name, diff->opt.parent_name);
		return -1;
	}
	*pos = found.pos;
	return 0;
}

static int list_function(struct list *list, const struct piece *orig, const struct piece *patched,
			 uint64_t flags)
{
	const struct kelf *out = list->diff->out;
	struct kpatch_func_entry entry = { 0 };
	unsigned long pos;
	uint64_t at;

	if (find_position(list->diff, orig->sym, &pos))
		return -1;
	at = kelf_append(list->funcs, &entry, sizeof(entry), 8);
	kelf_put(out, list->funcs->data + at + offsetof(struct kpatch_func_entry, sympos), 8, pos);
	kelf_put(out, list->funcs->data + at + offsetof(struct kpatch_func_entry, flags), 8, flags);
	if (patched)
		kelf_add_rela(list->funcs, at + offsetof(struct kpatch_func_entry, new_addr),
			      out->arch->abs64, list->diff->out_syms[patched->sym->index], 0);
	point_at_string(list, list->funcs, at + offsetof(struct kpatch_func_entry, name),
			kelf_append_string(list->strings, orig->sym->name));
	point_at_string(list, list->funcs, at + offsetof(struct kpatch_func_entry, objname),
			list->objname);
	return 0;
}

/* The function itself, and its parts, in which a task may sleep. */
static int list_with_parts(struct list *list, const struct piece *patched)
{
	uint64_t flags = is_forced(list, patched) ? KPATCH_FUNC_FORCE : 0;
	/* One that is replaced through its callers may still have a task in it. */
	bool redirected = patched->status == STATUS_CHANGED;
	int ret = list_function(list, patched->twin, redirected ? patched : NULL,
				redirected ? flags : KPATCH_FUNC_STACK_ONLY);

	for (const struct piece *part = patched->twin->children; part && !flags; part = part->sibling)
		ret |= list_function(list, part, NULL, KPATCH_FUNC_STACK_ONLY);
	return ret;
}

static bool has_name(const struct object *obj, const char *name)
{
	for (size_t i = 1; i < obj->elf->nsyms; i++) {
		const struct symbol *sym = obj->elf->syms[i];

		if (sym->sec && !symbol_is_local(sym) && !strcmp(sym->name, name))
			return true;
	}
	return false;
}

/*
 * A new global name must be new to all: one that was moved here from another
 * file, or a weak default for what is there, leaves everybody else with the old.
 */
static int check_new_names(struct diff *diff)
{
	int ret = 0;

	for (size_t i = 1; i < diff->patched.elf->nsyms; i++) {
		const struct symbol *sym = diff->patched.elf->syms[i];
		const struct piece *piece = sym->user;
		struct parent_symbol found;

		if (!piece || !piece->included || piece->twin || piece->kind == KIND_CODE ||
		    symbol_is_local(sym) || has_name(&diff->orig, sym->name) ||
		    parent_find_global(diff->parent, sym->name, &found) == NOT_THERE)
			continue;
		error("%s: new in this file, but another file of %s has a global symbol of this name, which the rest of the kernel goes on using; make the change there, or give the new one a name of its own",
		      place(piece, 0), diff->opt.parent_name);
		ret = -1;
	}
	return ret;
}

/* The author's macros leave the object's name to us. */
static void name_callbacks(struct list *list)
{
	static const char *const sections[] = {
		KPATCH_SEC_PRE_PATCH, KPATCH_SEC_POST_PATCH,
		KPATCH_SEC_PRE_UNPATCH, KPATCH_SEC_POST_UNPATCH,
	};

	for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++) {
		struct section *sec = kelf_find_section(list->diff->out, sections[i]);
		uint64_t size = sec ? sec->size : 0;

		for (uint64_t at = 0; at + sizeof(struct kpatch_callback_entry) <= size;
		     at += sizeof(struct kpatch_callback_entry))
			point_at_string(list, sec, at + offsetof(struct kpatch_callback_entry, objname),
					list->objname);
	}
}

int list_functions(struct diff *diff)
{
	struct list list = { .diff = diff };
	int ret = 0;

	list.funcs = kelf_add_section(diff->out, KPATCH_SEC_FUNCS, SHT_PROGBITS, SHF_ALLOC, 8, 0);
	list.strings = kelf_add_section(diff->out, KPATCH_SEC_STRINGS, SHT_PROGBITS, SHF_ALLOC, 1, 0);
	list.force = kelf_find_section(diff->patched.elf, KPATCH_SEC_FORCE);
	list.objname = kelf_append_string(list.strings, diff->opt.parent_name);
	for (size_t i = 0; i < diff->patched.npieces; i++) {
		const struct piece *piece = diff->patched.pieces[i];

		if (is_func(piece) && piece->included && piece->twin && !piece->parent)
			ret |= list_with_parts(&list, piece);
	}
	name_callbacks(&list);
	return ret | check_new_names(diff);
}
