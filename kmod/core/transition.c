// SPDX-License-Identifier: GPL-2.0-only
/*
 * transition.c: switch all functions of a patch at once, or none.
 */
#include <linux/delay.h>
#include <linux/ktime.h>
#include <linux/stop_machine.h>

#include "core.h"

static unsigned int busy_tries = 50;
module_param(busy_tries, uint, 0644);
MODULE_PARM_DESC(busy_tries, "looks at the tasks' stacks before a busy patch is refused");

static unsigned int busy_wait_ms = 100;
module_param(busy_wait_ms, uint, 0644);
MODULE_PARM_DESC(busy_wait_ms, "milliseconds from one look to the next");

static unsigned long long stopped_ns;
module_param(stopped_ns, ullong, 0444);
MODULE_PARM_DESC(stopped_ns, "nanoseconds that the last switch, done or not, held the machine");

struct attempt {
	struct kpatch_ranges ranges;
	struct kpatch_busy busy;
};

static int switch_stopped(void *data)
{
	struct attempt *attempt = data;

	if (!kpatch_stacks_clear(&attempt->ranges, true, &attempt->busy))
		return -EBUSY;
	if (kpatch_fault())
		return -EIO;
	kpatch_switch_targets();
	return 0;
}

/* From asking the other CPUs to stop until they go on. */
static int stop_and(int (*fn)(void *data), struct attempt *attempt)
{
	ktime_t start = ktime_get();
	int ret = stop_machine(fn, attempt, NULL);

	stopped_ns = ktime_to_ns(ktime_sub(ktime_get(), start));
	return ret;
}

static int try_once(const struct kpatch_patch *patch, enum kpatch_change change,
		    struct attempt *attempt)
{
	int ret = kpatch_collect_ranges(&attempt->ranges, patch, change);

	if (ret)
		goto out;
	kpatch_plan(patch, change);
	ret = -EBUSY;
	kpatch_seen_forget();
	if (kpatch_stacks_clear(&attempt->ranges, false, &attempt->busy))
		ret = stop_and(switch_stopped, attempt);
	if (ret)
		kpatch_drop_plan();
out:
	kpatch_ranges_free(&attempt->ranges);
	return ret;
}

/*
 * Modules may come and go between one look and the next.  They need
 * kpatch_mutex for that, and change what must be looked for.
 */
static bool wait_unlocked(void)
{
	bool woken;

	mutex_unlock(&kpatch_mutex);
	woken = msleep_interruptible(busy_wait_ms);
	mutex_lock(&kpatch_mutex);
	return woken;
}

static int try_switch(struct kpatch_patch *patch, enum kpatch_change change,
		      struct attempt *attempt)
{
	unsigned int try;
	int ret;

	for (try = 1; ; try++) {
		ret = try_once(patch, change, attempt);
		if (ret != -EBUSY || try >= busy_tries || wait_unlocked())
			return ret;
		if (patch->error)
			return patch->error;
	}
}

static void report_busy(const struct kpatch_patch *patch,
			enum kpatch_change change,
			const struct kpatch_busy *busy)
{
	const char *verb = change == KPATCH_DISABLE ? "unloaded" : "loaded";

	if (busy->addr)
		pr_err("%s cannot be %s: task %s (pid %d) is in %ps\n",
		       patch->mod->name, verb, busy->comm, busy->pid,
		       (void *)busy->addr);
	else
		pr_err("%s cannot be %s: the stack of task %s (pid %d) cannot be read reliably\n",
		       patch->mod->name, verb, busy->comm, busy->pid);
}

/**
 * kpatch_switch() - lead all calls to where they go after a change, at once
 * @patch: its functions are attached; on the list of patches
 * @change: of the patch
 *
 * Lets go of kpatch_mutex while it waits, though not of what keeps other
 * changes out.
 *
 * Return: 0; -EBUSY when tasks stayed in affected code for busy_tries looks,
 * reported; -ENOMEM; patch->error.  On failure everything is as it was.
 */
int kpatch_switch(struct kpatch_patch *patch, enum kpatch_change change)
{
	struct attempt attempt = { };
	int ret = kpatch_step();

	if (ret)
		return ret;
	kpatch_seen_alloc();
	patch->switching = true;
	ret = try_switch(patch, change, &attempt);
	patch->switching = false;
	kpatch_seen_free();
	if (ret == -EBUSY)
		report_busy(patch, change, &attempt.busy);
	return ret;
}

static int switch_forced(void *data)
{
	kpatch_switch_targets();
	return 0;
}

/**
 * kpatch_switch_forced() - take a patch out of force, whoever is in it
 * @patch: its module must stay for ever
 */
void kpatch_switch_forced(struct kpatch_patch *patch)
{
	kpatch_plan(patch, KPATCH_DISABLE);
	stop_and(switch_forced, NULL);
}
