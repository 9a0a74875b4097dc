// SPDX-License-Identifier: GPL-2.0-only
/* x_bench: /proc/bench shows what a call of bench_target() costs, in picoseconds. */
#include <linux/ktime.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/seq_file.h>

#define BATCHES 200
#define CALLS 2000

/* Neither inlined nor cloned, each call a call. */
#ifdef __clang__
#define lonely noinline
#else
#define lonely __attribute__((__noipa__))
#endif

static lonely unsigned long bench_target(unsigned long n)
{
	barrier();
	return n;
}

static u64 batch_ns(void)
{
	u64 start = ktime_get_ns();
	unsigned long i;

	for (i = 0; i < CALLS; i++)
		bench_target(i);
	return ktime_get_ns() - start;
}

/* The quickest batch is the one that nothing interrupted. */
static int bench_show(struct seq_file *m, void *v)
{
	u64 least = U64_MAX;
	int i;

	for (i = 0; i < BATCHES; i++) {
		least = min(least, batch_ns());
		cond_resched();
	}
	seq_printf(m, "%llu\n", least * 1000 / CALLS);
	return 0;
}

static int __init bench_init(void)
{
	return proc_create_single("bench", 0, NULL, bench_show) ? 0 : -ENOMEM;
}

static void __exit bench_exit(void)
{
	remove_proc_entry("bench", NULL);
}

module_init(bench_init);
module_exit(bench_exit);
MODULE_DESCRIPTION("Function to patch and to measure");
MODULE_LICENSE("GPL");
