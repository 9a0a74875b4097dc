// SPDX-License-Identifier: GPL-2.0-only
/*
 * sysfs.c: /sys/kernel/kpatch/PATCH/{enabled,replace,...}/OBJECT/{patched,state}/FUNC,SYMPOS
 *
 * Shaped like /sys/kernel/livepatch, so that tools read both.
 */
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/sysfs.h>

#include "compat.h"
#include "core.h"

static struct kobject *root;

#define to_patch(k) container_of(k, struct kpatch_patch, kobj)
#define to_obj(k) container_of(k, struct kpatch_obj, kobj)
#define to_func(k) container_of(k, struct kpatch_func, kobj)

static ssize_t enabled_show(struct kobject *kobj, struct kobj_attribute *attr,
			    char *buf)
{
	return sysfs_emit(buf, "%d\n", to_patch(kobj)->enabled);
}

static ssize_t enabled_store(struct kobject *kobj, struct kobj_attribute *attr,
			     const char *buf, size_t count)
{
	struct kpatch_patch *patch = to_patch(kobj);
	bool enable;
	int ret = kstrtobool(buf, &enable);

	if (ret)
		return ret;
	kpatch_lock();
	if (enable) {
		pr_err("%s: a patch is enabled by loading its module\n",
		       patch->mod->name);
		ret = -EINVAL;
	} else if (!patch->enabled) {
		ret = -EINVAL;
	} else {
		ret = kpatch_disable(patch, false);
	}
	kpatch_unlock();
	return ret ?: count;
}

/* 1 takes the patch out of force although tasks are in it. */
static ssize_t force_store(struct kobject *kobj, struct kobj_attribute *attr,
			   const char *buf, size_t count)
{
	struct kpatch_patch *patch = to_patch(kobj);
	bool force;
	int ret = kstrtobool(buf, &force);

	if (ret)
		return ret;
	kpatch_lock();
	if (force && patch->enabled)
		ret = kpatch_disable(patch, true);
	else
		ret = -EINVAL;
	kpatch_unlock();
	return ret ?: count;
}

/* Is a switch tried?  It is not half done: enabled says what is in force. */
static ssize_t transition_show(struct kobject *kobj,
			       struct kobj_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", to_patch(kobj)->switching);
}

static ssize_t replace_show(struct kobject *kobj, struct kobj_attribute *attr,
			    char *buf)
{
	return sysfs_emit(buf, "%d\n", to_patch(kobj)->replace);
}

/* Its place, from 1, among those in force; 0 when it is not. */
static ssize_t stack_order_show(struct kobject *kobj,
				struct kobj_attribute *attr, char *buf)
{
	const struct kpatch_patch *patch;
	unsigned int order = 0;

	mutex_lock(&kpatch_mutex);
	if (to_patch(kobj)->enabled) {
		kpatch_for_each_patch(patch) {
			order += patch->enabled;
			if (patch == to_patch(kobj))
				break;
		}
	}
	mutex_unlock(&kpatch_mutex);
	return sysfs_emit(buf, "%u\n", order);
}

static ssize_t patched_show(struct kobject *kobj, struct kobj_attribute *attr,
			    char *buf)
{
	return sysfs_emit(buf, "%d\n", to_obj(kobj)->patched);
}

/* Why is patched what it is? */
static ssize_t state_show(struct kobject *kobj, struct kobj_attribute *attr,
			  char *buf)
{
	const struct kpatch_obj *obj = to_obj(kobj);
	const char *state = "not loaded";

	if (!obj->patch->enabled)
		state = "disabled";
	else if (obj->patched)
		state = "patched";
	else if (obj->wrong_build)
		state = "wrong build";
	return sysfs_emit(buf, "%s\n", state);
}

static struct kobj_attribute enabled_attr = __ATTR_RW(enabled);
static struct kobj_attribute force_attr = __ATTR_WO(force);
static struct kobj_attribute transition_attr = __ATTR_RO(transition);
static struct kobj_attribute replace_attr = __ATTR_RO(replace);
static struct kobj_attribute stack_order_attr = __ATTR_RO(stack_order);
static struct kobj_attribute patched_attr = __ATTR_RO(patched);
static struct kobj_attribute state_attr = __ATTR_RO(state);

