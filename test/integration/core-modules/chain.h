/* SPDX-License-Identifier: GPL-2.0-only */
struct seq_file;

void chain_b(struct seq_file *m);

/*
 * Give way at times, so that tasks are between one function of a chain and the
 * next when a patch comes; seldom enough that some moment finds none there.
 */
static inline void chain_pause(void)
{
	static unsigned int calls;

	if (!(++calls % 64))
		schedule();
}
