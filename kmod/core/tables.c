// SPDX-License-Identifier: GPL-2.0-only
/*
 * tables.c: are a patch module's tables sound?
 *
 * What passes here can be read without further checks: every table and every
 * string lies inside the patch module, and every table holds whole entries.
 */
#include <linux/bitops.h>

#include "core.h"

static bool inside(const struct module *mod, __u64 start, __u64 size)
{
	return within_module(start, mod) &&
	       (!size || within_module(start + size - 1, mod));
}

static bool span_ok(const struct module *mod, __u64 start, __u64 end,
		    size_t entsize)
{
	if (start == end)
		return true;
	return start < end && !((end - start) % entsize) &&
	       inside(mod, start, end - start);
}

static bool table_ok(const struct module *mod, __u64 start, __u64 n,
		     size_t entsize)
{
	if (!n)
		return true;
	return n < INT_MAX / entsize && inside(mod, start, n * entsize);
}

static bool funcs_ok(const struct module *mod, const struct kpatch_tables *t)
{
	const struct kpatch_func_entry *func = kpatch_ptr(t->funcs);
	const struct kpatch_func_entry *end = kpatch_ptr(t->funcs_end);

	for (; func < end; func++) {
		bool redirects = !(func->flags & KPATCH_FUNC_STACK_ONLY);

		if (!inside(mod, func->name, 1) ||
		    !inside(mod, func->objname, 1) ||
		    func->flags & ~(KPATCH_FUNC_FORCE | KPATCH_FUNC_STACK_ONLY))
			return false;
		if (redirects ? !inside(mod, func->new_addr, 1)
			      : func->new_addr != 0)
			return false;
	}
	return true;
}

static bool symbols_ok(const struct module *mod, const struct kpatch_tables *t)
{
	const struct kpatch_symbol_entry *sym = kpatch_ptr(t->symbols);
	__u64 i;

	for (i = 0; i < t->nsymbols; i++)
		if (!inside(mod, sym[i].name, 1) ||
		    !inside(mod, sym[i].objname, 1) || sym[i].flags)
			return false;
	return true;
}

/* Each must name a symbol and stay inside the module, to be applied or cleared. */
static bool relas_ok(const struct module *mod, const struct kpatch_tables *t,
		     const struct kpatch_relsec_entry *sec)
{
	const Elf_Rela *rela = kpatch_ptr(sec->relas);
	__u64 i;

	for (i = 0; i < sec->nrelas; i++) {
		unsigned long sym = ELF_R_SYM(rela[i].r_info);

		if (!sym || sym > t->nsymbols ||
		    !inside(mod, sec->dest + rela[i].r_offset, sizeof(u32)))
			return false;
	}
	return true;
}

static bool relsecs_ok(const struct module *mod, const struct kpatch_tables *t)
{
	const struct kpatch_relsec_entry *sec = kpatch_ptr(t->relsecs);
	__u64 i;

	for (i = 0; i < t->nrelsecs; i++)
		if (!inside(mod, sec[i].dest, 1) ||
		    !inside(mod, sec[i].objname, 1) ||
		    !table_ok(mod, sec[i].relas, sec[i].nrelas,
			      sizeof(Elf_Rela)) ||
		    !relas_ok(mod, t, &sec[i]))
			return false;
	return true;
}

static bool objects_ok(const struct module *mod, const struct kpatch_tables *t)
{
	const struct kpatch_object_entry *obj = kpatch_ptr(t->objects);
	__u64 i;

	for (i = 0; i < t->nobjects; i++)
		if (!inside(mod, obj[i].name, 1) ||
		    (obj[i].srcversion && !inside(mod, obj[i].srcversion, 1)) ||
		    obj[i].build_id_len > KPATCH_BUILD_ID_MAX)
			return false;
	return true;
}

