// SPDX-License-Identifier: GPL-2.0-only
/* Refused: what it refers to for vmlinux's sake is in a module, which is not there. */
#define FOR_TARGET
#include "hand.h"

SHOW(version_new, "never seen")

static unsigned long secret_data __section(".data.late");

static struct kpatch_func_entry funcs[] = {
	FUNC("version_proc_show", 0, version_new, 0),
};

static struct kpatch_symbol_entry symbols[] = {
	{ STR("target_secret"), STR("x_target"), 0, 0 },
};

static Elf64_Rela relas[] = {
	{ 0, RELA_TO(1, R_WORD), 0 },
};

static struct kpatch_relsec_entry relsecs[] = {
	{ ADDR(&secret_data), ADDR(relas), 1, STR("vmlinux") },
};

PATCH(.symbols = ADDR(symbols), .nsymbols = 1,
      .relsecs = ADDR(relsecs), .nrelsecs = 1);
