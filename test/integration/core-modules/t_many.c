// SPDX-License-Identifier: GPL-2.0-only
/* Adds up the squares instead, so that each word has to come in its place. */
#define FOR_MANY
#include "hand.h"
#include "many.h"

static noinline __noclone unsigned long sum_new(unsigned long factor, struct many many)
{
	unsigned long sum = 0;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(many.word); i++)
		sum += many.word[i] * (i + 1);
	return sum * factor;
}

static struct kpatch_func_entry funcs[] = {
	FUNC_OF("x_many", "many_sum", 0, sum_new, 0),
};

PATCH();
