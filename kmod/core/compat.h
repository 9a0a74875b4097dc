/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * compat.h: how kernel versions differ, in all that the core touches.
 */
#ifndef KPATCH_COMPAT_H
#define KPATCH_COMPAT_H

#include <linux/ftrace.h>
#include <linux/module.h>
#include <linux/version.h>

#include "../patch/kpatch-format.h"

/*
 * Nobody can try the core on older kernels, and it would not be right on them:
 * a module is loaded although its notifier forbids it (until 5.10), x86 stores
 * relocations into sealed text (until 5.8), kernel.ftrace_enabled turns patches
 * off (until 5.5).
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 10, 0)
#error "the core needs Linux 5.10; build the patch with --backend=livepatch for older kernels"
#endif

/* Older kernels never write to a type either, but do not promise it. */
#define kpatch_ktype(type) ((struct kobj_type *)(type))

/* 6.4 took the module out of kallsyms_on_each_symbol()'s callback. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 4, 0)
#define KPATCH_KSYM_ARGS \
	void *data, const char *name, struct module *mod, unsigned long addr
#define KPATCH_KSYM_OF_MODULE mod
#else
#define KPATCH_KSYM_ARGS \
	void *data, const char *name, unsigned long addr
#define KPATCH_KSYM_OF_MODULE false
#endif
typedef int (*kpatch_ksym_fn)(KPATCH_KSYM_ARGS);

/* Until 5.12 it goes on from vmlinux to the modules, whose list must hold still. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 12, 0)
static inline void kpatch_hold_modules(void)
{
	mutex_lock(&module_mutex);
}

static inline void kpatch_release_modules(void)
{
	mutex_unlock(&module_mutex);
}
#else
static inline void kpatch_hold_modules(void) { }
static inline void kpatch_release_modules(void) { }
#endif

/*
 * 5.11 gave ftrace callbacks an opaque ftrace_regs in place of pt_regs.  With
 * _ARGS its instruction pointer can be set without saving all registers; without
 * _ARGS the function of that name does nothing at all.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 11, 0)
typedef struct pt_regs kpatch_fregs;
#define KPATCH_FTRACE_REGS FTRACE_OPS_FL_SAVE_REGS
#define kpatch_set_ip(regs, addr) instruction_pointer_set(regs, addr)
#else
typedef struct ftrace_regs kpatch_fregs;
#ifndef CONFIG_HAVE_DYNAMIC_FTRACE_WITH_ARGS
#define KPATCH_FTRACE_REGS FTRACE_OPS_FL_SAVE_REGS
#define kpatch_set_ip(fregs, addr) \
	instruction_pointer_set(ftrace_get_regs(fregs), addr)
#elif LINUX_VERSION_CODE < KERNEL_VERSION(6, 2, 0)
#define KPATCH_FTRACE_REGS 0
#define kpatch_set_ip(fregs, addr) ftrace_instruction_pointer_set(fregs, addr)
#else
#define KPATCH_FTRACE_REGS 0
#define kpatch_set_ip(fregs, addr) \
	ftrace_regs_set_instruction_pointer(fregs, addr)
#endif
#endif

/* What a redirected call takes with it. */
#ifdef CONFIG_PPC64
#include "arch-ppc64.h"
#endif
#ifdef CONFIG_S390
#include "arch-s390.h"
#endif

/* Before 5.13 the loader put the CPU's best nops in place of jump labels. */
#if defined(CONFIG_X86) && LINUX_VERSION_CODE < KERNEL_VERSION(5, 13, 0)
#define KPATCH_APPLY_NOPS 1
#else
#define KPATCH_APPLY_NOPS 0
#endif

/*
 * Can it be told where a module's data lie?  The parts before 6.4 begin anywhere if
 * they need no protection of their own, a kernel that never unloads modules has their
 * exit data elsewhere, and later kernels keep other sections apart.
 */
