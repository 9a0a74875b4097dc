// SPDX-License-Identifier: GPL-2.0-only
/*
 * transition.c: switch all functions of a patch at once, or none.
 */
#include <linux/delay.h>
#include <linux/kallsyms.h>
#include <linux/stop_machine.h>

#include "core.h"
#include "ksyms.h"

static unsigned int busy_tries = 50;
module_param(busy_tries, uint, 0644);
MODULE_PARM_DESC(busy_tries, "looks at the tasks' stacks before a busy patch is refused");

static unsigned int busy_wait_ms = 100;
module_param(busy_wait_ms, uint, 0644);
MODULE_PARM_DESC(busy_wait_ms, "milliseconds from one look to the next");

struct attempt {
	struct kpatch_ranges ranges;
	struct kpatch_busy busy;
};

/*
 * The version that a patch supersedes, and the part of it that the compiler
 * put elsewhere.
 */
static int add_superseded(struct kpatch_ranges *ranges,
			  const struct kpatch_func *func)
{
	const struct kpatch_func *top;
	char cold[MODULE_NAME_LEN + KSYM_NAME_LEN];
	unsigned long addr;
	int ret;

	top = list_first_entry_or_null(&func->ops->versions,
				       struct kpatch_func, version);
	if (!top)
		return 0;
	ret = kpatch_ranges_add(ranges, top->new_addr, top->new_size);
	if (ret)
		return ret;
	snprintf(cold, sizeof(cold), "%s:%s.cold", top->obj->patch->mod->name,
		 top->name);
	addr = ksyms.kallsyms_lookup_name(cold);
	return addr ? kpatch_ranges_add(ranges, addr, kpatch_symbol_size(addr))
		    : 0;
}

static int add_for_enable(struct kpatch_ranges *ranges,
			  const struct kpatch_func *func)
{
	int ret;

	if (func->flags & KPATCH_FUNC_FORCE)
		return 0;
	ret = kpatch_ranges_add(ranges, func->old_addr, func->old_size);
	if (!ret && func->ops)
		ret = add_superseded(ranges, func);
	return ret;
}

/*
 * All of the patch module's text goes away, helpers included.  A task may also
 * stand in ftrace's trampoline, about to be led into it: then what is on its
 * stack is the original's ftrace site.
 */
static int add_for_disable(struct kpatch_ranges *ranges,
			   const struct kpatch_func *func)
{
	unsigned long entry;

	if (!func->ops)
		return 0;
	entry = func->ops->site - func->old_addr + MCOUNT_INSN_SIZE;
	return kpatch_ranges_add(ranges, func->old_addr, entry);
}

static int collect(struct kpatch_ranges *ranges,
		   const struct kpatch_patch *patch, bool enable)
{
	const struct kpatch_obj *obj;
	const struct kpatch_func *func;
	int ret = 0;

	if (!enable)
		ret = kpatch_ranges_add(ranges, kpatch_text_start(patch->mod),
					kpatch_text_size(patch->mod));
	kpatch_for_each_obj(patch, obj) {
		if (!kpatch_obj_loaded(obj))
			continue;
		kpatch_for_each_func(obj, func) {
			if (ret)
				return ret;
			ret = enable ? add_for_enable(ranges, func) :
				       add_for_disable(ranges, func);
		}
	}
	return ret;
}

static int switch_stopped(void *data)
{
	struct attempt *attempt = data;

	if (!kpatch_stacks_clear(&attempt->ranges, true, &attempt->busy))
		return -EBUSY;
	kpatch_switch_targets();
	return 0;
}

static int try_switch(struct attempt *attempt)
{
	unsigned int try;
	int ret;

	for (try = 1; ; try++) {
		ret = -EBUSY;
		if (kpatch_stacks_clear(&attempt->ranges, false,
					&attempt->busy))
			ret = stop_machine(switch_stopped, attempt, NULL);
		if (ret != -EBUSY || try >= busy_tries)
			return ret;
		if (msleep_interruptible(busy_wait_ms))
			return ret;
	}
}

static void report_busy(const struct kpatch_patch *patch, bool enable,
			const struct kpatch_busy *busy)
{
	const char *verb = enable ? "loaded" : "unloaded";

	if (busy->addr)
		pr_err("%s cannot be %s: task %s (pid %d) is in %ps\n",
		       patch->mod->name, verb, busy->comm, busy->pid,
		       (void *)busy->addr);
	else
		pr_err("%s cannot be %s: the stack of task %s (pid %d) cannot be read reliably\n",
		       patch->mod->name, verb, busy->comm, busy->pid);
}

/**
 * kpatch_switch() - bring a patch into force, or out of it
 * @patch: its functions are attached
 * @enable: which of the two
 *
 * Return: 0; -EBUSY when tasks stayed in affected code for busy_tries looks,
 * reported; -ENOMEM.  On failure everything is as it was.
 */
int kpatch_switch(struct kpatch_patch *patch, bool enable)
{
	struct attempt attempt = { };
	int ret = collect(&attempt.ranges, patch, enable);

	if (ret)
		goto out;
	kpatch_plan(patch, enable);
	ret = try_switch(&attempt);
	if (ret) {
		kpatch_drop_plan();
		if (ret == -EBUSY)
			report_busy(patch, enable, &attempt.busy);
		goto out;
	}
	if (enable)
		kpatch_push_versions(patch);
	else
		kpatch_pop_versions(patch);
out:
	kpatch_ranges_free(&attempt.ranges);
	return ret;
}
