// SPDX-License-Identifier: GPL-2.0-only
/*
 * What only the core can resolve: the third type_show() as data, a tail call of
 * loadavg_proc_show() as text.  And one entry of each table that the loader must
 * not see first, for what it describes leads to something that is not exported:
 * handed over before that is resolved, each of them shows or does something else.
 */
#ifdef LATE_OF_TARGET
#define FOR_TARGET
#endif
#include <linux/jump_label.h>
#include <linux/sched.h>
#include <linux/version.h>
#include "hand.h"

/* What a jump label is while its key is off. */
#if defined(CONFIG_S390)
#define LABEL_NOP "brcl 0, %l[yes]"
#elif !defined(CONFIG_X86)
#define LABEL_NOP "nop"
#elif defined(STATIC_KEY_INIT_NOP)
#define LABEL_NOP ".byte " __stringify(STATIC_KEY_INIT_NOP)
#else
#define LABEL_NOP ".byte 0x0f,0x1f,0x44,0x00,0x00"
#endif

/* References. */

static unsigned long type_show_3 __section(".data.late");
extern int late_loadavg(struct seq_file *m, void *v);
extern char late_field[];

JUMP(late_loadavg, late_field);

/* A switch of the patch's own. */
static DEFINE_STATIC_KEY_FALSE(own_key);
extern char late_jump_start[];

asm(".pushsection late_jump, \"aw\"\n .balign 8\n"
    ".globl late_jump_start\n"
    "late_jump_start:\n.popsection\n");

static __always_inline bool own_branch(void)
{
	asm goto("1: " LABEL_NOP "\n"
			  ".pushsection late_jump, \"aw\"\n"
			  ".long 1b - ., %l[yes] - .\n"
			  ".quad own_key - .\n"
			  ".popsection\n" : : : : yes);
	return false;
yes:
	return true;
}

/* symbols[], relas[], relsecs[], late[], and show_all(), which shows what became of them. */
#ifdef CONFIG_X86
#include "late_x86.h"
#else
#include "late_simple.h"
#endif

static int version_new(struct seq_file *m, void *v)
{
	show_all(m);
	return 0;
}

static int uptime_new(struct seq_file *m, void *v)
{
	seq_puts(m, "load: ");
	return late_loadavg(m, v);
}

static struct kpatch_func_entry funcs[] = {
#ifdef LATE_OF_TARGET
	FUNC_OF("x_target", "target_show", 0, version_new, 0),
#else
	FUNC("version_proc_show", 0, version_new, 0),
#endif
	FUNC("uptime_proc_show", 0, uptime_new, 0),
};

static void flip(struct kpatch_object *obj)
{
	static_branch_enable(&own_key);
}

static struct kpatch_callback_entry post[] = {
	{ ADDR(flip), STR("vmlinux") },
};

PATCH(.symbols = ADDR(symbols), .nsymbols = ARRAY_SIZE(symbols),
      .relsecs = ADDR(relsecs), .nrelsecs = ARRAY_SIZE(relsecs),
      .late = ADDR(late), .nlate = ARRAY_SIZE(late),
      .post_patch = ADDR(post), .post_patch_end = ADDR(post + 1));