#define KPATCH_LAYOUT_KNOWN \
	((LINUX_VERSION_CODE >= KERNEL_VERSION(6, 4, 0) || \
	  IS_ENABLED(CONFIG_STRICT_MODULE_RWX)) && \
	 IS_ENABLED(CONFIG_MODULE_UNLOAD) && \
	 !IS_ENABLED(CONFIG_MEM_ALLOC_PROFILING) && \
	 !(LINUX_VERSION_CODE >= KERNEL_VERSION(6, 13, 0) && \
	   IS_ENABLED(CONFIG_HAVE_STATIC_CALL_INLINE)))

/* 6.4 cut a module's memory by type. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 4, 0)
static inline unsigned long kpatch_text_start(const struct module *mod)
{
	return (unsigned long)mod->core_layout.base;
}

static inline unsigned long kpatch_text_size(const struct module *mod)
{
	return mod->core_layout.text_size;
}

/* Its data by KPATCH_PLACE_*: from *start on, so many bytes. */
static inline unsigned long kpatch_part(const struct module *mod, __u64 part,
					unsigned long *start)
{
	unsigned long base = (unsigned long)mod->core_layout.base;
	unsigned long end;

	if (part == KPATCH_PLACE_RODATA) {
		*start = base + mod->core_layout.text_size;
		end = base + mod->core_layout.ro_size;
	} else if (part == KPATCH_PLACE_RO_INIT) {
		*start = base + mod->core_layout.ro_size;
		end = base + mod->core_layout.ro_after_init_size;
	} else {
		*start = base + mod->core_layout.ro_after_init_size;
		end = base + mod->core_layout.size;
	}
	return end - *start;
}

/* Text and all that is read-only, notes among it. */
static inline const void *kpatch_rodata_start(const struct module *mod)
{
	return mod->core_layout.base;
}

static inline unsigned long kpatch_rodata_size(const struct module *mod)
{
	return mod->core_layout.ro_size;
}

/* What is read-only by now: one part after another, possibly empty. */
#define KPATCH_SEALED_PARTS 1
static inline unsigned long kpatch_sealed_part(const struct module *mod,
					       unsigned int part,
					       unsigned long *start)
{
	*start = (unsigned long)mod->core_layout.base;
	return mod->state == MODULE_STATE_LIVE ?
		mod->core_layout.ro_after_init_size : mod->core_layout.ro_size;
}
#else
static inline unsigned long kpatch_text_start(const struct module *mod)
{
	return (unsigned long)mod->mem[MOD_TEXT].base;
}

static inline unsigned long kpatch_text_size(const struct module *mod)
{
	return mod->mem[MOD_TEXT].size;
}

static inline unsigned long kpatch_part(const struct module *mod, __u64 part,
					unsigned long *start)
{
	enum mod_mem_type type = part == KPATCH_PLACE_RODATA ? MOD_RODATA :
		part == KPATCH_PLACE_RO_INIT ? MOD_RO_AFTER_INIT : MOD_DATA;

	*start = (unsigned long)mod->mem[type].base;
	return mod->mem[type].size;
}

static inline const void *kpatch_rodata_start(const struct module *mod)
{
	return mod->mem[MOD_RODATA].base;
}

static inline unsigned long kpatch_rodata_size(const struct module *mod)
{
	return mod->mem[MOD_RODATA].size;
}

#define KPATCH_SEALED_PARTS 3
static inline unsigned long kpatch_sealed_part(const struct module *mod,
					       unsigned int part,
					       unsigned long *start)
{
	static const enum mod_mem_type types[KPATCH_SEALED_PARTS] = {
		MOD_TEXT, MOD_RODATA, MOD_RO_AFTER_INIT,
	};
	enum mod_mem_type type = types[part];

	*start = (unsigned long)mod->mem[type].base;
	return type == MOD_RO_AFTER_INIT && mod->state != MODULE_STATE_LIVE ?
		0 : mod->mem[type].size;
}
#endif

#endif /* KPATCH_COMPAT_H */
