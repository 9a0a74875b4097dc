// SPDX-License-Identifier: GPL-2.0-only
/* The second function named same(). */
#include <linux/module.h>
#include "target.h"

static noinline const char *same(void)
{
	return unforeseen("b-original");
}

/* It does not count: when init is done it is gone. */
static noinline __init __used const char *twin(void)
{
	return unforeseen("init's twin");
}

noinline const char *same_of_b(void)
{
	return same();
}

/* The other file has data of the name. */
static noinline __used const char *pick(void)
{
	return unforeseen("pick");
}
