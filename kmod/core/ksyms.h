/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ksyms.h: what the core uses of the kernel that modules cannot link against.
 */
#ifndef KPATCH_KSYMS_H
#define KPATCH_KSYMS_H

#include <linux/elf.h>
#include <linux/notifier.h>
#include <linux/sched.h>

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
	void (*apply_alternatives)(struct alt_instr *start,
				   struct alt_instr *end);
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

/**
 * kpatch_ksyms_init() - find all of the above
 *
 * Return: 0, or -ENOENT after naming in the log what is missing.
 */
int kpatch_ksyms_init(void);

#endif /* KPATCH_KSYMS_H */
