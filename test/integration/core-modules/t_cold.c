// SPDX-License-Identifier: GPL-2.0-only
/*
 * The replacement goes on in its cold part, by a jump as compilers make it: a
 * task that sleeps there has nothing else of it on its stack.
 */
#include <linux/delay.h>
#include "hand.h"

static int cold_part(struct seq_file *m, void *v) asm("version_proc_show.cold");
static int version_new(struct seq_file *m, void *v) asm("version_proc_show");

static noinline __used notrace int cold_part(struct seq_file *m, void *v)
{
	msleep(4000);
	seq_puts(m, "cold\n");
	return 0;
}

static noinline __used int version_new(struct seq_file *m, void *v)
{
	barrier();
	return cold_part(m, v);
}

static struct kpatch_func_entry funcs[] = {
	FUNC("version_proc_show", 0, version_new, 0),
};

PATCH();
