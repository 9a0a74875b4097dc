// SPDX-License-Identifier: GPL-2.0-only
/* Two functions of one name, in one patch. */
#define FOR_TARGET
#include "hand.h"

static const char *a_new(void)
{
	barrier();
	return "a-new";
}

static const char *b_new(void)
{
	barrier();
	return "b-new";
}

static struct kpatch_func_entry funcs[] = {
	FUNC_OF("x_target", "same", 1, a_new, 0),
	FUNC_OF("x_target", "same", 2, b_new, 0),
};

PATCH();
