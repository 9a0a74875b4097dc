// SPDX-License-Identifier: GPL-2.0-only
/* One of its relocations, for a module that is not there, leads out of it. */
#define FOR_TARGET
#include "hand.h"

SHOW(version_new, "damaged")

static unsigned long secret_data __section(".data.late");

static struct kpatch_func_entry funcs[] = {
	FUNC("version_proc_show", 0, version_new, 0),
};

static struct kpatch_symbol_entry symbols[] = {
	{ STR("target_secret"), STR("x_target"), 0, 0 },
};

static Elf64_Rela relas[] = {
	{ 1 << 30, ((u64)1 << 32) | R_X86_64_64, 0 },
};

static struct kpatch_relsec_entry relsecs[] = {
	{ ADDR(&secret_data), ADDR(relas), 1, STR("x_target") },
};

PATCH(.symbols = ADDR(symbols), .nsymbols = 1,
      .relsecs = ADDR(relsecs), .nrelsecs = 1);
