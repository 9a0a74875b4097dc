/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kpatch.h: what the core offers to patch modules and to their authors.
 */
#ifndef KPATCH_H
#define KPATCH_H

#ifdef KPATCH_LIVEPATCH
#include "kpatch-livepatch.h"
#else

#include <linux/types.h>

struct module;
struct kpatch_tables;

/* What a callback is told about: the object that is patched or unpatched. */
struct kpatch_object {
	const char *name;	/* "vmlinux" or the module's name */
	struct module *mod;	/* NULL for vmlinux */
};

/**
 * kpatch_register() - check a patch, prepare it and switch to it
 * @mod: the patch module, whose init function is the caller
 * @tables: the root of its tables, valid for as long as the module is loaded
 *
 * On failure nothing is changed and the reason is in the kernel log.
 *
 * Return: 0, -EINVAL for a patch that is not fit for this kernel, -ENOENT or
 * -ENODEV for a function or build that is not there, -EBUSY when tasks stayed
 * in affected functions, -ENOMEM.
 */
int kpatch_register(struct module *mod, const struct kpatch_tables *tables);

/**
 * kpatch_unregister() - forget a patch
 * @mod: the patch module, whose exit function is the caller; the patch is
 *	 disabled already, for the core holds the module while it is not.
 */
void kpatch_unregister(struct module *mod);

/*
 * Shadow variables: data attached to an object of the kernel's, by the object's
 * address and a number that the author chose, when its structure has no room.
 * They stay when the patch is replaced or unloaded, until someone frees them.
 */

/* Fills in new data; an error drops it.  Called under a spinlock: no sleeping. */
typedef int (*kpatch_shadow_ctor_t)(void *obj, void *shadow_data,
				    void *ctor_data);
typedef void (*kpatch_shadow_dtor_t)(void *obj, void *shadow_data);

/**
 * kpatch_shadow_get() - find a shadow variable
 * @obj: what it is attached to
 * @id: its number
 *
 * The caller sees to it that nobody frees it meanwhile: it is freed after a
 * grace period of RCU.
 *
 * Return: its data, or NULL.
 */
void *kpatch_shadow_get(void *obj, unsigned long id);

/**
 * kpatch_shadow_alloc() - attach a new shadow variable
 * @obj: what to attach it to
 * @id: its number
 * @size: bytes of its data, which start as zeros
 * @gfp: how to allocate it
 * @ctor: may be NULL
 * @ctor_data: for @ctor
 *
 * Return: its data; NULL for want of memory, when @ctor failed, or (with a
 * warning in the log) when it is there already.
 */
void *kpatch_shadow_alloc(void *obj, unsigned long id, size_t size, gfp_t gfp,
			  kpatch_shadow_ctor_t ctor, void *ctor_data);

/* As kpatch_shadow_alloc(), but one that is there already is returned. */
void *kpatch_shadow_get_or_alloc(void *obj, unsigned long id, size_t size,
				 gfp_t gfp, kpatch_shadow_ctor_t ctor,
				 void *ctor_data);

/* Free one, or those of all objects; @dtor, called under a spinlock, may be NULL. */
void kpatch_shadow_free(void *obj, unsigned long id, kpatch_shadow_dtor_t dtor);
void kpatch_shadow_free_all(unsigned long id, kpatch_shadow_dtor_t dtor);

/* One state that a patch declares with KPATCH_STATE(). */
struct kpatch_state {
	unsigned long id;
	unsigned long version;
	void *data;		/* the callbacks' own */
};

/**
 * kpatch_get_state() - find a state of the patch that a callback belongs to
 * @obj: what the callback was called with
 * @id: of the state
 *
 * Return: the state, or NULL.
 */
struct kpatch_state *kpatch_get_state(struct kpatch_object *obj,
				      unsigned long id);

/**
 * kpatch_get_prev_state() - find a state of the patches loaded before
 * @obj: what the callback was called with
 * @id: of the state
 *
 * In pre-patch and post-patch callbacks, those that will be replaced are still
 * there, and their states can be adopted.
 *
 * Return: the newest patch's state, or NULL.
 */
struct kpatch_state *kpatch_get_prev_state(struct kpatch_object *obj,
					   unsigned long id);

/* What these are for either backend. */
typedef struct kpatch_object patch_object;
typedef struct kpatch_state patch_state;

#endif /* !KPATCH_LIVEPATCH */
#endif /* KPATCH_H */
