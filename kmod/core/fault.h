/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fault.h: places where a test build of the core can be told to fail.
 *
 * make KPATCH_FAULTS=1 builds it: each place below that is passed counts, and
 * from the one whose number is in /sys/module/kpatch/parameters/fault_at on,
 * all fail.
 */
#ifndef KPATCH_FAULT_H
#define KPATCH_FAULT_H

#include <linux/slab.h>

#ifdef KPATCH_FAULTS
bool kpatch_fault(void);
#else
static inline bool kpatch_fault(void)
{
	return false;
}
#endif

/* A step that fails only when told to. */
static inline int kpatch_step(void)
{
	return kpatch_fault() ? -EIO : 0;
}

static inline void *kpatch_zalloc(size_t size)
{
	return kpatch_fault() ? NULL : kzalloc(size, GFP_KERNEL);
}

#endif /* KPATCH_FAULT_H */
