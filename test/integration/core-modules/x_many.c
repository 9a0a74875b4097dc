// SPDX-License-Identifier: GPL-2.0-only
/*
 * x_many: a function whose arguments are on its caller's stack.  /proc/many shows
 * what it made of them.
 */
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include "many.h"

static struct many numbers;

noinline __noclone unsigned long many_sum(unsigned long factor, struct many many)
{
	unsigned long sum = 0;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(many.word); i++)
		sum += many.word[i];
	return sum * factor;
}

static noinline int many_show(struct seq_file *m, void *v)
{
	seq_printf(m, "sum %lu\n", many_sum(1, numbers));
	return 0;
}

static int __init many_init(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(numbers.word); i++)
		numbers.word[i] = i + 1;
	return proc_create_single("many", 0, NULL, many_show) ? 0 : -ENOMEM;
}

static void __exit many_exit(void)
{
	remove_proc_entry("many", NULL);
}

module_init(many_init);
module_exit(many_exit);
MODULE_DESCRIPTION("Function of many arguments to patch");
MODULE_LICENSE("GPL");
