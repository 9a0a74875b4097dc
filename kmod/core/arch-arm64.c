// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch-arm64.c: what arm64 asks of the core beyond what all CPUs do.
 */
#include <asm/memory.h>

#include "ksyms.h"
#include "slots.h"

int kpatch_arch_seal(unsigned long start, int pages, bool sealed)
{
	if (!ksyms.set_memory_ro || !ksyms.set_memory_rw)
		return -EOPNOTSUPP;
	return sealed ? kernel_call(set_memory_ro)(start, pages) :
			kernel_call(set_memory_rw)(start, pages);
}

/*
 * The kernel takes the next free entry of the module's linkage table: show it
 * one of two entries that is empty.  It may want the second where the first
 * could trigger an erratum of the CPU.
 */
void kpatch_arch_show_slot(struct module *mod, Elf_Shdr *shdrs)
{
	BUILD_BUG_ON(2 * sizeof(struct plt_entry) > KPATCH_SLOT_SIZE);
	mod->arch.core = (struct mod_plt_sec){
		.plt_shndx = SHDR_SLOT,
		.plt_max_entries = 2,
	};
}

/* What cpu_switch_to() left of a task that does not run. */
unsigned long kpatch_arch_saved_sp(const struct task_struct *task)
{
	return READ_ONCE(task->thread.cpu_context.sp);
}

/*
 * Return addresses are signed, in bits above those that tell code apart: all of
 * the kernel's code has these bits set.
 */
unsigned long kpatch_arch_code_addr(unsigned long word)
{
	return word | (~0UL << VA_BITS_MIN);
}

/* The call comes after a nop that keeps the return address, and after a bti. */
unsigned long kpatch_arch_entry_max(void)
{
	return 8;
}
