// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the kernel's own livepatch selftests load: functions of vmlinux and of
 * two modules, and callbacks for each of the three, which tell the state that
 * the module is in.
 */
#define FOR_TARGET
#define FOR_BUSY
#include <linux/workqueue.h>
#include "hand.h"

#ifndef PRE_PATCH_RET
#define PRE_PATCH_RET 0
#endif

/* What pre_patch returns from now on; for one object, or for all. */
static int pre_patch_ret = PRE_PATCH_RET;
module_param(pre_patch_ret, int, 0644);

static char *refusing;
module_param(refusing, charp, 0);

SHOW(version_new, "mirrored")

static const char *value_new(void)
{
	barrier();
	return "mirrored";
}

static void work_new(struct work_struct *work)
{
}

static struct kpatch_func_entry funcs[] = {
	FUNC("version_proc_show", 0, version_new, 0),
	FUNC_OF("x_target", "target_value", 0, value_new, 0),
	FUNC_OF("x_busy", "busy_work", 0, work_new, 0),
};

static void tell(const char *what, const struct kpatch_object *obj)
{
	static const char * const states[] = {
		[MODULE_STATE_LIVE] = "live",
		[MODULE_STATE_COMING] = "coming",
		[MODULE_STATE_GOING] = "going",
		[MODULE_STATE_UNFORMED] = "unformed",
	};

	pr_info("%s: %s %s%s%s\n", KBUILD_MODNAME, what, obj->name,
		obj->mod ? " " : "", obj->mod ? states[obj->mod->state] : "");
}

static int pre_patch(struct kpatch_object *obj)
{
	tell("pre_patch", obj);
	return !refusing || !strcmp(refusing, obj->name) ? pre_patch_ret : 0;
}

#define TELL(what) \
static void what(struct kpatch_object *obj) \
{ \
	tell(#what, obj); \
}
TELL(post_patch)
TELL(pre_unpatch)
TELL(post_unpatch)

#define CALLBACKS(what) \
static struct kpatch_callback_entry what##_entries[] = { \
	{ ADDR(what), STR("vmlinux") }, \
	{ ADDR(what), STR("x_target") }, \
	{ ADDR(what), STR("x_busy") }, \
}
CALLBACKS(pre_patch);
CALLBACKS(post_patch);
CALLBACKS(pre_unpatch);
CALLBACKS(post_unpatch);

#define TABLE(what) \
	.what = ADDR(what##_entries), .what##_end = ADDR(what##_entries + 3)

PATCH(TABLE(pre_patch), TABLE(post_patch), TABLE(pre_unpatch), TABLE(post_unpatch));
