// SPDX-License-Identifier: GPL-2.0-only
/*
 * object.c: from a patch module's tables to objects and functions.
 */
#include <linux/slab.h>

#include "core.h"

static struct kpatch_obj *get_obj(struct kpatch_patch *patch, const char *name)
{
	struct kpatch_obj *obj;

	kpatch_for_each_obj(patch, obj)
		if (!strcmp(obj->pub.name, name))
			return obj;

	obj = kpatch_zalloc(sizeof(*obj));
	if (!obj)
		return NULL;
	obj->pub.name = name;
	obj->patch = patch;
	INIT_LIST_HEAD(&obj->funcs);
	kpatch_sysfs_init_obj(obj);
	list_add_tail(&obj->node, &patch->objects);
	return obj;
}

static int add_func(struct kpatch_patch *patch,
		    const struct kpatch_func_entry *entry)
{
	struct kpatch_obj *obj = get_obj(patch, kpatch_ptr(entry->objname));
	struct kpatch_func *func;

	if (!obj)
		return -ENOMEM;
	func = kpatch_zalloc(sizeof(*func));
	if (!func)
		return -ENOMEM;
	func->obj = obj;
	func->name = kpatch_ptr(entry->name);
	func->sympos = entry->sympos;
	func->flags = entry->flags;
	func->new_addr = entry->new_addr;
	INIT_LIST_HEAD(&func->version);
	kpatch_sysfs_init_func(func);
	list_add_tail(&func->node, &obj->funcs);
	return 0;
}

static int add_callbacks(struct kpatch_patch *patch, __u64 start, __u64 end)
{
	const struct kpatch_callback_entry *entry = kpatch_ptr(start);
	const struct kpatch_callback_entry *last = kpatch_ptr(end);

	for (; entry < last; entry++)
		if (!get_obj(patch, kpatch_ptr(entry->objname)))
			return -ENOMEM;
	return 0;
}

/* Objects that the patch refers to need no function or callback in it. */
static int add_referred(struct kpatch_patch *patch)
{
	const struct kpatch_tables *t = patch->tables;
	const struct kpatch_symbol_entry *sym = kpatch_ptr(t->symbols);
	const struct kpatch_late_entry *late = kpatch_ptr(t->late);
	unsigned long i;

	for (i = 0; i < t->nsymbols; i++)
		if (!get_obj(patch, kpatch_ptr(sym[i].objname)))
			return -ENOMEM;
	for (i = 0; i < t->nlate; i++)
		if (!get_obj(patch, kpatch_ptr(late[i].objname)))
			return -ENOMEM;
	return 0;
}

static int add_all(struct kpatch_patch *patch)
{
	const struct kpatch_tables *t = patch->tables;
	const struct kpatch_func_entry *entry = kpatch_ptr(t->funcs);
	const struct kpatch_func_entry *last = kpatch_ptr(t->funcs_end);
	int ret = 0;

	for (; entry < last && !ret; entry++)
		ret = add_func(patch, entry);
	ret = ret ?: add_callbacks(patch, t->pre_patch, t->pre_patch_end);
	ret = ret ?: add_callbacks(patch, t->post_patch, t->post_patch_end);
	ret = ret ?: add_callbacks(patch, t->pre_unpatch, t->pre_unpatch_end);
	ret = ret ?: add_callbacks(patch, t->post_unpatch, t->post_unpatch_end);
	return ret ?: add_referred(patch);
}

/**
 * kpatch_alloc() - build the objects and functions that the tables describe
 * @mod: the patch module
 * @tables: checked
 *
 * Nothing is looked up in the kernel yet.
 *
 * Return: a patch for kpatch_free(), or NULL for want of memory.
 */
struct kpatch_patch *kpatch_alloc(struct module *mod,
				  const struct kpatch_tables *tables)
{
	struct kpatch_patch *patch = kpatch_zalloc(sizeof(*patch));

	if (!patch)
		return NULL;
	INIT_LIST_HEAD(&patch->node);
	INIT_LIST_HEAD(&patch->objects);
	init_completion(&patch->released);
	patch->mod = mod;
	patch->tables = tables;
	patch->replace = tables->flags & KPATCH_TABLES_REPLACE;
	kpatch_sysfs_init_patch(patch);
	if (!kpatch_fault())
		patch->symtab = kvcalloc(tables->nsymbols + 1, sizeof(Elf_Sym),
					 GFP_KERNEL);
	if (!patch->symtab || add_all(patch)) {
		kpatch_free(patch);
		return NULL;
	}
	return patch;
}

/**
 * kpatch_free() - undo kpatch_alloc(), and remove the patch from sysfs
 * @patch: not enabled, and on no list
 *
 * Not under kpatch_mutex: removing a sysfs file waits for its writer, who may
 * wait for the mutex.
 */
void kpatch_free(struct kpatch_patch *patch)
{
	struct kpatch_obj *obj, *next_obj;
	struct kpatch_func *func, *next_func;

	list_for_each_entry_safe(obj, next_obj, &patch->objects, node) {
		list_for_each_entry_safe(func, next_func, &obj->funcs, node)
			kobject_put(&func->kobj);
		kobject_put(&obj->kobj);
	}
	kobject_put(&patch->kobj);
	wait_for_completion(&patch->released);
	kvfree(patch->symtab);
	kfree(patch);
}

/* The first loaded object behind obj, or of all when obj is NULL; or NULL. */
struct kpatch_obj *kpatch_next_loaded(const struct kpatch_patch *patch,
				      const struct kpatch_obj *obj)
{
	const struct list_head *node = obj ? &obj->node : &patch->objects;

	for (node = node->next; node != &patch->objects; node = node->next) {
		struct kpatch_obj *next = list_entry(node, struct kpatch_obj,
						     node);

		if (kpatch_obj_loaded(next))
			return next;
	}
	return NULL;
}

static int resolve_func(struct kpatch_func *func)
{
	struct kpatch_obj *obj = func->obj;
	int ret = kpatch_find_symbol(obj, func->name, func->sympos,
				     &func->old_addr);

	if (ret)
		return ret;
	func->old_size = kpatch_symbol_size(func->old_addr);
	if (!func->old_size) {
		pr_err("%s:%s has no size\n", obj->pub.name, func->name);
		return -ENOENT;
	}
	if (!kpatch_func_redirects(func))
		return 0;
	func->new_size = kpatch_symbol_size(func->new_addr);
	if (!func->new_size) {
		pr_err("%s: the replacement of %s has no symbol\n",
		       obj->patch->mod->name, func->name);
		return -ENOENT;
	}
	return 0;
}

/* Does an earlier function of the patch replace the same original? */
static bool claimed_twice(const struct kpatch_func *func)
{
	const struct kpatch_func *other;

	kpatch_for_each_func(func->obj, other) {
		if (other == func)
			return false;
		if (other->old_addr == func->old_addr)
			return true;
	}
	return false;
}

/**
 * kpatch_resolve_funcs() - find the originals
 * @obj: a loaded object
 *
 * Return: 0; -ENOENT or -EINVAL when one is not there, not unique or named
 * twice, reported.
 */
int kpatch_resolve_funcs(struct kpatch_obj *obj)
{
	struct kpatch_func *func;

	kpatch_for_each_func(obj, func) {
		int ret = resolve_func(func);

		if (ret)
			return ret;
		if (claimed_twice(func)) {
			pr_err("%s: two entries claim to replace %s:%s\n",
			       obj->patch->mod->name, obj->pub.name,
			       func->name);
			return -EINVAL;
		}
	}
	return 0;
}