static bool late_ok(const struct module *mod, const struct kpatch_tables *t)
{
	const struct kpatch_late_entry *late = kpatch_ptr(t->late);
	__u64 i;

	for (i = 0; i < t->nlate; i++)
		if (late[i].kind < KPATCH_LATE_ALTERNATIVES ||
		    late[i].kind > KPATCH_LATE_STATIC_CALLS ||
		    !inside(mod, late[i].start, late[i].size) ||
		    !inside(mod, late[i].objname, 1))
			return false;
	return true;
}

/* Of a module exactly one. */
static bool place_flags_ok(const struct kpatch_place_entry *place)
{
	if (kpatch_is_vmlinux(kpatch_ptr(place->objname)))
		return !(place->flags & ~KPATCH_PLACE_ABSOLUTE);
	return !(place->flags & ~(KPATCH_PLACE_PARTS | KPATCH_PLACE_IN_TEXT)) &&
	       hweight64(place->flags) == 1;
}

static bool places_ok(const struct module *mod, const struct kpatch_tables *t)
{
	const struct kpatch_place_entry *place = kpatch_ptr(t->places);
	__u64 i;

	for (i = 0; i < t->nplaces; i++)
		if (!inside(mod, place[i].name, 1) ||
		    !inside(mod, place[i].objname, 1) ||
		    !place_flags_ok(&place[i]))
			return false;
	return true;
}

static bool callbacks_ok(const struct module *mod, __u64 start, __u64 end)
{
	const struct kpatch_callback_entry *entry = kpatch_ptr(start);

	if (!span_ok(mod, start, end, sizeof(*entry)))
		return false;
	for (; entry < (struct kpatch_callback_entry *)kpatch_ptr(end); entry++)
		if (!inside(mod, entry->callback, 1) ||
		    !inside(mod, entry->objname, 1))
			return false;
	return true;
}

/**
 * kpatch_check_tables() - look over everything that the other parts read
 * @mod: the patch module
 * @t: the root of its tables
 *
 * Return: 0, or -EINVAL, reported.
 */
int kpatch_check_tables(struct module *mod, const struct kpatch_tables *t)
{
	if (t->version != KPATCH_FORMAT_VERSION) {
		pr_err("%s: built for format %llu of the core, this core has format %d; build the patch again\n",
		       mod->name, t->version, KPATCH_FORMAT_VERSION);
		return -EINVAL;
	}
	if (t->flags & ~KPATCH_TABLES_REPLACE ||
	    !span_ok(mod, t->funcs, t->funcs_end,
		     sizeof(struct kpatch_func_entry)) ||
	    !table_ok(mod, t->symbols, t->nsymbols,
		      sizeof(struct kpatch_symbol_entry)) ||
	    !table_ok(mod, t->relsecs, t->nrelsecs,
		      sizeof(struct kpatch_relsec_entry)) ||
	    !table_ok(mod, t->objects, t->nobjects,
		      sizeof(struct kpatch_object_entry)) ||
	    !table_ok(mod, t->late, t->nlate,
		      sizeof(struct kpatch_late_entry)) ||
	    !table_ok(mod, t->places, t->nplaces,
		      sizeof(struct kpatch_place_entry)) ||
	    !table_ok(mod, t->slots, t->nslots, KPATCH_SLOT_SIZE) ||
	    !places_ok(mod, t) || !funcs_ok(mod, t) || !symbols_ok(mod, t) ||
	    !relsecs_ok(mod, t) ||
	    !span_ok(mod, t->states, t->states_end,
		     sizeof(struct kpatch_state_entry)) ||
	    !objects_ok(mod, t) || !late_ok(mod, t) ||
	    !callbacks_ok(mod, t->pre_patch, t->pre_patch_end) ||
	    !callbacks_ok(mod, t->post_patch, t->post_patch_end) ||
	    !callbacks_ok(mod, t->pre_unpatch, t->pre_unpatch_end) ||
	    !callbacks_ok(mod, t->post_unpatch, t->post_unpatch_end)) {
		pr_err("%s: the patch's tables are damaged; build it again\n",
		       mod->name);
		return -EINVAL;
	}
	return 0;
}
