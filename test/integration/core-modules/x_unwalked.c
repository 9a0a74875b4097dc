// SPDX-License-Identifier: GPL-2.0-only
/*
 * A task, "unwalked", that sleeps under a function of which the kernel's unwinder
 * knows nothing: the Makefile keeps objtool off.
 */
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/sched.h>

static struct task_struct *task;

static int sleep_unwalked(void *unused)
{
	while (!kthread_should_stop())
		schedule_timeout_interruptible(HZ);
	return 0;
}

static int __init unwalked_init(void)
{
	/* Other unwinders need no tables. */
	if (!IS_ENABLED(CONFIG_UNWINDER_ORC))
		return -EOPNOTSUPP;
	task = kthread_run(sleep_unwalked, NULL, "unwalked");
	return PTR_ERR_OR_ZERO(task);
}

static void __exit unwalked_exit(void)
{
	kthread_stop(task);
}

module_init(unwalked_init);
module_exit(unwalked_exit);
MODULE_DESCRIPTION("A task whose stack cannot be walked");
MODULE_LICENSE("GPL");
