// SPDX-License-Identifier: GPL-2.0-only
/*
 * backend-livepatch.c: how is a patch module finished for the kernel's own livepatch?
 *
 * Documentation/livepatch/module-elf-format.rst has the form: relocations that
 * the loader cannot resolve stand in sections ".klp.rela.OBJECT.SECTION", and
 * lead to symbols ".klp.sym.OBJECT.NAME,POSITION" of section SHN_LIVEPATCH.
 */
#include "cpm.h"
#include "diag.h"
#include "../kmod/patch/kpatch-format.h"

#include <string.h>

#ifndef SHF_RELA_LIVEPATCH
#define SHF_RELA_LIVEPATCH	0x00100000
#define SHN_LIVEPATCH		0xff20
#endif

static void convert_symbols(struct patch *patch)
{
	for (size_t i = 0; i < patch->nsymbols; i++) {
		struct symbol *sym = patch->symbols[i].sym;

		sym->sym.st_shndx = SHN_LIVEPATCH;
		sym->sym.st_info = GELF_ST_INFO(STB_GLOBAL, STT_NOTYPE);
	}
}

/* The section for what @sec refers to in @object, made at the first such relocation. */
static struct section *klp_section(struct kelf *elf, struct section *sec, const char *object)
{
	char *name = kelf_printf(elf, ".klp.rela.%s.%s", object, sec->name);

	for (size_t i = elf->nsecs - 1; i && elf->secs[i]->sh.sh_type == SHT_RELA; i--) {
		if (elf->secs[i]->info == sec && !strcmp(elf->secs[i]->name, name))
			return elf->secs[i];
	}
	return kelf_add_rela_section(elf, name, SHF_ALLOC | SHF_RELA_LIVEPATCH, sec);
}

static void move_relocations(struct kelf *elf, struct section *sec)
{
	size_t kept = 0;

	for (size_t i = 0; i < sec->nrelas; i++) {
		const struct rela *rela = &sec->relas[i];
		const struct late_symbol *late = late_symbol_of(rela);

		if (late)
			kelf_add_rela(klp_section(elf, sec, late->object), rela->offset, rela->type,
				      rela->sym, rela->addend);
		else
			sec->relas[kept++] = *rela;
	}
	sec->nrelas = kept;
}

static int finish(struct patch *patch)
{
	struct kelf *elf = patch->elf;
	size_t nsecs = elf->nsecs;	/* not those that we add */

	convert_symbols(patch);
	for (size_t i = 1; i < nsecs; i++) {
		if (section_is_alloc(elf->secs[i]))
			move_relocations(elf, elf->secs[i]);
	}
	return 0;
}

const struct backend backend_livepatch = { .name = "livepatch", .finish = finish };
