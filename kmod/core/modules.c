// SPDX-License-Identifier: GPL-2.0-only
/*
 * modules.c: modules that patches are for, as they come and go.
 *
 * A patch is bound to a module from before the module's init until after its
 * exit.  In between, on the module's way in and out, nobody runs its code, so
 * its functions are switched without looking at stacks.
 */
#include "core.h"
#include "ksyms.h"

/**
 * kpatch_bind_modules() - find the modules that are there when a patch comes
 * @patch: caller holds kpatch_mutex
 *
 * Return: 0; -EAGAIN when one is on its way in: whether module_coming() was
 * called for it already cannot be told, so the caller waits.
 */
int kpatch_bind_modules(struct kpatch_patch *patch)
{
	struct kpatch_obj *obj;
	int ret = 0;

	rcu_read_lock_sched();
	kpatch_for_each_obj(patch, obj) {
		struct module *mod;

		if (kpatch_is_vmlinux(obj->pub.name))
			continue;
		mod = kernel_call(find_module)(obj->pub.name);
		if (mod && mod->state == MODULE_STATE_COMING)
			ret = -EAGAIN;
		/* One that goes stays unpatched: its exit may have run. */
		obj->pub.mod = mod && mod->state == MODULE_STATE_LIVE ? mod :
									NULL;
	}
	rcu_read_unlock_sched();
	return ret;
}

static void unpatch(struct kpatch_obj *obj)
{
	/* That of a patch on its way out has run. */
	if (obj->patched && !obj->patch->switching)
		kpatch_pre_unpatch(obj);
	kpatch_pop_versions(obj);
	kpatch_settle(obj);
	kpatch_detach(obj);
	obj->patched = false;
	kpatch_post_unpatch(obj);
}

/* Forget all addresses in the module, so that it can come again elsewhere. */
static void unbind(struct kpatch_obj *obj)
{
	struct kpatch_func *func;

	kpatch_undo_late(obj);
	kpatch_clear_relocs(obj);
	kpatch_for_each_func(obj, func)
		func->old_addr = 0;
	obj->pub.mod = NULL;
}

static int prepare(struct kpatch_obj *obj)
{
	int ret = kpatch_resolve_funcs(obj);

	ret = ret ?: kpatch_apply_relocs(obj);
	ret = ret ?: kpatch_apply_late(obj);
	ret = ret ?: kpatch_pre_patch(obj);
	return ret ?: kpatch_attach(obj);
}

static void set_in_force(struct kpatch_obj *obj)
{
	kpatch_push_versions(obj);
	kpatch_settle(obj);
	obj->patched = true;
	kpatch_post_patch(obj);
	/* On its way out the patch has told its other objects so. */
	if (obj->patch->switching)
		kpatch_pre_unpatch(obj);
}

static struct kpatch_obj *find_obj(struct kpatch_patch *patch,
				   const struct module *mod)
{
	struct kpatch_obj *obj;

	kpatch_for_each_obj(patch, obj)
		if (!strcmp(obj->pub.name, mod->name))
			return obj;
	return NULL;
}

static void forget(struct kpatch_obj *obj)
{
	unpatch(obj);
	unbind(obj);
}

/*
 * The patch waits to come into force: its switch takes the module along.  If
 * that cannot be, it is the patch that is refused.
 */
static void join_switch(struct kpatch_obj *obj)
{
	int ret = kpatch_check_build(obj) ?: prepare(obj);

	if (!ret)
		return;
	pr_err("%s cannot be loaded: module %s came meanwhile, and cannot be patched (error %d)\n",
	       obj->patch->mod->name, obj->pub.mod->name, ret);
	obj->patch->error = ret;
	forget(obj);
}

static int patch_coming(struct kpatch_patch *patch, struct module *mod)
{
	struct kpatch_obj *obj = find_obj(patch, mod);
	int ret;

	if (!obj || !(patch->enabled || patch->switching))
		return 0;
	obj->pub.mod = mod;
	if (!patch->enabled) {
		join_switch(obj);
		return 0;
	}
	if (kpatch_check_build(obj)) {
		pr_err("%s: module %s is loaded without being patched\n",
		       patch->mod->name, mod->name);
		obj->pub.mod = NULL;
		obj->wrong_build = true;
		return 0;
	}
	ret = prepare(obj);
	if (ret)
		pr_err("%s: module %s is not loaded, for it cannot be patched (error %d)\n",
		       patch->mod->name, mod->name, ret);
	else
		set_in_force(obj);
	return ret;
}

static void module_going(const struct module *mod)
{
	struct kpatch_patch *patch;

	list_for_each_entry_reverse(patch, &kpatch_patches, node) {
		struct kpatch_obj *obj = find_obj(patch, mod);

		if (!obj)
			continue;
		obj->wrong_build = false;
		if (obj->pub.mod)
			forget(obj);
	}
}

static int module_coming(struct module *mod)
{
	struct kpatch_patch *patch;

	kpatch_for_each_patch(patch) {
		int ret = patch_coming(patch, mod);

		if (ret) {
			module_going(mod);
			return ret;
		}
	}
	return 0;
}

static int notify(struct notifier_block *nb, unsigned long state, void *data)
{
	struct module *mod = data;
	int ret = 0;

	mutex_lock(&kpatch_mutex);
	if (state == MODULE_STATE_COMING)
		ret = module_coming(mod);
	else if (state == MODULE_STATE_GOING)
		module_going(mod);
	mutex_unlock(&kpatch_mutex);
	return notifier_from_errno(ret);
}

/*
 * After the kernel's own notifiers: when late tables are handed over, the keys
 * of the module are set up.  ftrace was there first, without a notifier.
 */
static struct notifier_block notifier = {
	.notifier_call = notify,
	.priority = -1,
};

int kpatch_modules_init(void)
{
	return register_module_notifier(&notifier);
}

void kpatch_modules_exit(void)
{
	unregister_module_notifier(&notifier);
}
