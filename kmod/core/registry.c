// SPDX-License-Identifier: GPL-2.0-only
/*
 * registry.c: the patches that are loaded, and the steps of a patch's life.
 */
#include <linux/init.h>

#include "core.h"
#include "ksyms.h"

/*
 * Guards the registry, all patches, and the list of redirected functions.
 * Taken before module, ftrace and CPU hotplug locks.
 */
DEFINE_MUTEX(kpatch_mutex);

static LIST_HEAD(patches);

/* Find what the patch refers to, and write it into the patch's own memory. */
static int resolve(struct kpatch_patch *patch)
{
	struct kpatch_obj *obj;
	int ret;

	kpatch_for_each_obj(patch, obj) {
		if (!kpatch_is_vmlinux(obj->pub.name)) {
			pr_err("%s: %s is a module; patching modules is not supported yet\n",
			       patch->mod->name, obj->pub.name);
			return -EOPNOTSUPP;
		}
		ret = kpatch_resolve_funcs(obj);
		if (ret)
			return ret;
	}
	ret = kpatch_apply_relocs(patch, KPATCH_VMLINUX);
	return ret ?: kpatch_apply_late(patch, KPATCH_VMLINUX);
}

static void detach(struct kpatch_patch *patch)
{
	struct kpatch_obj *obj;
	struct kpatch_func *func;

	kpatch_for_each_obj(patch, obj)
		kpatch_for_each_func(obj, func)
			kpatch_ops_detach(func);
}

static int attach(struct kpatch_patch *patch)
{
	struct kpatch_obj *obj;
	struct kpatch_func *func;

	kpatch_for_each_obj(patch, obj) {
		kpatch_for_each_func(obj, func) {
			int ret;

			if (!kpatch_func_redirects(func))
				continue;
			ret = kpatch_ops_attach(func);
			if (ret) {
				detach(patch);
				return ret;
			}
		}
	}
	return 0;
}

static void post_unpatch(struct kpatch_patch *patch)
{
	struct kpatch_obj *obj;

	kpatch_for_each_obj(patch, obj)
		kpatch_post_unpatch(obj);
}

static int pre_patch(struct kpatch_patch *patch)
{
	struct kpatch_obj *obj;

	kpatch_for_each_obj(patch, obj) {
		int ret = kpatch_pre_patch(obj);

		if (ret) {
			post_unpatch(patch);
			return ret;
		}
	}
	return 0;
}

static void set_patched(struct kpatch_patch *patch, bool patched)
{
	struct kpatch_obj *obj;

	kpatch_for_each_obj(patch, obj)
		obj->patched = patched;
	patch->enabled = patched;
}

/* From a resolved patch to one in force. */
static int enable(struct kpatch_patch *patch)
{
	struct kpatch_obj *obj;
	int ret;

	if (!try_module_get(patch->mod))
		return -ENODEV;
	ret = pre_patch(patch);
	if (ret)
		goto err_module;
	ret = attach(patch);
	if (ret)
		goto err_callbacks;
	ret = kpatch_switch(patch, true);
	if (ret)
		goto err_attach;

	set_patched(patch, true);
	kpatch_for_each_obj(patch, obj)
		kpatch_post_patch(obj);
	return 0;

err_attach:
	detach(patch);
err_callbacks:
	post_unpatch(patch);
err_module:
	module_put(patch->mod);
	return ret;
}

/**
 * kpatch_disable() - bring a patch out of force
 * @patch: enabled; caller holds kpatch_mutex
 *
 * Return: 0, and the patch module can be removed; -EBUSY when its code stayed
 * in use, -ENOMEM; it is still in force then.
 */
int kpatch_disable(struct kpatch_patch *patch)
{
	struct kpatch_obj *obj;
	int ret;

	kpatch_for_each_obj(patch, obj)
		kpatch_pre_unpatch(obj);
	ret = kpatch_switch(patch, false);
	if (ret) {
		kpatch_for_each_obj(patch, obj)
			kpatch_post_patch(obj);
		return ret;
	}
	detach(patch);
	set_patched(patch, false);
	post_unpatch(patch);
	pr_info("%s is unloaded\n", patch->mod->name);
	module_put(patch->mod);
	return 0;
}

static int load(struct kpatch_patch *patch)
{
	int ret = kpatch_check_build(patch);

	ret = ret ?: resolve(patch);
	ret = ret ?: kpatch_sysfs_add(patch);
	ret = ret ?: enable(patch);
	if (ret)
		return ret;

	list_add_tail(&patch->node, &patches);
	add_taint(TAINT_LIVEPATCH, LOCKDEP_STILL_OK);
	set_bit(TAINT_LIVEPATCH, &patch->mod->taints);
	pr_info("%s is loaded\n", patch->mod->name);
	return 0;
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
	mutex_lock(&kpatch_mutex);
	ret = load(patch);
	mutex_unlock(&kpatch_mutex);
	if (ret)
		kpatch_free(patch);
	return ret;
}
EXPORT_SYMBOL_GPL(kpatch_register);

static struct kpatch_patch *take(const struct module *mod)
{
	struct kpatch_patch *patch;

	list_for_each_entry(patch, &patches, node) {
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

	return ret ?: kpatch_sysfs_init();
}

static void __exit kpatch_exit(void)
{
	kpatch_sysfs_exit();
}

module_init(kpatch_init);
module_exit(kpatch_exit);
MODULE_DESCRIPTION("Live patching core");
MODULE_LICENSE("GPL");
