/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kpatch-livepatch.h: what kpatch.h offers to patch authors, in a patch for the
 * kernel's own livepatch, which has the same under names of its own.
 */
#ifndef KPATCH_LIVEPATCH_H
#define KPATCH_LIVEPATCH_H

#include <linux/livepatch.h>
#include <linux/version.h>

typedef struct klp_object patch_object;

#define kpatch_shadow_ctor_t		klp_shadow_ctor_t
#define kpatch_shadow_dtor_t		klp_shadow_dtor_t
#define kpatch_shadow_get		klp_shadow_get
#define kpatch_shadow_alloc		klp_shadow_alloc
#define kpatch_shadow_get_or_alloc	klp_shadow_get_or_alloc
#define kpatch_shadow_free		klp_shadow_free
#define kpatch_shadow_free_all		klp_shadow_free_all

#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 4, 0)
typedef struct klp_state patch_state;

/* In the hook, which alone knows the struct klp_patch. */
patch_state *kpatch_get_state(patch_object *obj, unsigned long id);
patch_state *kpatch_get_prev_state(patch_object *obj, unsigned long id);
#endif

#endif /* KPATCH_LIVEPATCH_H */
