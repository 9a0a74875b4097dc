/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kpatch-macros.h: what the author of a patch can say to the tools and to the
 * core, from within the patched source.
 */
#ifndef KPATCH_MACROS_H
#define KPATCH_MACROS_H

#include <linux/compiler.h>
#include <linux/printk.h>

#include "kpatch-format.h"
#include "kpatch.h"

#define KPATCH_CALLBACK(kind, type, fn) \
	_Static_assert(__builtin_types_compatible_p(typeof(fn), type), \
		       #fn " does not fit as a " #kind " callback"); \
	static struct kpatch_callback_entry __used __aligned(8) \
	__section(".kpatch.callbacks." #kind) kpatch_##kind##_##fn = { \
		.callback = (unsigned long)(fn), \
	}

/*
 * Callbacks, run when the object that this source belongs to (vmlinux or the
 * module) is patched or unpatched.  The first returns 0, or an error that
 * refuses the patch; the others return nothing.  All take a patch_object *,
 * whose fields name and mod tell the object.
 */
#define KPATCH_PRE_PATCH_CALLBACK(fn) \
	KPATCH_CALLBACK(pre_patch, int (patch_object *), fn)
#define KPATCH_POST_PATCH_CALLBACK(fn) \
	KPATCH_CALLBACK(post_patch, void (patch_object *), fn)
#define KPATCH_PRE_UNPATCH_CALLBACK(fn) \
	KPATCH_CALLBACK(pre_unpatch, void (patch_object *), fn)
#define KPATCH_POST_UNPATCH_CALLBACK(fn) \
	KPATCH_CALLBACK(post_unpatch, void (patch_object *), fn)

/*
 * Declare that the patch's callbacks keep a state of this number; see
 * kpatch_get_state().  A patch that takes this one's place must have it too,
 * with this version or a higher one.
 */
#define KPATCH_STATE(nr, ver) \
	static struct kpatch_state_entry __used __aligned(8) \
	__section(".kpatch.states") __UNIQUE_ID(kpatch_state_) = { \
		.id = (nr), .version = (ver), \
	}

/*
 * Switch fn even while tasks are in it: they finish the old version while
 * others run the new one.  Only the author can know that this is safe.
 */
#define KPATCH_FORCE_UNSAFE(fn) \
	static void * __used __aligned(8) \
	__section(".kpatch.force") kpatch_force_##fn = (fn)

/* Leave fn as it is in the running kernel, although it changed. */
#define KPATCH_IGNORE_FUNCTION(fn) \
	static void * __used __aligned(8) \
	__section(".kpatch.ignore.functions") kpatch_ignore_##fn = (fn)

/* Leave out what changed in the section of this name. */
#define KPATCH_IGNORE_SECTION(sec) \
	static const char * __used __aligned(8) \
	__section(".kpatch.ignore.sections") \
	__UNIQUE_ID(kpatch_ignore_section_) = (sec)

/*
 * Let a structure be laid out anew: no code of the patch meets one that the
 * kernel had in memory before.  May stand beside its declaration in a header;
 * type is its tag, or the typedef's name of one without.
 */
#define KPATCH_IGNORE_LAYOUT(type) \
	static const char * __used __aligned(8) \
	__section(".kpatch.ignore.layouts") \
	__UNIQUE_ID(kpatch_ignore_layout_) = #type

/*
 * Call a static call whose key is not ours to patch sites for, by reading
 * where it leads: KPATCH_STATIC_CALL(name)(arguments).
 */
#define KPATCH_STATIC_CALL(name) ({ \
	typeof(STATIC_CALL_TRAMP(name)) *__func = STATIC_CALL_KEY(name).func; \
	__func; })

/* printk() without an entry in the printk index. */
#ifdef printk
#define KPATCH_PRINTK(fmt, ...) _printk(fmt, ##__VA_ARGS__)
#else
#define KPATCH_PRINTK(fmt, ...) printk(fmt, ##__VA_ARGS__)
#endif

#endif /* KPATCH_MACROS_H */
