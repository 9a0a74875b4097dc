// SPDX-License-Identifier: GPL-2.0-only
/* As t_late, but the function is one of a module, which may come later. */
#define LATE_OF_TARGET
#include "t_late.c"
