// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch-generic.c: for CPUs whose apply_relocate_add() writes over what is there.
 */
#include <linux/sched/task_stack.h>

#include "core.h"
#include "ksyms.h"

int kpatch_arch_apply(struct kpatch_patch *patch, Elf_Shdr *shdrs)
{
	return kernel_call(apply_relocate_add)(shdrs, "", SHDR_SYMTAB,
					       SHDR_RELA, patch->mod);
}

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

unsigned long kpatch_arch_code_addr(unsigned long word)
{
	return word;
}

unsigned long kpatch_arch_entry_max(void)
{
	return 8;
}
