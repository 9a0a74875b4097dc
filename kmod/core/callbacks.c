// SPDX-License-Identifier: GPL-2.0-only
/*
 * callbacks.c: run what the patch's author wants run around a switch.
 *
 * post_unpatch is owed to every object whose pre_patch succeeded.
 */
#include "core.h"

static void run(struct kpatch_obj *obj, __u64 start, __u64 end)
{
	const struct kpatch_callback_entry *entry = kpatch_ptr(start);
	const struct kpatch_callback_entry *last = kpatch_ptr(end);

	for (; entry < last; entry++) {
		void (*callback)(struct kpatch_object *obj);

		if (strcmp(kpatch_ptr(entry->objname), obj->pub.name))
			continue;
		callback = kpatch_ptr(entry->callback);
		callback(&obj->pub);
	}
}

static int run_pre(struct kpatch_obj *obj, __u64 start, __u64 end)
{
	const struct kpatch_callback_entry *entry = kpatch_ptr(start);
	const struct kpatch_callback_entry *last = kpatch_ptr(end);

	for (; entry < last; entry++) {
		int (*callback)(struct kpatch_object *obj);
		int ret;

		if (strcmp(kpatch_ptr(entry->objname), obj->pub.name))
			continue;
		callback = kpatch_ptr(entry->callback);
		ret = callback(&obj->pub);
		if (ret) {
			pr_err("%s: the pre-patch callback for %s refused (error %d)\n",
			       obj->patch->mod->name, obj->pub.name, ret);
			return ret < 0 ? ret : -EINVAL;
		}
	}
	return 0;
}

int kpatch_pre_patch(struct kpatch_obj *obj)
{
	const struct kpatch_tables *t = obj->patch->tables;
	int ret = kpatch_step();

	ret = ret ?: run_pre(obj, t->pre_patch, t->pre_patch_end);

	obj->prepared = !ret;
	return ret;
}

void kpatch_post_patch(struct kpatch_obj *obj)
{
	const struct kpatch_tables *t = obj->patch->tables;

	run(obj, t->post_patch, t->post_patch_end);
}

void kpatch_pre_unpatch(struct kpatch_obj *obj)
{
	const struct kpatch_tables *t = obj->patch->tables;

	run(obj, t->pre_unpatch, t->pre_unpatch_end);
}

void kpatch_post_unpatch(struct kpatch_obj *obj)
{
	const struct kpatch_tables *t = obj->patch->tables;

	if (obj->prepared)
		run(obj, t->post_unpatch, t->post_unpatch_end);
	obj->prepared = false;
}

static bool any(const struct kpatch_obj *obj, __u64 start, __u64 end)
{
	const struct kpatch_callback_entry *entry = kpatch_ptr(start);
	const struct kpatch_callback_entry *last = kpatch_ptr(end);

	for (; entry < last; entry++)
		if (!strcmp(kpatch_ptr(entry->objname), obj->pub.name))
			return true;
	return false;
}

bool kpatch_has_callbacks(const struct kpatch_obj *obj)
{
	const struct kpatch_tables *t = obj->patch->tables;

	return any(obj, t->pre_patch, t->pre_patch_end) ||
	       any(obj, t->post_patch, t->post_patch_end) ||
	       any(obj, t->pre_unpatch, t->pre_unpatch_end) ||
	       any(obj, t->post_unpatch, t->post_unpatch_end);
}
