// SPDX-License-Identifier: GPL-2.0-only
/* Tries all that shadow variables offer; init fails when one thing is wrong. */
#include <linux/module.h>
#include "kpatch.h"

static int ctors, dtors;

static int ctor(void *obj, void *data, void *arg)
{
	*(int *)data = *(int *)arg;
	ctors++;
	return 0;
}

static int bad_ctor(void *obj, void *data, void *arg)
{
	return -EINVAL;
}

static void dtor(void *obj, void *data)
{
	dtors++;
}

#define CHECK(what) do { \
	if (!(what)) { \
		pr_err("x_shadow: line %d: %s\n", __LINE__, #what); \
		return -EINVAL; \
	} \
} while (0)

static int a, b, five = 5, six = 6;

static int __init shadow_init(void)
{
	int *data;

	CHECK(!kpatch_shadow_get(&a, 1));
	data = kpatch_shadow_alloc(&a, 1, sizeof(int), GFP_KERNEL, ctor, &five);
	CHECK(data && *data == 5);
	CHECK(kpatch_shadow_get(&a, 1) == data);
	CHECK(!kpatch_shadow_get(&a, 2) && !kpatch_shadow_get(&b, 1));
	CHECK(kpatch_shadow_get_or_alloc(&a, 1, sizeof(int), GFP_KERNEL, ctor, &six) == data);
	CHECK(*data == 5 && ctors == 1);
	data = kpatch_shadow_get_or_alloc(&b, 1, sizeof(int), GFP_KERNEL, ctor, &six);
	CHECK(data && *data == 6 && ctors == 2);
	data = kpatch_shadow_alloc(&a, 2, 64, GFP_ATOMIC, NULL, NULL);
	CHECK(data && !data[0] && !data[15]);
	CHECK(!kpatch_shadow_alloc(&b, 2, 8, GFP_KERNEL, bad_ctor, NULL));
	CHECK(!kpatch_shadow_get(&b, 2));
	kpatch_shadow_free(&a, 1, dtor);
	CHECK(!kpatch_shadow_get(&a, 1) && dtors == 1);
	/* Others of the object, and of the number, stay. */
	CHECK(kpatch_shadow_get(&a, 2) && kpatch_shadow_get(&b, 1));
	kpatch_shadow_free(&a, 1, dtor);
	CHECK(dtors == 1);
	CHECK(kpatch_shadow_alloc(&a, 1, 4, GFP_KERNEL, NULL, NULL));
	kpatch_shadow_free_all(1, dtor);
	CHECK(!kpatch_shadow_get(&a, 1) && !kpatch_shadow_get(&b, 1));
	CHECK(dtors == 3 && kpatch_shadow_get(&a, 2));
	/* (a, 2) is left for the core to free. */
	return 0;
}

static void __exit shadow_exit(void)
{
}

module_init(shadow_init);
module_exit(shadow_exit);
MODULE_DESCRIPTION("Test of shadow variables");
MODULE_LICENSE("GPL");
