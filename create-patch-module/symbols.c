// SPDX-License-Identifier: GPL-2.0-only
/* symbols.c: which symbols of the module are left to be resolved after loading? */
#include "cpm.h"
#include "diag.h"
#include "../kmod/patch/kpatch-format.h"

#include <stdlib.h>
#include <string.h>

static bool is_late(const struct symbol *sym)
{
	return !strncmp(sym->name, KPATCH_SYM_PREFIX, strlen(KPATCH_SYM_PREFIX));
}

/* OBJECT ends at the first dot, POS begins after the last comma; NAME may hold both. */
static int take_apart(struct patch *patch, struct symbol *sym, struct late_symbol *late)
{
	char *object = kelf_printf(patch->elf, "%s", sym->name + strlen(KPATCH_SYM_PREFIX));
	char *name = strchr(object, '.'), *pos = strrchr(object, ','), *end;

	if (!name || !pos || pos < name || name == object || pos == name + 1 || !pos[1])
		goto bad;
	*name++ = '\0';
	*pos++ = '\0';
	late->pos = strtoul(pos, &end, 10);
	if (*end)
		goto bad;
	late->sym = sym;
	late->object = object;
	late->name = name;
	sym->user = late;
	return 0;
bad:
	error("%s: symbol '%s' is not of the form %sOBJECT.NAME,POSITION", patch->elf->name, sym->name,
	      KPATCH_SYM_PREFIX);
	return -1;
}

int find_late_symbols(struct patch *patch)
{
	struct kelf *elf = patch->elf;

	patch->symbols = kelf_alloc(elf, elf->nsyms * sizeof(*patch->symbols));
	for (size_t i = 1; i < elf->nsyms; i++) {
		struct late_symbol *late = &patch->symbols[patch->nsymbols];

		if (!is_late(elf->syms[i]))
			continue;
		if (take_apart(patch, elf->syms[i], late))
			return -1;
		late->index = patch->nsymbols++;
	}
	return 0;
}
