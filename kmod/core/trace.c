// SPDX-License-Identifier: GPL-2.0-only
/*
 * trace.c: is a task in affected code, by a trace that can be relied on?
 *
 * A stack that cannot be walked reliably counts as one that is.
 */
#include <linux/stacktrace.h>

#include "core.h"
#include "ksyms.h"

#define MAX_DEPTH 512

/* Guarded by kpatch_mutex, whose holder waits while the machine is stopped. */
static unsigned long trace[MAX_DEPTH];

static bool trace_clear(int n, const struct kpatch_ranges *ranges,
			unsigned long *addr)
{
	int i;

	for (i = 0; i < n; i++) {
		if (kpatch_in_ranges(ranges, trace[i])) {
			*addr = trace[i];
			return false;
		}
	}
	return n >= 0;
}

bool kpatch_stack_clear(struct task_struct *task,
			const struct kpatch_ranges *ranges,
			unsigned long *addr)
{
	int n = kernel_call(stack_trace_save_tsk_reliable)(task, trace, MAX_DEPTH);

	return trace_clear(n, ranges, addr);
}

bool kpatch_own_stack_clear(const struct kpatch_ranges *ranges,
			    unsigned long *addr)
{
	return trace_clear(stack_trace_save(trace, MAX_DEPTH, 0), ranges, addr);
}
