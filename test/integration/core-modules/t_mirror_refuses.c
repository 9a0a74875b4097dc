// SPDX-License-Identifier: GPL-2.0-only
/* As t_mirror, but the first callback refuses, for vmlinux already. */
#include <linux/errno.h>
#define PRE_PATCH_RET -ENODEV
#include "t_mirror.c"
