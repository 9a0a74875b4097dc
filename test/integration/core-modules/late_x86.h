/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * late_x86.h: of t_late.c, all of x86's tables.
 */
#include <asm/alternative.h>

/* Data that is not exported is found by name only where all names are kept. */
#define HAS_SCHEDSTATS (IS_ENABLED(CONFIG_KALLSYMS_ALL) && IS_ENABLED(CONFIG_SCHEDSTATS))
#define HAS_STATIC_CALL (IS_ENABLED(CONFIG_KALLSYMS_ALL) && IS_ENABLED(CONFIG_PARAVIRT) && \
			 IS_ENABLED(CONFIG_HAVE_STATIC_CALL_INLINE) && \
			 LINUX_VERSION_CODE >= KERNEL_VERSION(5, 13, 0))
#define HAS_PARAVIRT (IS_ENABLED(CONFIG_KALLSYMS_ALL) && IS_ENABLED(CONFIG_PARAVIRT_XXL) && \
		      LINUX_VERSION_CODE >= KERNEL_VERSION(4, 20, 0) && \
		      LINUX_VERSION_CODE < KERNEL_VERSION(6, 8, 0))

/* Behind the two offsets: what struct alt_instr has in this kernel. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 13, 0)
#define ALT_WHEN ".word "
#define ALT_LENGTHS ".byte 662b - 661b, 664b - 663b, 0\n"
#elif LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
#define ALT_WHEN ".word "
#define ALT_LENGTHS ".byte 662b - 661b, 664b - 663b\n"
#else
#define ALT_WHEN ".long "
#define ALT_LENGTHS ".byte 662b - 661b, 664b - 663b\n"
#endif

/* A call that is a call of own_zero(), or else, by an alternative, of nr_processes(). */
extern int late_alternative(void);
extern char late_alt_start[], late_alt_field[];

/* A static call of pv_sched_clock. */
extern u64 late_static_call(void);
extern char late_call_field[], late_site_start[], late_site_key[];

/* A call of pv_ops.irq.save_fl. */
extern unsigned long late_paravirt(void);
extern char late_pv_field[], late_pv_start[];

extern char late_jump_key[];

/* A function of these bytes; field is where the reference in them stands. */
#define CODE(name, bytes, field, rest) \
asm(".pushsection .text." #name ", \"ax\", @progbits\n" \
    ".globl " #name ", " #field "\n" \
    ".type " #name ", @function\n" \
    #name ": " bytes "\n" \
    #field ": .long 0\n" rest "\n" \
    ".size " #name ", . - " #name "\n" \
    ".popsection\n")

CODE(late_static_call, ".byte 0xe8", late_call_field, "ret");
CODE(late_paravirt, ".byte 0xff, 0x15", late_pv_field, "ret");

asm(".pushsection .text.late_alternative, \"ax\", @progbits\n"
    ".globl late_alternative\n"
    ".type late_alternative, @function\n"
    "own_zero: xorl %eax, %eax\n"
    "	ret\n"
    "late_alternative:\n"
    "661: .byte 0xe8\n"
    "	.long own_zero - 662f\n"
    "662: ret\n"
    ".size late_alternative, . - late_alternative\n"
    ".popsection\n"
    ".pushsection .late_replacement, \"ax\"\n"
    ".globl late_alt_field\n"
    "663: .byte 0xe8\n"
    "late_alt_field: .long 0\n"
    "664:\n"
    ".popsection\n"
    ".pushsection late_alt, \"a\"\n"
    ".globl late_alt_start\n"
    "late_alt_start:\n"
    "	.long 661b - ., 663b - .\n"
    ALT_WHEN __stringify(X86_FEATURE_ALWAYS) "\n"
    ALT_LENGTHS
    ".popsection\n"
    ".pushsection late_site, \"aw\"\n"
    ".balign 4\n"
    ".globl late_site_start, late_site_key\n"
    "late_site_start: .long late_static_call - .\n"
    "late_site_key: .long 0\n"
    ".popsection\n");

static __always_inline bool schedstats_branch(void)
{
	asm goto("1: .byte 0x0f,0x1f,0x44,0x00,0x00\n"
			  ".pushsection late_jump, \"aw\"\n"
			  ".long 1b - ., %l[yes] - .\n"
			  ".globl late_jump_key\n"
			  "late_jump_key:\n"
			  ".quad 0\n"
			  ".popsection\n" : : : : yes);
	return false;
yes:
	return true;
}

