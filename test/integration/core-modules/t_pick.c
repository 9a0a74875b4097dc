// SPDX-License-Identifier: GPL-2.0-only
/* A function behind data of the same name, which not every kernel lists. */
#define FOR_TARGET
#include "hand.h"

static const char *pick_new(void)
{
	barrier();
	return "picked";
}

static struct kpatch_func_entry funcs[] = {
	FUNC_OF("x_target", "pick", 2, pick_new, 0),
};

static struct kpatch_place_entry places[] = {
	{ STR("pick"), STR("x_target"), 2, 1, KPATCH_PLACE_IN_TEXT },
};

PATCH(.places = ADDR(places), .nplaces = 1);
