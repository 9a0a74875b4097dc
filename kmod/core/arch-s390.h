/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch-s390.h: how a call is led to a replacement where a kprobe may stand, too.
 *
 * For compat.h.  A kprobe at a function's entry is a tracer there as we are, and
 * sets the address to go on at to the original's, whatever it was: the original
 * would run when the kprobe is asked after us.  The address of a direct caller is
 * none of its business, and has precedence.
 */
#ifndef KPATCH_ARCH_S390_H
#define KPATCH_ARCH_S390_H

/* arch-s390.c */
extern char kpatch_jump_r1[];

#ifdef CONFIG_DYNAMIC_FTRACE_WITH_DIRECT_CALLS
static __always_inline void kpatch_s390_redirect(struct ftrace_regs *fregs,
						 unsigned long target)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 13, 0)
	fregs->regs.orig_gpr2 = target;
#else
	arch_ftrace_regs(fregs)->regs.orig_gpr2 = target;
#endif
}

#undef kpatch_set_ip
#define kpatch_set_ip(fregs, target) kpatch_s390_redirect(fregs, target)
#endif

#endif /* KPATCH_ARCH_S390_H */
