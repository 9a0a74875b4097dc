// SPDX-License-Identifier: GPL-2.0-only
/* As t_mirror2, in place of all others. */
#define MIRROR2_FLAGS KPATCH_TABLES_REPLACE
#include "t_mirror2.c"
