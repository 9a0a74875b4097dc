/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/jiffies.h>
#include <linux/sched.h>

struct seq_file;

void chain_b(struct seq_file *m);

/*
 * Give way at times, so that tasks are between one function of a chain and the
 * next when a patch comes; seldom enough that some moment finds none there.
 * Two callers that share a CPU hand it to each other here: counted in calls
 * alone, on a fast machine both would do so within each of their time slices,
 * and whoever waits for the CPU would always be inside.
 *
 * An emulator that runs one CPU after the other goes on with the next at
 * cpu_relax().  Without one a CPU that waits for an answer gets it only when a
 * timer ticks, and callers stand there half the time; with it they are more
 * often between two functions of a chain when something happens.
 */
static inline void chain_pause(void)
{
	static unsigned int calls;
	static unsigned long next;

	if (!(calls % 16))
		cpu_relax();
	if (++calls < 64 || time_before(jiffies, next))
		return;
	calls = 0;
	next = jiffies + msecs_to_jiffies(20);
	schedule();
}
