// SPDX-License-Identifier: GPL-2.0-only
/*
 * ftrace.c: how does a call of the original reach its replacement?
 *
 * Functions that are redirected at the same time share an ftrace_ops: ftrace
 * needs as long to take in or to let go of one function as of many.  It is
 * registered passing through; what switches is one word for each function, and
 * the handler reads nothing else of it.
 *
 * Letting go of an ftrace_ops takes longest by far, for every task must have left
 * its trampoline.  So a module that comes under a patch joins what there is.
 */
#include <linux/hash.h>
#include <linux/slab.h>

#include "core.h"
#include "ksyms.h"

/*
 * ftrace takes one function after another into what is registered already, and
 * goes through all that it knows for each: for more, a new group is faster.
 */
#define JOIN_MAX 16

/* Functions that were handed to ftrace together.  Guarded by kpatch_mutex. */
struct kpatch_group {
	struct ftrace_ops fops;
	struct list_head node;		/* in groups */
	unsigned int used;		/* sites that somebody holds */
	unsigned int n;			/* sites, used or not */
	unsigned int max;		/* sites that there is room for */
	unsigned int hash_bits;
	bool registered;
	bool stale;			/* ftrace has something that it should not */
	struct kpatch_site **hash;	/* by ip; fixed, and never full */
	struct kpatch_site sites[];
};

static LIST_HEAD(groups);

static __always_inline
unsigned int slot_of(const struct kpatch_group *group, unsigned long ip)
{
	return hash_long(ip, group->hash_bits);
}

static __always_inline
unsigned int slot_after(const struct kpatch_group *group, unsigned int slot)
{
	return (slot + 1) & (BIT(group->hash_bits) - 1);
}

/*
 * Needs no recursion guard, for it calls nothing, and no read lock: the group
 * lives until unregister_ftrace_function() has seen every task leave the
 * trampoline.
 */
static void notrace redirect(unsigned long ip, unsigned long parent_ip,
			     struct ftrace_ops *fops, kpatch_fregs *fregs)
{
	const struct kpatch_group *group =
		container_of(fops, struct kpatch_group, fops);
	unsigned int slot = slot_of(group, ip);
	const struct kpatch_site *site;
	unsigned long target;

	for (; (site = READ_ONCE(group->hash[slot]));
	     slot = slot_after(group, slot)) {
		if (site->ip != ip)
			continue;
		target = READ_ONCE(site->target);
		if (target)
			kpatch_set_ip(fregs, target);
		return;
	}
}

/* What is attached at once: all objects of a patch that are loaded, or one. */
struct scope {
	struct kpatch_patch *patch;
	struct kpatch_obj *only;	/* NULL: all */
};

static struct kpatch_obj *next_obj(const struct scope *scope,
				   struct kpatch_obj *obj)
{
	if (scope->only)
		return obj ? NULL : scope->only;
	return kpatch_next_loaded(scope->patch, obj);
}

static unsigned int count_new_sites(const struct scope *scope)
{
	const struct kpatch_func *func;
	struct kpatch_obj *obj = NULL;
	unsigned int n = 0;

	while ((obj = next_obj(scope, obj)))
		kpatch_for_each_func(obj, func)
			n += kpatch_func_redirects(func) &&
			     !kpatch_find_site(func->old_addr);
	return n;
}

/* Functions in modules, which may come, or go and come again. */
static unsigned int count_to_come(const struct kpatch_patch *patch)
{
	const struct kpatch_func *func;
	const struct kpatch_obj *obj;
	unsigned int n = 0;

	kpatch_for_each_obj(patch, obj)
		if (!kpatch_is_vmlinux(obj->pub.name))
			kpatch_for_each_func(obj, func)
				n += kpatch_func_redirects(func);
	return n;
}

static struct kpatch_group *new_group(unsigned int max)
{
	struct kpatch_group *group =
		kpatch_zalloc(sizeof(*group) + max * sizeof(*group->sites));

	if (!group)
		return NULL;
	group->max = max;
	group->hash_bits = fls(max) + 1;	/* at least two slots a site */
	group->hash = kpatch_zalloc(BIT(group->hash_bits) *
				    sizeof(*group->hash));
	if (!group->hash) {
		kfree(group);
		return NULL;
	}
	group->fops.func = redirect;
	group->fops.flags = FTRACE_OPS_FL_DYNAMIC | FTRACE_OPS_FL_IPMODIFY |
			    KPATCH_FTRACE_REGS | FTRACE_OPS_FL_PERMANENT;
	list_add_tail(&group->node, &groups);
	return group;
}

/*
 * When ftrace has shut itself down for a fault of its own, it takes nobody back,
 * and calls go on through the trampoline to us: they pass through, and what
 * redirect() runs in and reads must stay for ever.
 */
