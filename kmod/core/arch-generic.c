// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch-generic.c: for CPUs whose apply_relocate_add() writes over what is there.
 */
#include "core.h"

int kpatch_arch_clear(struct module *mod, unsigned long dest,
		      const Elf_Rela *relas, unsigned long n)
{
	return 0;
}
