// SPDX-License-Identifier: GPL-2.0-only
/*
 * stack.c: does any task run or sleep in code that is about to be switched?
 *
 * How one task's stack is looked at depends on the kernel: see trace.c, which
 * relies on its traces, and scan.c, which needs none.
 */
#include <linux/cpumask.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>

#include "core.h"
#include "ksyms.h"

int kpatch_ranges_add(struct kpatch_ranges *ranges, unsigned long start,
		      unsigned long size)
{
	if (ranges->n == ranges->max) {
		unsigned int max = ranges->max * 2 ?: 16;
		struct kpatch_range *range = NULL;

		if (!kpatch_fault())
			range = krealloc(ranges->range, max * sizeof(*range),
					 GFP_KERNEL);
		if (!range)
			return -ENOMEM;
		ranges->range = range;
		ranges->max = max;
	}
	ranges->range[ranges->n].start = start;
	ranges->range[ranges->n].end = start + size;
	ranges->n++;
	return 0;
}

void kpatch_ranges_free(struct kpatch_ranges *ranges)
{
	kfree(ranges->range);
	*ranges = (struct kpatch_ranges){ };
}

/**
 * kpatch_in_ranges() - does an address from a stack lie in one of the ranges?
 * @ranges: code
 * @addr: a return address, or where a task was interrupted
 *
 * The byte behind a function counts as inside: it is the return address of a
 * call that the compiler knows never to return and put last.
 */
bool kpatch_in_ranges(const struct kpatch_ranges *ranges, unsigned long addr)
{
	unsigned int i;

	for (i = 0; i < ranges->n; i++)
		if (addr >= ranges->range[i].start &&
		    addr <= ranges->range[i].end)
			return true;
	return false;
}

static bool on_cpu(const struct task_struct *task)
{
#ifdef CONFIG_SMP
	return READ_ONCE(task->on_cpu);
#else
	return task == current;
#endif
}

/*
 * While the machine is stopped, the task on each CPU is its stopper.  They all
 * stand in the same loop, below the same callers, so the own stack speaks for
 * the others'.
 */
static bool task_clear(struct task_struct *task,
		       const struct kpatch_ranges *ranges, bool stopped,
		       struct kpatch_busy *busy)
{
	unsigned long switches = kpatch_switches(task);
	bool sleeps = !on_cpu(task);
	bool clear = true;

	if (stopped && sleeps && kpatch_seen_clear(task))
		return true;
	busy->addr = 0;
	if (sleeps)
		clear = kpatch_stack_clear(task, ranges, &busy->addr);
	else if (stopped && task == current)
		clear = kpatch_own_stack_clear(ranges, &busy->addr);
	if (!clear) {
		strscpy(busy->comm, task->comm, sizeof(busy->comm));
		busy->pid = task_pid_nr(task);
	} else if (!stopped && sleeps) {
		kpatch_seen_note(task, switches);
	}
	return clear;
}

/**
 * kpatch_stacks_clear() - look at the stack of every task
 * @ranges: the code that must not be in use
 * @stopped: all other CPUs are held.  Otherwise this is a first look: tasks
 *	     that run are passed over, and what is found may have changed.
 * @busy: who uses it, when the answer is no
 */
bool kpatch_stacks_clear(const struct kpatch_ranges *ranges, bool stopped,
			 struct kpatch_busy *busy)
{
	struct task_struct *process, *task;
	bool clear = true;
	int cpu;

	rcu_read_lock();
	for_each_process_thread(process, task) {
		clear = task_clear(task, ranges, stopped, busy);
		if (!clear)
			goto out;
	}
	/* Idle tasks are on no list. */
	for_each_online_cpu(cpu) {
		clear = task_clear(kernel_call(idle_task)(cpu), ranges, stopped, busy);
		if (!clear)
			goto out;
	}
out:
	rcu_read_unlock();
	return clear;
}