static noinline void show_all(struct seq_file *m)
{
	const u8 *call = (const u8 *)late_static_call;

#if HAS_PARAVIRT
	asm volatile(".pushsection late_pv, \"a\"\n"
		     ".balign 8\n"
		     ".globl late_pv_start\n"
		     "late_pv_start: .quad late_paravirt\n"
		     ".byte %c0, 6\n"
		     ".balign 8\n"
		     ".popsection\n"
		     : : "i" (offsetof(struct paravirt_patch_template, irq.save_fl) / sizeof(void *)));
#endif
	seq_printf(m, "late %016lx alt %s", type_show_3,
		   late_alternative() ? "applied" : "original");
	seq_printf(m, " key %d", own_branch());
	if (HAS_SCHEDSTATS)
		seq_printf(m, " schedstats %d", schedstats_branch());
	if (HAS_STATIC_CALL)
		seq_printf(m, " call %ps %s", call + 5 + *(s32 *)(call + 1),
			   late_static_call() ? "works" : "fails");
	if (HAS_PARAVIRT)
		seq_printf(m, " paravirt %02x interrupts %s", *(u8 *)late_paravirt,
			   late_paravirt() & X86_EFLAGS_IF ? "on" : "off");
	seq_puts(m, "\n");
}

/* Symbols are counted from 1; each has one reference, of the same place below. */
#define SYMBOL(name, pos) { STR(name), STR("vmlinux"), pos, 0 }
static struct kpatch_symbol_entry symbols[] = {
	SYMBOL("type_show", 3),
	SYMBOL("loadavg_proc_show", 0),
	SYMBOL("nr_processes", 0),
#if HAS_SCHEDSTATS
	SYMBOL("sched_schedstats", 0),
#endif
#if HAS_STATIC_CALL
	SYMBOL("__SCT__pv_sched_clock", 0),
	SYMBOL("__SCK__pv_sched_clock", 0),
#endif
#if HAS_PARAVIRT
	SYMBOL("pv_ops", 0),
#endif
};

enum {
	TYPE_SHOW, LOADAVG, NR_PROCESSES,
#if HAS_SCHEDSTATS
	SCHEDSTATS,
#endif
#if HAS_STATIC_CALL
	CALL_TRAMPOLINE, CALL_KEY,
#endif
#if HAS_PARAVIRT
	PV_OPS,
#endif
};

#define RELA(n, type, addend) [n] = { 0, ((u64)(n) + 1) << 32 | R_X86_64_##type, addend }
static Elf64_Rela relas[] = {
	RELA(TYPE_SHOW, 64, 0),
	RELA(LOADAVG, PLT32, -4),
	RELA(NR_PROCESSES, PLT32, -4),
#if HAS_SCHEDSTATS
	RELA(SCHEDSTATS, PC64, 0),
#endif
#if HAS_STATIC_CALL
	RELA(CALL_TRAMPOLINE, PLT32, -4),
	RELA(CALL_KEY, PC32, 0),
#endif
#if HAS_PARAVIRT
	RELA(PV_OPS, PC32, offsetof(struct paravirt_patch_template, irq.save_fl) - 4),
#endif
};

#define AT(place, n) { ADDR(place), ADDR(&relas[n]), 1, STR("vmlinux") }
static struct kpatch_relsec_entry relsecs[] = {
	AT(&type_show_3, TYPE_SHOW),
	AT(late_field, LOADAVG),
	AT(late_alt_field, NR_PROCESSES),
#if HAS_SCHEDSTATS
	AT(late_jump_key, SCHEDSTATS),
#endif
#if HAS_STATIC_CALL
	AT(late_call_field, CALL_TRAMPOLINE),
	AT(late_site_key, CALL_KEY),
#endif
#if HAS_PARAVIRT
	AT(late_pv_field, PV_OPS),
#endif
};

static struct kpatch_late_entry late[] = {
	{ KPATCH_LATE_JUMP_LABELS, ADDR(late_jump_start),
	  (1 + HAS_SCHEDSTATS) * sizeof(struct jump_entry), STR("vmlinux") },
	{ KPATCH_LATE_ALTERNATIVES, ADDR(late_alt_start),
	  sizeof(struct alt_instr), STR("vmlinux") },
#if HAS_STATIC_CALL
	{ KPATCH_LATE_STATIC_CALLS, ADDR(late_site_start),
	  2 * sizeof(s32), STR("vmlinux") },
#endif
#if HAS_PARAVIRT
	{ KPATCH_LATE_PARAVIRT, ADDR(late_pv_start),
	  sizeof(struct paravirt_patch_site), STR("vmlinux") },
#endif
};
