/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * slots.h: between slots.c and the CPUs that need it.
 */
#ifndef KPATCH_SLOTS_H
#define KPATCH_SLOTS_H

#include "core.h"

/* Behind those of core.h: the symbol's slot, and where its TOC pointer leads. */
enum { SHDR_SLOT = NSHDRS, SHDR_TOC, NSHDRS_SLOT };

/*
 * Make pages read-only or writable, where apply_relocate_add() writes as if the
 * module were not sealed yet.
 */
int kpatch_arch_seal(unsigned long start, int pages, bool sealed);

/*
 * Change mod->arch, and what @shdrs shows, so that what the kernel allocates for
 * symbol 1 comes to lie in the slot.  One relocation later mod->arch is as it was.
 */
void kpatch_arch_show_slot(struct module *mod, Elf_Shdr *shdrs);

/* All of a module that is read-only can be written meanwhile. */
int kpatch_unseal(const struct module *mod);
int kpatch_seal(const struct module *mod);

#endif /* KPATCH_SLOTS_H */
