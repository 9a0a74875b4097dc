// SPDX-License-Identifier: GPL-2.0-only
/*
 * ftrace.c: how does a call of the original reach its replacement?
 *
 * Each redirected function has an ftrace_ops of its own, so the handler knows
 * its function without looking it up.  It is registered passing through; what
 * switches is the one word that the handler reads.
 */
#include <linux/slab.h>

#include "core.h"
#include "ksyms.h"

static LIST_HEAD(all_ops);

/*
 * Needs no recursion guard, for it calls nothing, and no read lock: ops lives
 * until unregister_ftrace_function() has seen every task leave the trampoline.
 */
static void notrace redirect(unsigned long ip, unsigned long parent_ip,
			     struct ftrace_ops *fops, kpatch_fregs *fregs)
{
	struct kpatch_ops *ops = container_of(fops, struct kpatch_ops, fops);
	unsigned long target = READ_ONCE(ops->target);

	if (target)
		kpatch_set_ip(fregs, target);
}

static struct kpatch_ops *find_ops(unsigned long old_addr)
{
	struct kpatch_ops *ops;

	list_for_each_entry(ops, &all_ops, node)
		if (ops->old_addr == old_addr)
			return ops;
	return NULL;
}

static int register_ops(struct kpatch_ops *ops, const struct kpatch_func *func)
{
	int ret = kpatch_step();

	ret = ret ?: ftrace_set_filter_ip(&ops->fops, ops->site, 0, 0);
	if (ret) {
		pr_err("%s:%s: ftrace does not accept the function (error %d)\n",
		       func->obj->pub.name, func->name, ret);
		return ret;
	}
	ret = kpatch_step();
	ret = ret ?: register_ftrace_function(&ops->fops);
	if (!ret)
		return 0;
	ftrace_set_filter_ip(&ops->fops, ops->site, 1, 0);
	if (ret == -EBUSY)
		pr_err("%s:%s cannot be patched now: a livepatch or a kprobe with a post handler redirects it already, or kernel.ftrace_enabled is 0\n",
		       func->obj->pub.name, func->name);
	else
		pr_err("%s:%s: ftrace refused (error %d)\n",
		       func->obj->pub.name, func->name, ret);
	return ret;
}

static struct kpatch_ops *new_ops(const struct kpatch_func *func, int *error)
{
	unsigned long site = ksyms.ftrace_location(func->old_addr);
	struct kpatch_ops *ops;

	if (!site) {
		pr_err("%s:%s has no ftrace site at its entry and cannot be patched\n",
		       func->obj->pub.name, func->name);
		*error = -EINVAL;
		return NULL;
	}
	ops = kpatch_zalloc(sizeof(*ops));
	if (!ops) {
		*error = -ENOMEM;
		return NULL;
	}
	ops->fops.func = redirect;
	ops->fops.flags = FTRACE_OPS_FL_DYNAMIC | FTRACE_OPS_FL_IPMODIFY |
			  KPATCH_FTRACE_REGS | KPATCH_FTRACE_PERMANENT;
	ops->old_addr = func->old_addr;
	ops->old_size = func->old_size;
	ops->site = site;
	INIT_LIST_HEAD(&ops->versions);
	*error = register_ops(ops, func);
	if (*error) {
		kfree(ops);
		return NULL;
	}
	list_add_tail(&ops->node, &all_ops);
	return ops;
}

/* Have ftrace lead the original through the core, to what it ran before. */
static int attach_func(struct kpatch_func *func)
{
	struct kpatch_ops *ops = find_ops(func->old_addr);
	int error;

	if (!ops) {
		ops = new_ops(func, &error);
		if (!ops)
			return error;
	}
	ops->users++;
	func->ops = ops;
	return 0;
}

static void detach_func(struct kpatch_func *func)
{
	struct kpatch_ops *ops = func->ops;

	func->ops = NULL;
	if (!ops || --ops->users)
		return;
	list_del(&ops->node);
	WARN_ON(unregister_ftrace_function(&ops->fops));
	ftrace_set_filter_ip(&ops->fops, ops->site, 1, 0);
	kfree(ops);
}

/**
 * kpatch_detach() - undo kpatch_attach()
 * @obj: its functions are not in force
 */
void kpatch_detach(struct kpatch_obj *obj)
{
	struct kpatch_func *func;

	kpatch_for_each_func(obj, func)
		detach_func(func);
}

/**
 * kpatch_attach() - have ftrace lead an object's functions through the core
 * @obj: resolved; calls still run what they ran before
 */
int kpatch_attach(struct kpatch_obj *obj)
{
	struct kpatch_func *func;

	kpatch_for_each_func(obj, func) {
		int ret;

		if (!kpatch_func_redirects(func))
			continue;
		ret = attach_func(func);
		if (ret) {
			kpatch_detach(obj);
			return ret;
		}
	}
	return 0;
}

/* The newest version in force that is not of this patch. */
static unsigned long target_without(const struct kpatch_ops *ops,
				    const struct kpatch_patch *patch)
{
	const struct kpatch_func *func;

	list_for_each_entry(func, &ops->versions, version)
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
	struct kpatch_ops *ops;

	if (change == KPATCH_REPLACE)
		list_for_each_entry(ops, &all_ops, node)
			ops->next = 0;
	kpatch_for_each_obj(patch, obj)
		kpatch_for_each_func(obj, func)
			if (func->ops)
				func->ops->next = change == KPATCH_DISABLE ?
					target_without(func->ops, patch) :
					func->new_addr;
}

/* Forget a plan that came to nothing. */
void kpatch_drop_plan(void)
{
	struct kpatch_ops *ops;

	list_for_each_entry(ops, &all_ops, node)
		ops->next = ops->target;
}

/* Carry out the plan; every other CPU is held. */
void kpatch_switch_targets(void)
{
	struct kpatch_ops *ops;

	list_for_each_entry(ops, &all_ops, node)
		WRITE_ONCE(ops->target, ops->next);
}

/* The object's functions are in force from now on. */
void kpatch_push_versions(struct kpatch_obj *obj)
{
	struct kpatch_func *func;

	kpatch_for_each_func(obj, func)
		if (func->ops)
			list_add(&func->version, &func->ops->versions);
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
		struct kpatch_ops *ops = func->ops;

		if (!ops)
			continue;
		ops->next = target_without(ops, NULL);
		WRITE_ONCE(ops->target, ops->next);
	}
}
