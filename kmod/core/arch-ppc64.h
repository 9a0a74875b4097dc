/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch-ppc64.h: how a call is led to a replacement that has a TOC of its own.
 *
 * For compat.h.  A kernel without livepatch jumps from ftrace to wherever it is
 * told, and restores r2 to what the original had: so it is told to jump to
 * kpatch_ppc64_call, with the replacement in r12.  That it restores r12, all
 * registers must have been saved.
 */
#ifndef KPATCH_ARCH_PPC64_H
#define KPATCH_ARCH_PPC64_H

extern char kpatch_ppc64_call[];

static __always_inline void kpatch_ppc64_redirect(struct pt_regs *regs,
						  unsigned long target)
{
	regs->gpr[12] = target;
	instruction_pointer_set(regs, (unsigned long)kpatch_ppc64_call);
}

#undef KPATCH_FTRACE_REGS
#undef kpatch_set_ip
#define KPATCH_FTRACE_REGS FTRACE_OPS_FL_SAVE_REGS
#define kpatch_set_ip(fregs, target) \
	kpatch_ppc64_redirect(ftrace_get_regs(fregs), target)

#endif /* KPATCH_ARCH_PPC64_H */
