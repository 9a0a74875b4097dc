/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kpatch.h: what the core offers to patch modules and to their authors.
 */
#ifndef KPATCH_H
#define KPATCH_H

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

#endif /* KPATCH_H */
