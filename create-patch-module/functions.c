// SPDX-License-Identifier: GPL-2.0-only
/* functions.c: which functions does the module replace? */
#include "cpm.h"
#include "diag.h"
#include "../kmod/patch/kpatch-format.h"

#include <stddef.h>
#include <string.h>

/* The string that the pointer field at @offset leads to, or NULL. */
static const char *string_at(const struct section *sec, uint64_t offset)
{
	for (size_t i = 0; i < sec->nrelas; i++) {
		const struct rela *rela = &sec->relas[i];
		const struct section *to = rela->sym->sec;
		uint64_t at;

		if (rela->offset != offset)
			continue;
		at = rela->sym->sym.st_value + (uint64_t)rela->addend;
		if (!to || !to->data || at >= to->size || !memchr(to->data + at, 0, to->size - at))
			return NULL;
		return (const char *)to->data + at;
	}
	return NULL;
}

int find_functions(struct patch *patch)
{
	const struct section *funcs = kelf_find_section(patch->elf, KPATCH_SEC_FUNCS);
	size_t max = funcs ? funcs->size / sizeof(struct kpatch_func_entry) : 0;

	patch->functions = kelf_alloc(patch->elf, (max + 1) * sizeof(*patch->functions));
	while (patch->nfunctions < max) {
		uint64_t at = patch->nfunctions * sizeof(struct kpatch_func_entry);
		const char *name = string_at(funcs, at + offsetof(struct kpatch_func_entry, name));
		const char *object = string_at(funcs, at + offsetof(struct kpatch_func_entry, objname));
		const uint8_t *pos = funcs->data + at + offsetof(struct kpatch_func_entry, sympos);

		if (!name || !object) {
			error("%s: %s+0x%llx: a function without a name or an object", patch->elf->name,
			      funcs->name, (unsigned long long)at);
			return -1;
		}
		patch->functions[patch->nfunctions++] =
			(struct function){ name, object, kelf_get(patch->elf, pos, 8) };
	}
	return 0;
}
