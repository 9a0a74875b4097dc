/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kpatch-syscall.h: replace the body of a system call.
 *
 * SYSCALL_DEFINEx() puts the body into an inline function, and the kernel's
 * inline functions have no ftrace site.  Should the compiler not inline it,
 * a change in it cannot be patched.  KPATCH_SYSCALL_DEFINEx() moves the body
 * into a new function of its own; what changes is the traceable caller, whose
 * inline part shrinks to one call.
 */
#ifndef KPATCH_SYSCALL_H
#define KPATCH_SYSCALL_H

#include <linux/syscalls.h>

#define KPATCH_SYSCALL_DEFINEx(x, name, ...) \
	static noinline long \
	__kpatch_do_sys##name(__MAP(x, __SC_DECL, __VA_ARGS__)); \
	__SYSCALL_DEFINEx(x, name, __VA_ARGS__) \
	{ \
		return __kpatch_do_sys##name(__MAP(x, __SC_ARGS, __VA_ARGS__)); \
	} \
	static noinline long \
	__kpatch_do_sys##name(__MAP(x, __SC_DECL, __VA_ARGS__))

#define KPATCH_SYSCALL_DEFINE1(name, ...) \
	KPATCH_SYSCALL_DEFINEx(1, _##name, __VA_ARGS__)
#define KPATCH_SYSCALL_DEFINE2(name, ...) \
	KPATCH_SYSCALL_DEFINEx(2, _##name, __VA_ARGS__)
#define KPATCH_SYSCALL_DEFINE3(name, ...) \
	KPATCH_SYSCALL_DEFINEx(3, _##name, __VA_ARGS__)
#define KPATCH_SYSCALL_DEFINE4(name, ...) \
	KPATCH_SYSCALL_DEFINEx(4, _##name, __VA_ARGS__)
#define KPATCH_SYSCALL_DEFINE5(name, ...) \
	KPATCH_SYSCALL_DEFINEx(5, _##name, __VA_ARGS__)
#define KPATCH_SYSCALL_DEFINE6(name, ...) \
	KPATCH_SYSCALL_DEFINEx(6, _##name, __VA_ARGS__)

/* Without arguments there is no inline function in between. */
#define KPATCH_SYSCALL_DEFINE0(name) SYSCALL_DEFINE0(name)

#endif /* KPATCH_SYSCALL_H */
