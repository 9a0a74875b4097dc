// SPDX-License-Identifier: GPL-2.0-only
/* Callbacks and not one function. */
#include "hand.h"

#ifndef MIRROR2_FLAGS
#define MIRROR2_FLAGS 0
#endif

static struct kpatch_func_entry funcs[0];

SAY_ALL("vmlinux");

PATCH(.flags = MIRROR2_FLAGS, SAID);
