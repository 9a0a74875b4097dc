// SPDX-License-Identifier: GPL-2.0-only
/*
 * x_target: a module to patch.  /proc/target shows what its functions answer,
 * and what one of them answered during init.
 */
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include "target.h"

static bool fail_init;
module_param(fail_init, bool, 0);

static int slow_init;
module_param(slow_init, int, 0);

static char init_saw[16];
static int target_number __used = 42;
static int pick __used = 1;

static noinline const char *target_value(void)
{
	return unforeseen("original");
}

static noinline const char *same(void)
{
	return unforeseen("a-original");
}

/* Not exported; the patch refers to it. */
static noinline __used int target_secret(struct seq_file *m, void *v)
{
	seq_printf(m, "secret %d\n", target_number);
	return 0;
}

/* During init there is another one of the name. */
static noinline __used const char *twin(void)
{
	return unforeseen("twin");
}

static noinline int target_show(struct seq_file *m, void *v)
{
	seq_printf(m, "value %s same %s %s init %s\n", target_value(), same(),
		   same_of_b(), init_saw);
	return 0;
}

static int __init target_init(void)
{
	strscpy(init_saw, target_value(), sizeof(init_saw));
	if (slow_init)
		schedule_timeout_uninterruptible(slow_init * HZ / 10);
	if (fail_init)
		return -EIO;
	return proc_create_single("target", 0, NULL, target_show) ? 0 : -ENOMEM;
}

static void __exit target_exit(void)
{
	pr_info("x_target: exit %s\n", target_value());
	remove_proc_entry("target", NULL);
}

module_init(target_init);
module_exit(target_exit);
MODULE_DESCRIPTION("Target of live patches");
MODULE_LICENSE("GPL");
MODULE_VERSION("1");
