// SPDX-License-Identifier: GPL-2.0-only
/* As t_soak1, in place of all others. */
#define SOAK_VERSION "2"
#define SOAK_FLAGS KPATCH_TABLES_REPLACE
#include "t_soak1.c"
