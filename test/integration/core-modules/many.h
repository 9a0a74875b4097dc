/* SPDX-License-Identifier: GPL-2.0-only */
/* More than any CPU passes in registers. */
struct many {
	unsigned long word[120];
};

unsigned long many_sum(unsigned long factor, struct many many);
