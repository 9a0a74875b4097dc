// SPDX-License-Identifier: GPL-2.0-only
/*
 * ranges.c: which code must nobody be in, for a switch to be safe?
 *
 * Code that a switch replaces: a task in it would see old and new mixed.  And
 * the whole text of modules that can be removed afterwards, helpers included.
 * Functions that the author forced are left out.
 */
#include <linux/kallsyms.h>

#include "compat.h"
#include "core.h"

/* A replacement, and the part of it that the compiler put elsewhere. */
static int add_version(struct kpatch_ranges *ranges,
		       const struct kpatch_func *func)
{
	char cold[KSYM_NAME_LEN];
	unsigned long addr;
	int ret = kpatch_ranges_add(ranges, func->new_addr, func->new_size);

	if (ret)
		return ret;
	snprintf(cold, sizeof(cold), "%s.cold", func->name);
	addr = kpatch_module_symbol(func->obj->patch->mod, cold);
	return addr ? kpatch_ranges_add(ranges, addr, kpatch_symbol_size(addr))
		    : 0;
}

/* The original, and the version that is in force now. */
static int add_superseded(struct kpatch_ranges *ranges,
			  const struct kpatch_func *func)
{
	const struct kpatch_func *top;
	int ret;

	if (func->flags & KPATCH_FUNC_FORCE)
		return 0;
	ret = kpatch_ranges_add(ranges, func->old_addr, func->old_size);
	if (ret || !func->site)
		return ret;
	top = list_first_entry_or_null(&func->site->versions,
				       struct kpatch_func, version);
	return top ? add_version(ranges, top) : 0;
}

static int add_all_superseded(struct kpatch_ranges *ranges,
			      const struct kpatch_patch *patch)
{
	const struct kpatch_obj *obj;
	const struct kpatch_func *func;

	kpatch_for_each_loaded(patch, obj) {
		kpatch_for_each_func(obj, func) {
			int ret = add_superseded(ranges, func);

			if (ret)
				return ret;
		}
	}
	return 0;
}

/*
 * A task may stand in ftrace's trampoline, about to be led into a replacement:
 * then what is on its stack is the original's ftrace site.
 */
static int add_way_in(struct kpatch_ranges *ranges,
		      const struct kpatch_func *func)
{
	return kpatch_ranges_add(ranges, func->old_addr,
				 func->site->ip - func->old_addr +
				 MCOUNT_INSN_SIZE);
}

static int add_module(struct kpatch_ranges *ranges,
		      const struct kpatch_patch *patch)
{
	const struct kpatch_obj *obj;
	const struct kpatch_func *func;
	int ret = kpatch_ranges_add(ranges, kpatch_text_start(patch->mod),
				    kpatch_text_size(patch->mod));

	kpatch_for_each_loaded(patch, obj)
		kpatch_for_each_func(obj, func)
			if (!ret && func->site)
				ret = add_way_in(ranges, func);
	return ret;
}

/* Does the author of what takes func's place say not to look for it? */
static bool is_forced(const struct kpatch_func *func,
		      const struct kpatch_patch *new)
{
	const struct kpatch_obj *obj;
	const struct kpatch_func *other;

	kpatch_for_each_loaded(new, obj)
		kpatch_for_each_func(obj, other)
			if (other->site && other->site == func->site)
				return other->flags & KPATCH_FUNC_FORCE;
	return func->flags & KPATCH_FUNC_FORCE;
}

/**
 * kpatch_leaves_forced() - may tasks stay in a patch that is replaced?
 * @old: in force
 * @new: takes its place
 *
 * If so, the module of @old can never be removed.
 */
bool kpatch_leaves_forced(const struct kpatch_patch *old,
			  const struct kpatch_patch *new)
{
	const struct kpatch_obj *obj;
	const struct kpatch_func *func;

	kpatch_for_each_loaded(old, obj)
		kpatch_for_each_func(obj, func)
			if (func->site && is_forced(func, new))
				return true;
	return false;
}

static int add_unforced(struct kpatch_ranges *ranges,
			const struct kpatch_patch *old,
			const struct kpatch_patch *new)
{
	const struct kpatch_obj *obj;
	const struct kpatch_func *func;
	int ret = 0;

	kpatch_for_each_loaded(old, obj)
		kpatch_for_each_func(obj, func)
			if (!ret && func->site && !is_forced(func, new))
				ret = add_version(ranges, func) ?:
				      add_way_in(ranges, func);
	return ret;
}

static int add_replaced(struct kpatch_ranges *ranges,
			const struct kpatch_patch *patch)
{
	const struct kpatch_patch *old;

	kpatch_for_each_patch(old) {
		int ret;

		if (!old->enabled)
			continue;
		if (kpatch_leaves_forced(old, patch))
			ret = add_unforced(ranges, old, patch);
		else
			ret = add_module(ranges, old);
		if (ret)
			return ret;
	}
	return 0;
}

/**
 * kpatch_collect_ranges() - find the code that a switch needs to be unused
 * @ranges: where to add it
 * @patch: its functions are attached
 * @change: of the patch
 */
int kpatch_collect_ranges(struct kpatch_ranges *ranges,
			  const struct kpatch_patch *patch,
			  enum kpatch_change change)
{
	int ret;

	if (change == KPATCH_DISABLE)
		return add_module(ranges, patch);
	ret = add_all_superseded(ranges, patch);
	if (!ret && change == KPATCH_REPLACE)
		ret = add_replaced(ranges, patch);
	return ret;
}
