// SPDX-License-Identifier: GPL-2.0-only
/* Switched although tasks sleep in the original: the author says so. */
#include <linux/hrtimer.h>
#include <linux/sched.h>
#include "hand.h"

static int nanosleep_new(struct hrtimer_sleeper *t, enum hrtimer_mode mode)
{
	return 0;
}

static struct kpatch_func_entry funcs[] = {
	FUNC("do_nanosleep", 0, nanosleep_new, KPATCH_FUNC_FORCE),
};

PATCH();
