// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch-generic.c: for CPUs whose apply_relocate_add() writes over what is there.
 */
#include <linux/sched/task_stack.h>

#include "core.h"

int kpatch_arch_clear(struct module *mod, unsigned long dest,
		      const Elf_Rela *relas, unsigned long n)
{
	return 0;
}

/* Where a sleeping task's stack begins to be in use is not asked: all of it. */
unsigned long kpatch_arch_saved_sp(const struct task_struct *task)
{
	return (unsigned long)task_stack_page(task);
}

/*
 * arm64 signs return addresses, in bits above those that tell code apart: all
 * of the kernel's code has these bits set.
 */
unsigned long kpatch_arch_code_addr(unsigned long word)
{
#ifdef CONFIG_ARM64
	return word | (~0UL << VA_BITS_MIN);
#else
	return word;
#endif
}
