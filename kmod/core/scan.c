// SPDX-License-Identifier: GPL-2.0-only
/*
 * scan.c: is a task in affected code, on a kernel whose traces nobody can rely
 * on?
 *
 * Whatever unwinds, a task that is to return into a function has an address in
 * it on its stack, and so has one that was interrupted in it.  So every word
 * counts.  One that was left behind counts too: a switch may be refused
 * needlessly, but no task in use is ever overlooked.
 */
#include <linux/sched/task_stack.h>
#include <linux/thread_info.h>
#include <asm/ptrace.h>

#include "core.h"
#include "ksyms.h"

/*
 * Where these stand in for a return address, the true one is kept elsewhere:
 * such a stack cannot be read.
 */
static bool hides_address(unsigned long word)
{
	return word && (word == ksyms.return_to_handler ||
			word == ksyms.arch_rethook_trampoline ||
			word == ksyms.__kretprobe_trampoline ||
			word == ksyms.kretprobe_trampoline);
}

/* The words from sp on, which is the lowest in use, to the stack's end. */
static bool words_clear(struct task_struct *task, unsigned long sp,
			const struct kpatch_ranges *ranges, unsigned long *addr)
{
	unsigned long base = (unsigned long)task_stack_page(task);
	unsigned long *at, *end = (unsigned long *)(base + THREAD_SIZE);

	/* A task that wakes up meanwhile; it is looked at again, stopped. */
	if (sp < base || sp >= base + THREAD_SIZE)
		sp = base;
	for (at = PTR_ALIGN((unsigned long *)sp, sizeof(*at)); at < end; at++) {
		unsigned long word = READ_ONCE_NOCHECK(*at);

		word = kpatch_arch_code_addr(word);
		if (hides_address(word))
			return false;
		if (kpatch_in_ranges(ranges, word)) {
			*addr = word;
			return false;
		}
	}
	return true;
}

bool kpatch_stack_clear(struct task_struct *task,
			const struct kpatch_ranges *ranges,
			unsigned long *addr)
{
	bool clear;

	/* A dead task may have none. */
	if (!try_get_task_stack(task))
		return true;
	clear = words_clear(task, kpatch_arch_saved_sp(task), ranges, addr);
	kernel_call(put_task_stack)(task);
	return clear;
}

bool kpatch_own_stack_clear(const struct kpatch_ranges *ranges,
			    unsigned long *addr)
{
	unsigned long sp = (unsigned long)__builtin_frame_address(0);

	return words_clear(current, sp, ranges, addr);
}

/* ppc64's functions may use so much below the stack pointer. */
#ifndef KERNEL_REDZONE_SIZE
#define KERNEL_REDZONE_SIZE 0
#endif

/*
 * Below its caller's frame the own stack is free.  What the next calls do not
 * fill of their frames would show where the last ones returned to, as into a
 * callback of the patch that is to go: so it is emptied.  An interrupt that uses
 * the place meanwhile has left it again before the loop goes on, which calls
 * nothing itself.
 */
notrace noinline __no_sanitize_address void kpatch_wipe_stack(void)
{
	unsigned long *at = end_of_stack(current) + 1;	/* behind the canary */
	unsigned long *end = (unsigned long *)(current_stack_pointer -
					       KERNEL_REDZONE_SIZE);

	for (; at < end; at++)
		WRITE_ONCE(*at, 0);	/* no memset() */
}
