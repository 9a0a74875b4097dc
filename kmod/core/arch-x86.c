// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch-x86.c: what x86 asks of the core beyond what all CPUs do.
 */
#include "core.h"
#include "ksyms.h"

static const unsigned char zeros[8];

int kpatch_arch_apply(struct kpatch_patch *patch, Elf_Shdr *shdrs)
{
	return kernel_call(apply_relocate_add)(shdrs, "", SHDR_SYMTAB,
					       SHDR_RELA, patch->mod);
}

/* Bytes that a relocation writes, -1 for a type that is not known. */
static int width(unsigned long type)
{
	switch (type) {
	case R_X86_64_NONE:
		return 0;
	case R_X86_64_32:
	case R_X86_64_32S:
	case R_X86_64_PC32:
	case R_X86_64_PLT32:
		return 4;
	case R_X86_64_64:
	case R_X86_64_PC64:
		return 8;
	default:
		return -1;
	}
}

/*
 * Since 5.18 there is a function that takes the lock itself.  The lock is data:
 * kallsyms without KALLSYMS_ALL does not know it.
 */
static int poke_zeros(void *at, int size)
{
	if (ksyms.text_poke_copy) {
		kernel_call(text_poke_copy)(at, zeros, size);
		return 0;
	}
	if (!ksyms.text_poke || !ksyms.text_mutex)
		return -EOPNOTSUPP;
	mutex_lock(ksyms.text_mutex);
	kernel_call(text_poke)(at, zeros, size);
	mutex_unlock(ksyms.text_mutex);
	return 0;
}

/**
 * kpatch_arch_clear() - make relocated fields fit to be relocated again
 * @mod: the patch module
 * @dest: the section that @relas apply to
 * @relas: relocations that were applied, or that failed half way
 * @n: how many
 *
 * apply_relocate_add() of x86 takes only fields that are zero.
 */
int kpatch_arch_clear(struct module *mod, unsigned long dest,
		      const Elf_Rela *relas, unsigned long n)
{
	unsigned long i;
	int ret = 0;

	for (i = 0; i < n; i++) {
		int size = width(ELF_R_TYPE(relas[i].r_info));
		void *at = (void *)(dest + relas[i].r_offset);

		if (size < 0)
			ret = -ENOEXEC;
		else if (size)
			ret = poke_zeros(at, size) ?: ret;
	}
	return ret;
}

/* What __switch_to_asm() left of a task that does not run. */
unsigned long kpatch_arch_saved_sp(const struct task_struct *task)
{
	return READ_ONCE(task->thread.sp);
}

unsigned long kpatch_arch_code_addr(unsigned long word)
{
	return word;
}

/* An endbr64 stands before the call. */
unsigned long kpatch_arch_entry_max(void)
{
	return 4;
}
