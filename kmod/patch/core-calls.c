// SPDX-License-Identifier: GPL-2.0-only
/*
 * core-calls.c: how does the code of a patch call the core?
 *
 * By functions of the core's names in the patch module itself, which ask for
 * the core's by name: see patch-hook.c for why a patch links against none.
 */
#include <linux/kernel.h>
#include <linux/module.h>

#include "core-calls.h"
#include "kpatch.h"

static struct {
	typeof(kpatch_shadow_get) *shadow_get;
	typeof(kpatch_shadow_alloc) *shadow_alloc;
	typeof(kpatch_shadow_get_or_alloc) *shadow_get_or_alloc;
	typeof(kpatch_shadow_free) *shadow_free;
	typeof(kpatch_shadow_free_all) *shadow_free_all;
	typeof(kpatch_get_state) *get_state;
	typeof(kpatch_get_prev_state) *get_prev_state;
} core;

static const struct {
	const char *name;
	void *slot;
} calls[] = {
	{ "kpatch_shadow_get", &core.shadow_get },
	{ "kpatch_shadow_alloc", &core.shadow_alloc },
	{ "kpatch_shadow_get_or_alloc", &core.shadow_get_or_alloc },
	{ "kpatch_shadow_free", &core.shadow_free },
	{ "kpatch_shadow_free_all", &core.shadow_free_all },
	{ "kpatch_get_state", &core.get_state },
	{ "kpatch_get_prev_state", &core.get_prev_state },
};

int core_calls_find(void)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(calls); i++) {
		void *call = __symbol_get(calls[i].name);

		if (!call) {
			pr_err("kpatch: %s: the core that is loaded has no %s; load the core of this patch's version\n",
			       THIS_MODULE->name, calls[i].name);
			return -ENOENT;
		}
		*(void **)calls[i].slot = call;
		/* The hook's hold on the core is enough. */
		__symbol_put(calls[i].name);
	}
	return 0;
}

void *kpatch_shadow_get(void *obj, unsigned long id)
{
	return core.shadow_get(obj, id);
}

void *kpatch_shadow_alloc(void *obj, unsigned long id, size_t size, gfp_t gfp,
			  kpatch_shadow_ctor_t ctor, void *ctor_data)
{
	return core.shadow_alloc(obj, id, size, gfp, ctor, ctor_data);
}

void *kpatch_shadow_get_or_alloc(void *obj, unsigned long id, size_t size,
				 gfp_t gfp, kpatch_shadow_ctor_t ctor,
				 void *ctor_data)
{
	return core.shadow_get_or_alloc(obj, id, size, gfp, ctor, ctor_data);
}

void kpatch_shadow_free(void *obj, unsigned long id, kpatch_shadow_dtor_t dtor)
{
	core.shadow_free(obj, id, dtor);
}

void kpatch_shadow_free_all(unsigned long id, kpatch_shadow_dtor_t dtor)
{
	core.shadow_free_all(id, dtor);
}

struct kpatch_state *kpatch_get_state(struct kpatch_object *obj,
				      unsigned long id)
{
	return core.get_state(obj, id);
}

struct kpatch_state *kpatch_get_prev_state(struct kpatch_object *obj,
					   unsigned long id)
{
	return core.get_prev_state(obj, id);
}
