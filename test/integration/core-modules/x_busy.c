// SPDX-License-Identifier: GPL-2.0-only
/*
 * x_busy: a module to patch, one of whose functions sleeps, in a worker, until
 * somebody writes 0 to its parameter "busy"; or keeps a CPU busy nearly always, with spin=1.
 */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/workqueue.h>

static bool busy = true;
module_param(busy, bool, 0644);

static bool spin;
module_param(spin, bool, 0);

static DECLARE_COMPLETION(started);

static void busy_work(struct work_struct *work)
{
	complete(&started);
	while (READ_ONCE(busy)) {
		unsigned long end = jiffies + msecs_to_jiffies(50);

		while (spin && time_before(jiffies, end))
			cond_resched();
		/* Whoever waits for all tasks to sleep once must get on. */
		msleep(spin ? 1 : 20);
	}
}

static DECLARE_WORK(work, busy_work);

static int __init busy_init(void)
{
	schedule_work(&work);
	wait_for_completion(&started);
	if (!busy)
		flush_work(&work);
	return 0;
}

static void __exit busy_exit(void)
{
	WRITE_ONCE(busy, false);
	flush_work(&work);
}

module_init(busy_init);
module_exit(busy_exit);
MODULE_DESCRIPTION("Busy target of live patches");
MODULE_LICENSE("GPL");
