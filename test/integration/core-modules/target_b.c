// SPDX-License-Identifier: GPL-2.0-only
/* The second function named same(). */
#include <linux/module.h>
#include "target.h"

static noinline const char *same(void)
{
	return unforeseen("b-original");
}

noinline const char *same_of_b(void)
{
	return same();
}
