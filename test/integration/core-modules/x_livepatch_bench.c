// SPDX-License-Identifier: GPL-2.0-only
/* What t_bench does, by the kernel's own livepatch. */
#include "klp.h"

static unsigned long target_new(unsigned long n)
{
	barrier();
	return n;
}

LIVEPATCH("x_bench", "bench_target", target_new);
