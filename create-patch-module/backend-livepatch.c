// SPDX-License-Identifier: GPL-2.0-only
/*
 * backend-livepatch.c: how is a patch module finished for the kernel's own livepatch?
 *
 * Documentation/livepatch/module-elf-format.rst has the form: relocations that
 * the loader cannot resolve stand in sections ".klp.rela.OBJECT.SECTION", and
 * lead to symbols ".klp.sym.OBJECT.NAME,POSITION" of section SHN_LIVEPATCH.
 * They are resolved when OBJECT is one of the patch, so the hook is told of all.
 */
#include "arch.h"
#include "cpm.h"
#include "../kmod/patch/kpatch-format.h"

#include <stddef.h>
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

static bool seen_before(const struct patch *patch, size_t i)
{
	for (size_t j = 0; j < i; j++) {
		if (!strcmp(patch->symbols[j].object, patch->symbols[i].object))
			return true;
	}
	return false;
}

/* Modules that are referred to become the hook's objects, by name. */
static int add_referred(struct patch *patch)
{
	struct section *tables = find_root(patch->elf), *names = NULL, *objects = NULL;
	uint64_t n = 0;

	for (size_t i = 0; tables && i < patch->nsymbols; i++) {
		const char *object = patch->symbols[i].object;
		uint64_t at;

		if (!strcmp(object, VMLINUX) || seen_before(patch, i))
			continue;
		if (!objects) {
			names = kelf_add_section(patch->elf, ".kpatch.names", SHT_PROGBITS, SHF_ALLOC, 1, 0);
			objects = kelf_add_section(patch->elf, KPATCH_SEC_OBJECTS, SHT_PROGBITS,
						   SHF_ALLOC, 8, 0);
		}
		at = kelf_append(objects, NULL, sizeof(struct kpatch_object_entry), 8);
		kelf_add_rela(objects, at + offsetof(struct kpatch_object_entry, name),
			      patch->elf->arch->abs64, kelf_section_symbol(names),
			      (int64_t)kelf_append_string(names, object));
		n++;
	}
	if (!n)
		return tables ? 0 : -1;
	kelf_add_rela(tables, offsetof(struct kpatch_tables, objects), patch->elf->arch->abs64,
		      kelf_section_symbol(objects), 0);
	kelf_put(patch->elf, tables->data + offsetof(struct kpatch_tables, nobjects), 8, n);
	return 0;
}

static int finish(struct patch *patch)
{
	struct kelf *elf = patch->elf;
	size_t nsecs = elf->nsecs;	/* not those that we add */

	if (check_sites(patch) || add_referred(patch))
		return -1;
	convert_symbols(patch);
	for (size_t i = 1; i < nsecs; i++) {
		if (section_is_alloc(elf->secs[i]))
			move_relocations(elf, elf->secs[i]);
	}
	return 0;
}

const struct backend backend_livepatch = { .name = "livepatch", .finish = finish };
