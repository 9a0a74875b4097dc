/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ksyms.h: what the core uses of the kernel that modules cannot link against.
 *
 * kernel_call(find_module)(name) calls it.  A call through the pointer in
 * ksyms would end in a fault where the CPU checks indirect branches (IBT): the
 * kernel takes the landing pad away from what it never calls so itself.  A
 * static call is a direct one.
 */
#ifndef KPATCH_KSYMS_H
#define KPATCH_KSYMS_H

#include <linux/elf.h>
#include <linux/notifier.h>
#include <linux/sched.h>
#include <linux/static_call.h>

#include "compat.h"

struct alt_instr;
struct module;
struct paravirt_patch_site;

struct kpatch_ksyms {
	unsigned long (*kallsyms_lookup_name)(const char *name);
	int (*kallsyms_lookup_size_offset)(unsigned long addr,
					   unsigned long *size,
					   unsigned long *offset);
	unsigned long (*ftrace_location)(unsigned long ip);
	int (*apply_relocate_add)(Elf_Shdr *sechdrs, const char *strtab,
				  unsigned int symindex, unsigned int relsec,
				  struct module *mod);
	struct task_struct *(*idle_task)(int cpu);
	struct module *(*find_module)(const char *name);

	/* From here on NULL when the kernel is built without the feature. */
	int (*stack_trace_save_tsk_reliable)(struct task_struct *task,
					     unsigned long *store,
					     unsigned int size);
	void (*put_task_stack)(struct task_struct *task);
	int (*kallsyms_on_each_symbol)(kpatch_ksym_fn fn, void *data);
	int (*kallsyms_on_each_match_symbol)(int (*fn)(void *data,
						       unsigned long addr),
					     const char *name, void *data);
	const void *__start_notes;
	const void *__stop_notes;
	int (*set_memory_ro)(unsigned long addr, int numpages);
	int (*set_memory_rw)(unsigned long addr, int numpages);
	int (*set_memory_nx)(unsigned long addr, int numpages);
	int (*set_memory_x)(unsigned long addr, int numpages);
	int (*change_memory_attr)(unsigned long addr, int numpages,
				  long action);
	void (*apply_alternatives)(struct alt_instr *start,
				   struct alt_instr *end);
	void (*apply_alternatives_module)(void *start, size_t length);
	void (*apply_paravirt)(struct paravirt_patch_site *start,
			       struct paravirt_patch_site *end);
	void (*jump_label_apply_nops)(struct module *mod);
	int (*jump_label_module_notify)(struct notifier_block *nb,
					unsigned long val, void *data);
	int (*static_call_module_notify)(struct notifier_block *nb,
					 unsigned long val, void *data);
	void *(*text_poke_copy)(void *addr, const void *opcode, size_t len);
	void *(*text_poke)(void *addr, const void *opcode, size_t len);
	struct mutex *text_mutex;	/* held around text_poke() */
	/* trampolines that stand on stacks in place of return addresses */
	unsigned long return_to_handler;
	unsigned long arch_rethook_trampoline;
	unsigned long __kretprobe_trampoline;
	unsigned long kretprobe_trampoline;
};

extern struct kpatch_ksyms ksyms;

/* All that is called. */
#define KPATCH_FOR_EACH_CALL(do_one) \
	do_one(kallsyms_lookup_name); \
	do_one(kallsyms_lookup_size_offset); \
	do_one(ftrace_location); \
	do_one(apply_relocate_add); \
	do_one(idle_task); \
	do_one(find_module); \
	do_one(stack_trace_save_tsk_reliable); \
	do_one(put_task_stack); \
	do_one(kallsyms_on_each_symbol); \
	do_one(kallsyms_on_each_match_symbol); \
	do_one(set_memory_ro); \
	do_one(set_memory_rw); \
	do_one(set_memory_nx); \
	do_one(set_memory_x); \
	do_one(change_memory_attr); \
	do_one(apply_alternatives); \
	do_one(apply_alternatives_module); \
	do_one(apply_paravirt); \
	do_one(jump_label_apply_nops); \
	do_one(jump_label_module_notify); \
	do_one(static_call_module_notify); \
	do_one(text_poke_copy); \
	do_one(text_poke);

#define KPATCH_DECLARE_CALL(sym) \
	DECLARE_STATIC_CALL(kpatch_ksym_##sym, *ksyms.sym)
KPATCH_FOR_EACH_CALL(KPATCH_DECLARE_CALL)

#define kernel_call(sym) static_call(kpatch_ksym_##sym)

/**
 * kpatch_ksyms_init() - find all of the above
 *
 * Return: 0, or -ENOENT after naming in the log what is missing.
 */
int kpatch_ksyms_init(void);

#endif /* KPATCH_KSYMS_H */
