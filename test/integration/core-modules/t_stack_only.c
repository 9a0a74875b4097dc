// SPDX-License-Identifier: GPL-2.0-only
/* Redirects one function, and is busy while any task is in another. */
#include "hand.h"

SHOW(version_new, "never seen")

static struct kpatch_func_entry funcs[] = {
	FUNC("version_proc_show", 0, version_new, 0),
	FUNC("do_nanosleep", 0, 0, KPATCH_FUNC_STACK_ONLY),
};

PATCH();
