// SPDX-License-Identifier: GPL-2.0-only
/*
 * ksyms.c: where are the kernel's unexported functions?
 *
 * A kprobe is the one exported service that turns a name into an address; it
 * is asked once, for kallsyms_lookup_name(), which then finds all others.
 */
#include <linux/kallsyms.h>
#include <linux/kprobes.h>
#include <linux/stddef.h>

#include "core.h"
#include "ksyms.h"

struct kpatch_ksyms ksyms;

#define DEFINE_CALL(sym) DEFINE_STATIC_CALL_NULL(kpatch_ksym_##sym, *ksyms.sym)
KPATCH_FOR_EACH_CALL(DEFINE_CALL)

#define LEAD_CALL(sym) static_call_update(kpatch_ksym_##sym, ksyms.sym)

/* All calls go where ksyms says; those that are not there yet, nowhere. */
static void lead_calls(void)
{
	KPATCH_FOR_EACH_CALL(LEAD_CALL)
}

struct ksym {
	const char *name;
	size_t offset;		/* of the pointer in struct kpatch_ksyms */
	bool optional;
};

#define REQUIRED(sym) { #sym, offsetof(struct kpatch_ksyms, sym), false }
#define OPTIONAL(sym) { #sym, offsetof(struct kpatch_ksyms, sym), true }

static const struct ksym wanted[] = {
	REQUIRED(kallsyms_lookup_size_offset),
	REQUIRED(ftrace_location),
	REQUIRED(apply_relocate_add),
#ifdef KPATCH_RELIABLE_TRACES
	REQUIRED(stack_trace_save_tsk_reliable),
#else
	REQUIRED(put_task_stack),
#endif
	REQUIRED(idle_task),
	REQUIRED(find_module),
	OPTIONAL(kallsyms_on_each_symbol),
	OPTIONAL(kallsyms_on_each_match_symbol),
#if KPATCH_DATA_LISTED
	OPTIONAL(__start_notes),
	OPTIONAL(__stop_notes),
	OPTIONAL(text_mutex),
#endif
	OPTIONAL(set_memory_ro),
	OPTIONAL(set_memory_rw),
	OPTIONAL(set_memory_nx),
	OPTIONAL(set_memory_x),
	OPTIONAL(apply_alternatives),
#ifdef CONFIG_ARM64
	OPTIONAL(apply_alternatives_module),
#endif
	OPTIONAL(apply_paravirt),
#if KPATCH_APPLY_NOPS
	OPTIONAL(jump_label_apply_nops),
#endif
#ifdef CONFIG_PPC64
	OPTIONAL(change_memory_attr),
#endif
	OPTIONAL(jump_label_module_notify),
	OPTIONAL(static_call_module_notify),
	OPTIONAL(text_poke_copy),
	OPTIONAL(text_poke),
	OPTIONAL(return_to_handler),
	OPTIONAL(arch_rethook_trampoline),
	OPTIONAL(__kretprobe_trampoline),
	OPTIONAL(kretprobe_trampoline),
};

/*
 * The probe may stand behind what the function begins with (ENDBR): the kernel
 * says how far.  0 when it cannot be told.
 */
static unsigned long start_of(unsigned long addr)
{
	char text[KSYM_SYMBOL_LEN];
	unsigned long offset;

	sprint_symbol(text, addr);
	if (sscanf(text, "kallsyms_lookup_name+0x%lx/", &offset) != 1)
		return 0;
	return addr - offset;
}

static unsigned long find_kallsyms_lookup_name(void)
{
	struct kprobe probe = { .symbol_name = "kallsyms_lookup_name" };
	int ret = register_kprobe(&probe);
	unsigned long addr;

	if (ret) {
		pr_err("this kernel lets no kprobe find kallsyms_lookup_name (error %d)\n",
		       ret);
		return 0;
	}
	unregister_kprobe(&probe);
	addr = start_of((unsigned long)probe.addr);
	if (!addr)
		pr_err("this kernel has no symbol at %pS, where it set a kprobe on kallsyms_lookup_name\n",
		       probe.addr);
	return addr;
}

int kpatch_ksyms_init(void)
{
	unsigned long lookup = find_kallsyms_lookup_name();
	bool missing = false;
	size_t i;

	if (!lookup)
		return -ENOENT;
	ksyms.kallsyms_lookup_name = (void *)lookup;
	lead_calls();

	for (i = 0; i < ARRAY_SIZE(wanted); i++) {
		unsigned long *slot = (void *)&ksyms + wanted[i].offset;

		*slot = kernel_call(kallsyms_lookup_name)(wanted[i].name);
		if (!*slot && !wanted[i].optional) {
			pr_err("this kernel has no %s, which live patching needs\n",
			       wanted[i].name);
			missing = true;
		}
	}
	if (missing)
		return -ENOENT;
	lead_calls();
	return 0;
}
