// SPDX-License-Identifier: GPL-2.0-only
/*
 * livepatch-hook.c: the module around a patch for the kernel's own livepatch.
 * Turns the function and callback tables into a struct klp_patch.
 *
 * Livepatch resolves references to a module when the patch has an object of its
 * name: a module that is only referred to gets one without functions.
 */
#include <linux/init.h>
#include <linux/livepatch.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/version.h>

#include "kpatch-format.h"
#include "kpatch.h"

#ifndef KPATCH_REPLACE
#define KPATCH_REPLACE 0
#endif

/* Set by kpatch.lds. */
extern char kpatch_funcs[], kpatch_funcs_end[];
extern char kpatch_pre_patch[], kpatch_pre_patch_end[];
extern char kpatch_post_patch[], kpatch_post_patch_end[];
extern char kpatch_pre_unpatch[], kpatch_pre_unpatch_end[];
extern char kpatch_post_unpatch[], kpatch_post_unpatch_end[];
extern char kpatch_states[], kpatch_states_end[];

#define for_each_func(entry) \
	for ((entry) = (struct kpatch_func_entry *)kpatch_funcs; \
	     (entry) < (struct kpatch_func_entry *)kpatch_funcs_end; (entry)++)

/* A table that no object of the patch contributes to still needs its section. */
#define EMPTY_TABLE(section) \
	asm(".pushsection " section ", \"aw\"\n.popsection\n")
EMPTY_TABLE(KPATCH_SEC_FUNCS);
EMPTY_TABLE(KPATCH_SEC_PRE_PATCH);
EMPTY_TABLE(KPATCH_SEC_POST_PATCH);
EMPTY_TABLE(KPATCH_SEC_PRE_UNPATCH);
EMPTY_TABLE(KPATCH_SEC_POST_UNPATCH);
EMPTY_TABLE(KPATCH_SEC_STATES);

/* create-patch-module fills in the modules that are referred to, as objects. */
static struct kpatch_tables tables __used __section(KPATCH_SEC_TABLES) = {
	.version = KPATCH_FORMAT_VERSION,
};

static struct klp_patch patch = { .mod = THIS_MODULE, .replace = KPATCH_REPLACE };

static const char *string(__u64 address)
{
	return (const char *)(unsigned long)address;
}

/* Livepatch calls vmlinux NULL. */
static bool same_object(const struct klp_object *obj, const char *name)
{
	return !strcmp(obj->name ? obj->name : "vmlinux", name);
}

static struct klp_object *find_object(const char *name)
{
	struct klp_object *obj = patch.objs;

	while (obj->funcs && !same_object(obj, name))
		obj++;
	if (!obj->funcs)
		obj->name = strcmp(name, "vmlinux") ? name : NULL;
	return obj;
}

/* Functions to redirect; parts that are only looked for on stacks are none. */
static size_t count_functions(void)
{
	struct kpatch_func_entry *entry;
	size_t n = 0;

	for_each_func(entry)
		n += !(entry->flags & KPATCH_FUNC_STACK_ONLY);
	return n;
}

/* Each object gets room for all functions: the lists end in an empty one. */
static int add_functions(size_t n)
{
	struct kpatch_func_entry *entry;

	for_each_func(entry) {
		struct klp_object *obj;
		struct klp_func *func;

		if (entry->flags & KPATCH_FUNC_STACK_ONLY)
			continue;
		if (entry->flags & KPATCH_FUNC_FORCE)
			pr_warn("%s: livepatch cannot force %s alone; it waits for its tasks\n",
				THIS_MODULE->name, string(entry->name));
		obj = find_object(string(entry->objname));
		if (!obj->funcs)
			obj->funcs = kcalloc(n + 1, sizeof(*obj->funcs), GFP_KERNEL);
		if (!obj->funcs)
			return -ENOMEM;
		for (func = obj->funcs; func->old_name; func++)
			;
		func->old_name = string(entry->name);
		func->new_func = (void *)(unsigned long)entry->new_addr;
		func->old_sympos = entry->sympos;
	}
	return 0;
}

static int add_referred(void)
{
	const struct kpatch_object_entry *entry = (void *)(unsigned long)tables.objects;
	u64 i;

	for (i = 0; i < tables.nobjects; i++) {
		struct klp_object *obj = find_object(string(entry[i].name));

		if (!obj->funcs)
			obj->funcs = kcalloc(1, sizeof(*obj->funcs), GFP_KERNEL);
		if (!obj->funcs)
			return -ENOMEM;
	}
	return 0;
}

