// SPDX-License-Identifier: GPL-2.0-only
/*
 * The chains of x_chain, x_link and vmlinux in another version.  Each function
 * calls the next where the original is, so that the core leads the call on.
 */
#define FOR_CHAIN
#define FOR_LINK
#include <linux/sched.h>
#include "hand.h"
#include "chain.h"

#ifndef SOAK_VERSION
#define SOAK_VERSION "1"
#define SOAK_FLAGS 0
#endif

/* Where the core puts the next functions' addresses. */
static void (*link_b)(struct seq_file *m) __section(".data.link");
static int (*loadavg)(struct seq_file *m, void *v) __section(".data.loadavg");

static void chain_c_new(struct seq_file *m)
{
	seq_puts(m, "c" SOAK_VERSION "\n");
}

static void chain_b_new(struct seq_file *m)
{
	seq_puts(m, "b" SOAK_VERSION " ");
	chain_c_new(m);
}

static int chain_a_new(struct seq_file *m, void *v)
{
	seq_puts(m, "a" SOAK_VERSION " ");
	chain_pause();
	chain_b(m);
	return 0;
}

static void link_b_new(struct seq_file *m)
{
	seq_puts(m, "b" SOAK_VERSION "\n");
}

static int link_a_new(struct seq_file *m, void *v)
{
	seq_puts(m, "a" SOAK_VERSION " ");
	chain_pause();
	READ_ONCE(link_b)(m);
	return 0;
}

static int loadavg_new(struct seq_file *m, void *v)
{
	seq_puts(m, "l" SOAK_VERSION "\n");
	return 0;
}

static int uptime_new(struct seq_file *m, void *v)
{
	seq_puts(m, "u" SOAK_VERSION " ");
	chain_pause();
	return READ_ONCE(loadavg)(m, v);
}

static struct kpatch_func_entry funcs[] = {
	FUNC_OF("x_chain", "chain_a", 0, chain_a_new, 0),
	FUNC_OF("x_chain", "chain_b", 0, chain_b_new, 0),
	FUNC_OF("x_chain", "chain_c", 0, chain_c_new, 0),
	FUNC_OF("x_link", "link_a", 0, link_a_new, 0),
	FUNC_OF("x_link", "link_b", 0, link_b_new, 0),
	FUNC("uptime_proc_show", 0, uptime_new, 0),
	FUNC("loadavg_proc_show", 0, loadavg_new, 0),
};

static struct kpatch_symbol_entry symbols[] = {
	{ STR("link_b"), STR("x_link"), 0, 0 },
	{ STR("loadavg_proc_show"), STR("vmlinux"), 0, 0 },
};

static Elf64_Rela link_relas[] = {
	{ 0, RELA_TO(1, R_WORD), 0 },
};

static Elf64_Rela loadavg_relas[] = {
	{ 0, RELA_TO(2, R_WORD), 0 },
};

static struct kpatch_relsec_entry relsecs[] = {
	{ ADDR(&link_b), ADDR(link_relas), 1, STR("x_link") },
	{ ADDR(&loadavg), ADDR(loadavg_relas), 1, STR("vmlinux") },
};

PATCH(.flags = SOAK_FLAGS, .symbols = ADDR(symbols), .nsymbols = 2,
      .relsecs = ADDR(relsecs), .nrelsecs = 2);
