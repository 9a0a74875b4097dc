// SPDX-License-Identifier: GPL-2.0-only
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/seq_file.h>

#include "words.h"

int words_told;
static const char *const words[] = { "one", "two", "many" };

/* Of the same name as one in main.c. */
static noinline __noclone const char *pick(int n)
{
	return words[n < 3 ? n - 1 : 2];
}

void tell_words(struct seq_file *m, int reads)
{
	words_told++;
	seq_printf(m, "words %s task %s\n", pick(reads), current->comm);
}

/* Cannot be traced, so cannot be redirected: only its caller can. */
static noinline __noclone notrace int weigh(int n)
{
	return n * 2;
}

void tell_weight(struct seq_file *m, int n)
{
	seq_printf(m, "weight %d\n", weigh(n));
}
