// SPDX-License-Identifier: GPL-2.0-only
/*
 * registry.c: the patches that are loaded, and the steps of a patch's life.
 */
#include <linux/delay.h>
#include <linux/init.h>

#include "core.h"
#include "ksyms.h"

/*
 * Held from the beginning of a change of what is in force to its end, also
 * while it waits for tasks to leave the code.  Taken before kpatch_mutex.
 */
static DEFINE_MUTEX(change_mutex);

/*
 * Guards the registry, all patches, and the list of redirected functions.
 * Taken before module, ftrace and CPU hotplug locks.  Whoever loads or removes
 * a module needs it, so nobody waits with it for long.
 */
DEFINE_MUTEX(kpatch_mutex);

/* Oldest first, disabled ones too. */
LIST_HEAD(kpatch_patches);

/* How long a patch waits for a module that is being loaded. */
#define COMING_TRIES	100
#define COMING_WAIT_MS	20

void kpatch_lock(void)
{
	mutex_lock(&change_mutex);
	mutex_lock(&kpatch_mutex);
}

void kpatch_unlock(void)
{
	mutex_unlock(&kpatch_mutex);
	mutex_unlock(&change_mutex);
}

static int check_builds(const struct kpatch_patch *patch)
{
	const struct kpatch_obj *obj;
	int ret = kpatch_step();

	ret = ret ?: kpatch_check_said_builds(patch);
	if (ret)
		return ret;
	kpatch_for_each_obj(patch, obj) {
		if (!obj->pub.mod)
			continue;
		ret = kpatch_check_build(obj);
		if (ret)
			return ret;
	}
	return 0;
}

/*
 * Find what the patch refers to, and write it into the patch's own memory.
 * Late tables come last: what they describe may refer to any object.
 */
static int resolve(struct kpatch_patch *patch)
{
	struct kpatch_obj *obj;
	int ret;

	kpatch_for_each_loaded(patch, obj) {
		ret = kpatch_resolve_funcs(obj);
		ret = ret ?: kpatch_apply_relocs(obj);
		if (ret)
			return ret;
	}
	kpatch_for_each_loaded(patch, obj) {
		ret = kpatch_apply_late(obj);
		if (ret)
			return ret;
	}
	return 0;
}

static int load(struct kpatch_patch *patch)
{
	int ret = check_builds(patch);

	ret = ret ?: kpatch_check_states(patch);
	ret = ret ?: resolve(patch);
	ret = ret ?: kpatch_sysfs_add(patch);
	if (ret)
		return ret;
	list_add_tail(&patch->node, &kpatch_patches);
	ret = kpatch_enable(patch);
	if (ret) {
		list_del_init(&patch->node);
		return ret;
	}
	add_taint(TAINT_LIVEPATCH, LOCKDEP_STILL_OK);
	set_bit(TAINT_LIVEPATCH, &patch->mod->taints);
	pr_info("%s is loaded\n", patch->mod->name);
	return 0;
}

static int wait_and_load(struct kpatch_patch *patch)
{
	unsigned int try;
	int ret;

	for (try = 1; ; try++) {
		bool bound;

		kpatch_lock();
		ret = kpatch_bind_modules(patch);
		bound = !ret;
		if (bound)
			ret = load(patch);
		kpatch_unlock();
		if (bound)
			return ret;
		if (try == COMING_TRIES || msleep_interruptible(COMING_WAIT_MS))
			break;
	}
	pr_err("%s: a module that it patches is still being loaded; try again later\n",
	       patch->mod->name);
	return ret;
}

int kpatch_register(struct module *mod, const struct kpatch_tables *tables)
{
	struct kpatch_patch *patch;
	int ret = kpatch_check_tables(mod, tables);

	if (ret)
		return ret;
	patch = kpatch_alloc(mod, tables);
	if (!patch) {
		pr_err("%s: out of memory\n", mod->name);
		return -ENOMEM;
	}
	ret = wait_and_load(patch);
	if (ret)
		kpatch_free(patch);
	return ret;
}
EXPORT_SYMBOL_GPL(kpatch_register);

static struct kpatch_patch *take(const struct module *mod)
{
	struct kpatch_patch *patch;

	list_for_each_entry(patch, &kpatch_patches, node) {
		if (patch->mod == mod) {
			list_del_init(&patch->node);
			return patch;
		}
	}
	return NULL;
}

void kpatch_unregister(struct module *mod)
{
	struct kpatch_patch *patch;

	mutex_lock(&kpatch_mutex);
	patch = take(mod);
	mutex_unlock(&kpatch_mutex);
	if (patch)
		kpatch_free(patch);
}
EXPORT_SYMBOL_GPL(kpatch_unregister);

static int __init kpatch_init(void)
{
	int ret = kpatch_ksyms_init();

	ret = ret ?: kpatch_sysfs_init();
	if (ret)
		return ret;
	ret = kpatch_modules_init();
	if (ret)
		kpatch_sysfs_exit();
	return ret;
}

static void __exit kpatch_exit(void)
{
	kpatch_modules_exit();
	kpatch_sysfs_exit();
	kpatch_shadow_exit();
}

module_init(kpatch_init);
module_exit(kpatch_exit);
MODULE_DESCRIPTION("Live patching core");
MODULE_LICENSE("GPL");
