// SPDX-License-Identifier: GPL-2.0-only
/*
 * sites.c: which version of each redirected function is in force, and which
 * will be after the switch that is under way?
 */
#include "core.h"

LIST_HEAD(kpatch_sites);

struct kpatch_site *kpatch_find_site(unsigned long old_addr)
{
	struct kpatch_site *site;

	list_for_each_entry(site, &kpatch_sites, node)
		if (site->old_addr == old_addr)
			return site;
	return NULL;
}

/* The newest version in force that is not of this patch. */
static unsigned long target_without(const struct kpatch_site *site,
				    const struct kpatch_patch *patch)
{
	const struct kpatch_func *func;

	list_for_each_entry(func, &site->versions, version)
		if (func->obj->patch != patch)
			return func->new_addr;
	return 0;
}

/**
 * kpatch_plan() - note for each function where the next switch leads it
 * @patch: the patch that comes into force or goes out of it
 * @change: what happens to it and the others
 *
 * A replace sends every function home that the patch does not have: the no-op
 * for it is its own 0, whichever patches redirected it before.
 */
void kpatch_plan(const struct kpatch_patch *patch, enum kpatch_change change)
{
	const struct kpatch_obj *obj;
	const struct kpatch_func *func;
	struct kpatch_site *site;

	if (change == KPATCH_REPLACE)
		list_for_each_entry(site, &kpatch_sites, node)
			site->next = 0;
	kpatch_for_each_obj(patch, obj)
		kpatch_for_each_func(obj, func)
			if (func->site)
				func->site->next = change == KPATCH_DISABLE ?
					target_without(func->site, patch) :
					func->new_addr;
}

/* Forget a plan that came to nothing. */
void kpatch_drop_plan(void)
{
	struct kpatch_site *site;

	list_for_each_entry(site, &kpatch_sites, node)
		site->next = site->target;
}

/* Carry out the plan; every other CPU is held. */
void kpatch_switch_targets(void)
{
	struct kpatch_site *site;

	list_for_each_entry(site, &kpatch_sites, node)
		WRITE_ONCE(site->target, site->next);
}

/* The object's functions are in force from now on. */
void kpatch_push_versions(struct kpatch_obj *obj)
{
	struct kpatch_func *func;

	kpatch_for_each_func(obj, func)
		if (func->site)
			list_add(&func->version, &func->site->versions);
}

/* The object's functions are no longer in force. */
void kpatch_pop_versions(struct kpatch_obj *obj)
{
	struct kpatch_func *func;

	kpatch_for_each_func(obj, func)
		list_del_init(&func->version);
}

/**
 * kpatch_settle() - lead an object's functions to their newest versions
 * @obj: a module whose code nobody runs, before its init or after its exit
 */
void kpatch_settle(struct kpatch_obj *obj)
{
	struct kpatch_func *func;

	kpatch_for_each_func(obj, func) {
		struct kpatch_site *site = func->site;

		if (!site)
			continue;
		site->next = target_without(site, NULL);
		WRITE_ONCE(site->target, site->next);
	}
}
