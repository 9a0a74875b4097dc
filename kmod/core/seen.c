// SPDX-License-Identifier: GPL-2.0-only
/*
 * seen.c: whose stack need not be looked at again while the machine is stopped?
 *
 * The look beforehand finds most tasks asleep, clear of what is switched.  One
 * that has not run since is so still, and that is told by its count of context
 * switches: a task that leaves a CPU adds to it.  So the time that the machine
 * is held for depends on who ran in between, not on how many sleep.
 */
#include <linux/hash.h>
#include <linux/mm.h>
#include <linux/sched/signal.h>

#include "core.h"

struct seen {
	const struct task_struct *task;	/* NULL: nobody */
	pid_t pid;			/* these two tell it from a later task */
	u64 start_time;			/* whose structure lies at the same place */
	unsigned long switches;
};

/* Of the one change that is under way; its thread waits while the machine is stopped. */
static struct seen *seen;	/* open addressing; NULL: none are remembered */
static unsigned int hash_bits;
static unsigned int room;	/* how many more may be remembered */

static struct seen *slot_of(const struct task_struct *task)
{
	unsigned long i = hash_ptr(task, hash_bits);

	while (seen[i].task && seen[i].task != task)
		i = (i + 1) & (BIT(hash_bits) - 1);
	return &seen[i];
}

static unsigned int count_tasks(void)
{
	struct task_struct *process, *task;
	unsigned int n = 0;

	rcu_read_lock();
	for_each_process_thread(process, task)
		n++;
	rcu_read_unlock();
	return n;
}

/**
 * kpatch_seen_alloc() - make room for all tasks that there are
 *
 * Without memory nobody is remembered, and everyone looked at twice.
 */
void kpatch_seen_alloc(void)
{
	hash_bits = fls(count_tasks()) + 1;
	seen = kpatch_fault() ? NULL : kvcalloc(BIT(hash_bits), sizeof(*seen),
						GFP_KERNEL);
}

void kpatch_seen_free(void)
{
	kvfree(seen);
	seen = NULL;
}

/* Another look begins. */
void kpatch_seen_forget(void)
{
	if (seen)
		memset(seen, 0, BIT(hash_bits) * sizeof(*seen));
	room = BIT(hash_bits) / 2;
}

/* How often a task has left a CPU so far; to be asked before its stack is read. */
unsigned long kpatch_switches(const struct task_struct *task)
{
	unsigned long switches = READ_ONCE(task->nvcsw) +
				 READ_ONCE(task->nivcsw);

	smp_rmb();	/* before the stack; __schedule() orders its side */
	return switches;
}

/**
 * kpatch_seen_note() - remember that a task was found clear
 * @task: not on a CPU
 * @switches: kpatch_switches() before its stack was read
 */
void kpatch_seen_note(const struct task_struct *task, unsigned long switches)
{
	struct seen *slot;

	if (!seen || !room)
		return;
	slot = slot_of(task);
	room -= !slot->task;
	*slot = (struct seen){ task, task->pid, task->start_time, switches };
}

/**
 * kpatch_seen_clear() - was a task found clear, and did not run since?
 * @task: not on a CPU, while the machine is stopped
 */
bool kpatch_seen_clear(const struct task_struct *task)
{
	const struct seen *slot;

	if (!seen)
		return false;
	slot = slot_of(task);
	return slot->task && slot->pid == task->pid &&
	       slot->start_time == task->start_time &&
	       slot->switches == kpatch_switches(task);
}