static void abandon(struct kpatch_group *group)
{
	pr_err("ftrace has shut itself down and does not let go of %u functions; the core stays loaded\n",
	       group->n);
	__module_get(THIS_MODULE);
	list_del(&group->node);
}

static void free_group(struct kpatch_group *group)
{
	if (group->registered && unregister_ftrace_function(&group->fops)) {
		abandon(group);
		return;
	}
	ftrace_set_filter(&group->fops, NULL, 0, 1);
	list_del(&group->node);
	kfree(group->hash);
	kfree(group);
}

/*
 * What ftrace knows the function by; 0: it does not.  Asked for a function, it
 * may find a site further back: that of a weak function that was overridden,
 * which has lost its symbol but not its code.  So ask for the places themselves.
 */
static unsigned long entry_site(const struct kpatch_func *func)
{
	unsigned long max = min(kpatch_arch_entry_max(), func->old_size - 1);
	unsigned long ip;

	for (ip = func->old_addr; ip <= func->old_addr + max; ip++)
		if (kernel_call(ftrace_location)(ip) == ip)
			return ip;
	return 0;
}

static void report_refused(const struct kpatch_func *func, int error)
{
	if (error == -EBUSY)
		pr_err("%s:%s cannot be patched now: a livepatch or a kprobe with a post handler redirects it already, or kernel.ftrace_enabled is 0\n",
		       func->obj->pub.name, func->name);
	else
		pr_err("%s:%s: ftrace refused (error %d)\n",
		       func->obj->pub.name, func->name, error);
}

/* Of a group that is registered, ftrace leads calls to us from now on. */
static int set_filter(struct kpatch_group *group, unsigned long ip,
		      const struct kpatch_func *func)
{
	int ret = kpatch_step();

	ret = ret ?: ftrace_set_filter_ip(&group->fops, ip, 0, 0);
	if (ret)
		report_refused(func, ret);
	return ret;
}

/* The group's site for @ip, or NULL, and where in the hash it would be. */
static struct kpatch_site *look_up(const struct kpatch_group *group,
				   unsigned long ip, unsigned int *slot)
{
	struct kpatch_site *site;

	*slot = slot_of(group, ip);
	for (; (site = group->hash[*slot]); *slot = slot_after(group, *slot))
		if (site->ip == ip)
			break;
	return site;
}

/*
 * A module that comes again may have its functions where they were before, and
 * takes the sites of then.  Readers may pass by a site, so it keeps its ip.
 */
static struct kpatch_site *site_of(struct kpatch_group *group, unsigned long ip)
{
	unsigned int slot;
	struct kpatch_site *site = look_up(group, ip, &slot);

	if (site)
		return site;
	site = &group->sites[group->n++];
	site->group = group;
	site->ip = ip;
	/* redirect() may be looking through the hash. */
	smp_store_release(&group->hash[slot], site);
	return site;
}

static int add_site(struct kpatch_group *group, struct kpatch_func *func)
{
	unsigned long ip = entry_site(func);
	struct kpatch_site *site;
	int ret;

	if (!ip) {
		pr_err("%s:%s has no ftrace site at its entry and cannot be patched\n",
		       func->obj->pub.name, func->name);
		return -EINVAL;
	}
	site = site_of(group, ip);
	site->next = 0;
	WRITE_ONCE(site->target, 0);
	ret = set_filter(group, ip, func);
	if (ret)
		return ret;
	site->filtered = true;
	site->old_addr = func->old_addr;
	site->old_size = func->old_size;
	group->used++;
	INIT_LIST_HEAD(&site->versions);
	list_add_tail(&site->node, &kpatch_sites);
	func->site = site;
	return 0;
}

/* Give the function its site; the group is joined when there is none yet. */
static int join(struct kpatch_group *group, struct kpatch_func *func)
{
	if (!kpatch_func_redirects(func))
		return 0;
	func->site = kpatch_find_site(func->old_addr);
	if (!func->site) {
		int ret = add_site(group, func);

		if (ret)
			return ret;
	}
	func->site->users++;
	return 0;
}

static int join_all(const struct scope *scope, struct kpatch_group *group)
{
	struct kpatch_func *func;
	struct kpatch_obj *obj = NULL;

	while ((obj = next_obj(scope, obj))) {
		kpatch_for_each_func(obj, func) {
			int ret = join(group, func);

			if (ret)
				return ret;
		}
	}
	return 0;
}

/* Does ftrace refuse this one function?  The group is not registered. */
static int try_alone(struct kpatch_group *group, const struct kpatch_func *func)
{
	int ret;

	ftrace_set_filter(&group->fops, NULL, 0, 1);
	ret = ftrace_set_filter_ip(&group->fops, func->site->ip, 0, 0);
	ret = ret ?: register_ftrace_function(&group->fops);
	if (!ret)
		group->registered = unregister_ftrace_function(&group->fops);
	return ret;
}

