// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch-x86.c: what x86 asks of the core beyond what all CPUs do.
 */
#include "core.h"
#include "ksyms.h"

static const unsigned char zeros[8];

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

	mutex_lock(ksyms.text_mutex);
	for (i = 0; i < n; i++) {
		int size = width(ELF_R_TYPE(relas[i].r_info));

		if (size < 0)
			ret = -ENOEXEC;
		else if (size)
			ksyms.text_poke((void *)(dest + relas[i].r_offset),
					zeros, size);
	}
	mutex_unlock(ksyms.text_mutex);
	return ret;
}