static struct attribute *patch_attrs[] = {
	&enabled_attr.attr, &replace_attr.attr, &force_attr.attr,
	&transition_attr.attr, &stack_order_attr.attr, NULL
};
ATTRIBUTE_GROUPS(patch);

static struct attribute *obj_attrs[] = {
	&patched_attr.attr, &state_attr.attr, NULL
};
ATTRIBUTE_GROUPS(obj);

static void release_patch(struct kobject *kobj)
{
	complete(&to_patch(kobj)->released);
}

/*
 * Whether or not they are in sysfs, functions go before their object, and
 * objects before their patch: who waits for the patch has waited for all.
 */
static void release_obj(struct kobject *kobj)
{
	struct kpatch_patch *patch = to_obj(kobj)->patch;

	kfree(to_obj(kobj));
	kobject_put(&patch->kobj);
}

static void release_func(struct kobject *kobj)
{
	struct kpatch_obj *obj = to_func(kobj)->obj;

	kfree(to_func(kobj));
	kobject_put(&obj->kobj);
}

static const struct kobj_type patch_type = {
	.release = release_patch,
	.sysfs_ops = &kobj_sysfs_ops,
	.default_groups = patch_groups,
};

static const struct kobj_type obj_type = {
	.release = release_obj,
	.sysfs_ops = &kobj_sysfs_ops,
	.default_groups = obj_groups,
};

static const struct kobj_type func_type = {
	.release = release_func,
	.sysfs_ops = &kobj_sysfs_ops,
};

void kpatch_sysfs_init_patch(struct kpatch_patch *patch)
{
	kobject_init(&patch->kobj, kpatch_ktype(&patch_type));
}

void kpatch_sysfs_init_obj(struct kpatch_obj *obj)
{
	kobject_init(&obj->kobj, kpatch_ktype(&obj_type));
	kobject_get(&obj->patch->kobj);
}

void kpatch_sysfs_init_func(struct kpatch_func *func)
{
	kobject_init(&func->kobj, kpatch_ktype(&func_type));
	kobject_get(&func->obj->kobj);
}

/* An object that the patch only refers to is no object of livepatch's. */
static bool is_shown(const struct kpatch_obj *obj)
{
	return !list_empty(&obj->funcs) || kpatch_has_callbacks(obj);
}

/* Like livepatch, show a unique name as position 1. */
static int add_func(struct kpatch_func *func)
{
	int ret = kpatch_step();

	if (ret || !kpatch_func_redirects(func))
		return ret;
	return kobject_add(&func->kobj, &func->obj->kobj, "%s,%lu", func->name,
			   func->sympos ?: 1);
}

static int add_obj(struct kpatch_obj *obj)
{
	struct kpatch_func *func;
	int ret = kpatch_step();

	if (!is_shown(obj))
		return ret;
	ret = ret ?: kobject_add(&obj->kobj, &obj->patch->kobj, "%s",
				 obj->pub.name);
	if (ret)
		return ret;
	kpatch_for_each_func(obj, func) {
		ret = add_func(func);
		if (ret)
			return ret;
	}
	return 0;
}

/**
 * kpatch_sysfs_add() - show a patch; kpatch_free() takes it away
 * @patch: the patch
 */
int kpatch_sysfs_add(struct kpatch_patch *patch)
{
	struct kpatch_obj *obj;
	int ret = kpatch_step();

	ret = ret ?: kobject_add(&patch->kobj, root, "%s", patch->mod->name);
	if (ret)
		return ret;
	kpatch_for_each_obj(patch, obj) {
		ret = add_obj(obj);
		if (ret)
			return ret;
	}
	return 0;
}

int kpatch_sysfs_init(void)
{
	root = kobject_create_and_add("kpatch", kernel_kobj);
	return root ? 0 : -ENOMEM;
}

void kpatch_sysfs_exit(void)
{
	kobject_put(root);
}
