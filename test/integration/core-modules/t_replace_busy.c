// SPDX-License-Identifier: GPL-2.0-only
/* A replace that fails while any task sleeps in nanosleep(). */
#include <linux/hrtimer.h>
#include <linux/sched.h>
#include "hand.h"

static int nanosleep_new(struct hrtimer_sleeper *t, enum hrtimer_mode mode)
{
	return 0;
}

SHOW(version_new, "never seen")

static struct kpatch_func_entry funcs[] = {
	FUNC("do_nanosleep", 0, nanosleep_new, 0),
	FUNC("version_proc_show", 0, version_new, 0),
};

PATCH(.flags = KPATCH_TABLES_REPLACE);
