// SPDX-License-Identifier: GPL-2.0-only
/* Refused: the module has two functions of that name. */
#define FOR_TARGET
#include "hand.h"

static const char *a_new(void)
{
	return "never seen";
}

static struct kpatch_func_entry funcs[] = {
	FUNC_OF("x_target", "same", 0, a_new, 0),
};

PATCH();