/* The place for a callback of this table in struct klp_callbacks. */
static void **callback_slot(struct klp_object *obj, const char *table)
{
	if (table == kpatch_pre_patch)
		return (void **)&obj->callbacks.pre_patch;
	if (table == kpatch_post_patch)
		return (void **)&obj->callbacks.post_patch;
	if (table == kpatch_pre_unpatch)
		return (void **)&obj->callbacks.pre_unpatch;
	return (void **)&obj->callbacks.post_unpatch;
}

static int add_callbacks_of(char *table, char *end)
{
	struct kpatch_callback_entry *entry = (void *)table;

	for (; entry < (struct kpatch_callback_entry *)end; entry++) {
		struct klp_object *obj = find_object(string(entry->objname));
		void **slot = callback_slot(obj, table);

		if (!obj->funcs || *slot) {
			pr_err("%s: livepatch wants one callback of a kind for %s, and a changed function with it\n",
			       THIS_MODULE->name, string(entry->objname));
			return -EINVAL;
		}
		*slot = (void *)(unsigned long)entry->callback;
	}
	return 0;
}

static int add_callbacks(void)
{
	int ret = add_callbacks_of(kpatch_pre_patch, kpatch_pre_patch_end);

	ret = ret ?: add_callbacks_of(kpatch_post_patch, kpatch_post_patch_end);
	ret = ret ?: add_callbacks_of(kpatch_pre_unpatch, kpatch_pre_unpatch_end);
	return ret ?: add_callbacks_of(kpatch_post_unpatch, kpatch_post_unpatch_end);
}

#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 4, 0)
static int add_states(void)
{
	struct kpatch_state_entry *entry = (void *)kpatch_states;
	struct kpatch_state_entry *end = (void *)kpatch_states_end;
	struct klp_state *state;

	if (entry == end)
		return 0;
	/* The list ends in an empty one. */
	state = kcalloc(end - entry + 1, sizeof(*state), GFP_KERNEL);
	if (!state)
		return -ENOMEM;
	patch.states = state;
	for (; entry < end; entry++, state++) {
		state->id = entry->id;
		state->version = entry->version;
	}
	return 0;
}

static void free_states(void)
{
	kfree(patch.states);
}

patch_state *kpatch_get_state(patch_object *obj, unsigned long id)
{
	return klp_get_state(&patch, id);
}

patch_state *kpatch_get_prev_state(patch_object *obj, unsigned long id)
{
	return klp_get_prev_state(id);
}
#else
static int add_states(void)
{
	if (kpatch_states == kpatch_states_end)
		return 0;
	pr_err("%s: has states, which livepatch of this kernel does not know\n",
	       THIS_MODULE->name);
	return -EINVAL;
}

static void free_states(void)
{
}
#endif

static void free_patch(void)
{
	struct klp_object *obj;

	for (obj = patch.objs; obj && obj->funcs; obj++)
		kfree(obj->funcs);
	kfree(patch.objs);
	free_states();
}

static int enable(void)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 1, 0)
	int ret = klp_register_patch(&patch);

	if (ret)
		return ret;
	ret = klp_enable_patch(&patch);
	if (ret)
		klp_unregister_patch(&patch);
	return ret;
#else
	return klp_enable_patch(&patch);
#endif
}

static int __init patch_init(void)
{
	size_t n = count_functions();
	int ret;

	/* An object for each function and each reference, at most, and an empty one at the end. */
	patch.objs = kcalloc(n + tables.nobjects + 1, sizeof(*patch.objs), GFP_KERNEL);
	if (!patch.objs)
		return -ENOMEM;
	ret = add_functions(n);
	ret = ret ?: add_referred();
	ret = ret ?: add_callbacks();
	ret = ret ?: add_states();
	ret = ret ?: enable();
	if (ret)
		free_patch();
	return ret;
}

static void __exit patch_exit(void)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 1, 0)
	klp_unregister_patch(&patch);
#endif
	free_patch();
}

module_init(patch_init);
module_exit(patch_exit);
MODULE_DESCRIPTION("Live patch");
MODULE_LICENSE("GPL");
MODULE_INFO(livepatch, "Y");