/* ftrace says that it refuses, and not which one: have it try each alone. */
static void name_refused(const struct scope *scope, struct kpatch_group *group,
			 int error)
{
	const struct kpatch_func *func;
	struct kpatch_obj *obj = NULL;

	while ((obj = next_obj(scope, obj))) {
		kpatch_for_each_func(obj, func) {
			int ret = 0;

			if (func->site && func->site->group == group)
				ret = try_alone(group, func);
			if (ret) {
				report_refused(func, ret);
				return;
			}
		}
	}
	pr_err("%s: ftrace refused the functions (error %d)\n",
	       scope->patch->mod->name, error);
}

static int register_group(const struct scope *scope, struct kpatch_group *group)
{
	int ret = kpatch_step();

	ret = ret ?: register_ftrace_function(&group->fops);
	if (ret)
		name_refused(scope, group, ret);
	else
		group->registered = true;
	return ret;
}

static void release_sites(const struct kpatch_obj *obj)
{
	struct kpatch_func *func;

	kpatch_for_each_func(obj, func) {
		struct kpatch_site *site = func->site;

		func->site = NULL;
		if (!site || --site->users)
			continue;
		list_del(&site->node);
		site->group->used--;
	}
}

/* ftrace calls us no more for what nobody holds, while the group goes on. */
static void drop_unused(struct kpatch_group *group)
{
	struct kpatch_site *site;

	for (site = group->sites; site < group->sites + group->n; site++) {
		if (site->users || !site->filtered)
			continue;
		/* It fails for want of memory; in a module it is too late then. */
		if (ftrace_set_filter_ip(&group->fops, site->ip, 1, 0))
			group->stale = true;
		else
			site->filtered = false;
	}
}

/* Let ftrace have back what nobody holds any more. */
static void sweep(void)
{
	struct kpatch_group *group, *next;

	list_for_each_entry_safe(group, next, &groups, node) {
		if (group->used)
			drop_unused(group);
		else
			free_group(group);
	}
}

/**
 * kpatch_detach() - undo kpatch_attach()
 * @obj: its functions are not in force
 */
void kpatch_detach(struct kpatch_obj *obj)
{
	release_sites(obj);
	sweep();
}

/* As kpatch_detach(), for all objects of a patch. */
void kpatch_detach_all(struct kpatch_patch *patch)
{
	struct kpatch_obj *obj;

	kpatch_for_each_obj(patch, obj)
		release_sites(obj);
	sweep();
}

static void detach(const struct scope *scope)
{
	if (scope->only)
		kpatch_detach(scope->only);
	else
		kpatch_detach_all(scope->patch);
}

/* Does a module that comes find sites for all its functions in the group? */
static bool has_room(struct kpatch_group *group, const struct scope *scope)
{
	unsigned int room = group->max - group->n;
	struct kpatch_func *func;
	unsigned int slot;

	kpatch_for_each_func(scope->only, func) {
		if (!kpatch_func_redirects(func) ||
		    kpatch_find_site(func->old_addr) ||
		    look_up(group, entry_site(func), &slot))
			continue;
		if (!room--)
			return false;
	}
	return true;
}

/*
 * Registering asks who else redirects a function directly (BPF), setting a
 * filter later does not: only a module that comes has nobody there yet.
 */
static struct kpatch_group *group_for(const struct scope *scope, unsigned int n)
{
	struct kpatch_group *group;

	if (!scope->only)
		return new_group(n + count_to_come(scope->patch));
	if (n > JOIN_MAX)
		return new_group(n);
	list_for_each_entry_reverse(group, &groups, node)
		if (group->registered && !group->stale && has_room(group, scope))
			return group;
	return new_group(n);
}

static int attach(const struct scope *scope)
{
	unsigned int n = count_new_sites(scope);
	struct kpatch_group *group = NULL;
	int ret;

	if (n) {
		group = group_for(scope, n);
		if (!group)
			return -ENOMEM;
	}
	ret = join_all(scope, group);
	if (!ret && group && !group->registered)
		ret = register_group(scope, group);
	if (ret)
		detach(scope);
	return ret;
}

/**
 * kpatch_attach() - have ftrace lead an object's functions through the core
 * @obj: resolved; calls still run what they ran before
 */
int kpatch_attach(struct kpatch_obj *obj)
{
	const struct scope scope = { obj->patch, obj };

	return attach(&scope);
}

/* As kpatch_attach(), for all objects of a patch that are loaded. */
int kpatch_attach_all(struct kpatch_patch *patch)
{
	const struct scope scope = { patch, NULL };

	return attach(&scope);
}
