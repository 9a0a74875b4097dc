// SPDX-License-Identifier: GPL-2.0-only
/* As t_misplaced, among what is read-only. */
#define MISPLACED_PART KPATCH_PLACE_RODATA
#define MISPLACED_ANCHOR KPATCH_PLACE_ID_NOTE
#define MISPLACED_BY (1 << 16)
#include "t_misplaced.c"
