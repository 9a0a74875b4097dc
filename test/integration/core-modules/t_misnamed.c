// SPDX-License-Identifier: GPL-2.0-only
/* As t_misplaced, but laid out as it says: what lies at its start has another name. */
#define MISPLACED_PART KPATCH_PLACE_RODATA
#define MISPLACED_ANCHOR KPATCH_PLACE_ID_NOTE
#define MISPLACED_BY TARGET_NOTE
#include "t_misplaced.c"
