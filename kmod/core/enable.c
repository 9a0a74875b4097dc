// SPDX-License-Identifier: GPL-2.0-only
/*
 * enable.c: bring a patch into force, in place of others or beside them, and
 * out of force again.
 */
#include "core.h"

static void post_unpatch_all(struct kpatch_patch *patch)
{
	struct kpatch_obj *obj;

	kpatch_for_each_obj(patch, obj)
		kpatch_post_unpatch(obj);
}

static int pre_patch_all(struct kpatch_patch *patch)
{
	struct kpatch_obj *obj;

	kpatch_for_each_loaded(patch, obj) {
		int ret = kpatch_pre_patch(obj);

		if (ret) {
			post_unpatch_all(patch);
			return ret;
		}
	}
	return 0;
}

static void post_patch_all(struct kpatch_patch *patch)
{
	struct kpatch_obj *obj;

	kpatch_for_each_loaded(patch, obj)
		kpatch_post_patch(obj);
}

static void set_in_force(struct kpatch_patch *patch)
{
	struct kpatch_obj *obj;

	kpatch_for_each_loaded(patch, obj) {
		kpatch_push_versions(obj);
		obj->patched = true;
	}
	patch->enabled = true;
}

/* All calls go elsewhere already. */
static void set_out_of_force(struct kpatch_patch *patch)
{
	struct kpatch_obj *obj;

	kpatch_for_each_obj(patch, obj) {
		kpatch_pop_versions(obj);
		obj->patched = false;
	}
	kpatch_detach_all(patch);
	patch->enabled = false;
}

/* A pinned module keeps the reference for ever. */
static void release_module(struct kpatch_patch *patch)
{
	if (patch->pinned)
		pr_warn("%s stays loaded, for tasks may still be in it\n",
			patch->mod->name);
	else
		module_put(patch->mod);
}

/*
 * The old patches' callbacks do not run: only the new one knows what to keep
 * of what they set up.
 */
static void retire(struct kpatch_patch *old, struct kpatch_patch *new)
{
	struct kpatch_obj *obj;

	old->pinned = kpatch_leaves_forced(old, new);
	set_out_of_force(old);
	kpatch_for_each_obj(old, obj)
		obj->prepared = false;
	pr_info("%s is replaced by %s\n", old->mod->name, new->mod->name);
	release_module(old);
}

static void retire_others(struct kpatch_patch *patch)
{
	struct kpatch_patch *old;

	kpatch_for_each_patch(old)
		if (old != patch && old->enabled)
			retire(old, patch);
}

/**
 * kpatch_enable() - bring a resolved patch into force
 * @patch: the newest on the list of patches; caller holds kpatch_lock()
 *
 * Return: 0; on failure everything is as before.
 */
int kpatch_enable(struct kpatch_patch *patch)
{
	int ret;

	if (kpatch_fault() || !try_module_get(patch->mod))
		return -ENODEV;
	ret = pre_patch_all(patch);
	if (ret)
		goto err_module;
	ret = kpatch_attach_all(patch);
	if (ret)
		goto err_callbacks;
	kpatch_wipe_stack();
	ret = kpatch_switch(patch, patch->replace ? KPATCH_REPLACE :
						    KPATCH_ENABLE);
	if (ret)
		goto err_attach;

	set_in_force(patch);
	post_patch_all(patch);
	if (patch->replace)
		retire_others(patch);
	return 0;

err_attach:
	kpatch_detach_all(patch);
err_callbacks:
	post_unpatch_all(patch);
err_module:
	module_put(patch->mod);
	return ret;
}

/**
 * kpatch_disable() - bring a patch out of force
 * @patch: enabled; caller holds kpatch_lock()
 * @force: without looking who is in it; its module can never be removed then
 *
 * Return: 0, and the patch module can be removed; -EBUSY when its code stayed
 * in use, -ENOMEM; it is still in force then.
 */
int kpatch_disable(struct kpatch_patch *patch, bool force)
{
	struct kpatch_obj *obj;
	int ret = 0;

	kpatch_for_each_loaded(patch, obj)
		kpatch_pre_unpatch(obj);
	kpatch_wipe_stack();
	if (force)
		kpatch_switch_forced(patch);
	else
		ret = kpatch_switch(patch, KPATCH_DISABLE);
	if (ret) {
		post_patch_all(patch);
		return ret;
	}
	patch->pinned = force;
	set_out_of_force(patch);
	post_unpatch_all(patch);
	pr_info("%s is unloaded\n", patch->mod->name);
	release_module(patch);
	return 0;
}
