// SPDX-License-Identifier: GPL-2.0-only
/* Refers to a module's data, which would lie elsewhere if the module had been laid out so. */
#define FOR_TARGET
#include "hand.h"

#ifndef MISPLACED_PART
#define MISPLACED_PART KPATCH_PLACE_DATA
#define MISPLACED_ANCHOR KPATCH_PLACE_SELF
#define MISPLACED_BY (1 << 16)
#endif

static unsigned long number_data __used __section(".data.late");

static const char *value_new(void)
{
	barrier();
	return "misplaced";
}

static struct kpatch_func_entry funcs[] = {
	FUNC_OF("x_target", "target_value", 0, value_new, 0),
};

static struct kpatch_symbol_entry symbols[] = {
	{ STR("target_number"), STR("x_target"), 0, 0 },
};

static Elf64_Rela relas[] = {
	{ 0, RELA_TO(1, R_WORD), 0 },
};

static struct kpatch_relsec_entry relsecs[] = {
	{ ADDR(&number_data), ADDR(relas), 1, STR("x_target") },
};

static struct kpatch_place_entry places[] = {
	{ STR("target_number"), STR("x_target"), 0, 0, MISPLACED_PART },
	{ STR(MISPLACED_ANCHOR), STR("x_target"), 0, MISPLACED_BY, MISPLACED_PART },
};

PATCH(.symbols = ADDR(symbols), .nsymbols = 1, .relsecs = ADDR(relsecs), .nrelsecs = 1,
      .places = ADDR(places), .nplaces = 2);
