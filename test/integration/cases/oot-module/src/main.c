// SPDX-License-Identifier: GPL-2.0-only
#include <linux/kernel_stat.h>
#include <linux/module.h>
#include <linux/percpu.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/static_call.h>

#include "words.h"

static int reads;
static int limit __ro_after_init;
static const unsigned short steps[] = { 30, 50, 90 };
static DEFINE_PER_CPU(int, tally);

static noinline __noclone int pick(int n)
{
	return n + words_told;
}

static int once(int n)
{
	return n;
}

static int thrice(int n)
{
	return 3 * n;
}

DEFINE_STATIC_CALL(scale, once);

static int set_thrice(const char *val, const struct kernel_param *kp)
{
	static_call_update(scale, *val == '1' ? thrice : once);
	return 0;
}

static const struct kernel_param_ops thrice_ops = { .set = set_thrice };
module_param_cb(thrice, &thrice_ops, NULL, 0200);

static int counter_show(struct seq_file *m, void *v)
{
	reads++;
	seq_printf(m, "counter %d told %d\n", reads, pick(0));
	tell_words(m, reads);
	tell_weight(m, 21);
	seq_printf(m, "scaled %d\n", static_call(scale)(7));
	seq_printf(m, "limit %d step %d\n", READ_ONCE(limit), READ_ONCE(steps[reads % 3]));
	this_cpu_inc(tally);
	return 0;
}

static int __init counter_init(void)
{
	limit = 11;
	return proc_create_single("oot-counter", 0444, NULL, counter_show) ? 0 : -ENOMEM;
}

static void __exit counter_exit(void)
{
	remove_proc_entry("oot-counter", NULL);
}

module_init(counter_init);
module_exit(counter_exit);
MODULE_DESCRIPTION("Counts its readers");
MODULE_LICENSE("GPL");
