// SPDX-License-Identifier: GPL-2.0-only
/*
 * reloc.c: fill in the references that the module loader could not resolve.
 *
 * The patch module carries symbols by name and relocations in ELF's own form.
 * They are dressed up as the section headers that apply_relocate_add() expects
 * and left to it, so that nothing here knows a relocation type.
 */
#include <linux/moduleloader.h>
#include <linux/slab.h>

#include "core.h"
#include "ksyms.h"

enum { SHDR_NULL, SHDR_SYMTAB, SHDR_RELA, SHDR_DEST, NSHDRS };

static const struct kpatch_symbol_entry *symbols(const struct kpatch_patch *p)
{
	return kpatch_ptr(p->tables->symbols);
}

static int resolve_symbols(struct kpatch_patch *patch, const char *objname)
{
	const struct kpatch_symbol_entry *entry = symbols(patch);
	unsigned long i;

	for (i = 0; i < patch->tables->nsymbols; i++) {
		Elf_Sym *sym = &patch->symtab[i + 1];
		unsigned long addr;
		int ret;

		if (strcmp(kpatch_ptr(entry[i].objname), objname))
			continue;
		ret = kpatch_find_symbol(objname,
					 kpatch_ptr(entry[i].name),
					 entry[i].sympos, &addr);
		if (ret)
			return ret;
		sym->st_value = addr;
		sym->st_shndx = SHN_ABS;
	}
	return 0;
}

/* Each relocation must name a resolved symbol and stay inside the module. */
static int check_relas(const struct kpatch_patch *patch,
		       const struct kpatch_relsec_entry *relsec)
{
	const Elf_Rela *rela = kpatch_ptr(relsec->relas);
	unsigned long i;

	for (i = 0; i < relsec->nrelas; i++) {
		unsigned long sym = ELF_R_SYM(rela[i].r_info);
		unsigned long place = relsec->dest + rela[i].r_offset;

		if (!sym || sym > patch->tables->nsymbols ||
		    patch->symtab[sym].st_shndx != SHN_ABS ||
		    !within_module(place, patch->mod)) {
			pr_err("%s: relocation %lu for %s is damaged\n",
			       patch->mod->name, i,
			       (char *)kpatch_ptr(relsec->objname));
			return -ENOEXEC;
		}
	}
	return 0;
}

static int apply(struct kpatch_patch *patch,
		 const struct kpatch_relsec_entry *relsec)
{
	Elf_Shdr shdrs[NSHDRS] = {
		[SHDR_SYMTAB] = {
			.sh_type = SHT_SYMTAB,
			.sh_addr = (unsigned long)patch->symtab,
			.sh_size = (patch->tables->nsymbols + 1) *
				   sizeof(Elf_Sym),
		},
		[SHDR_RELA] = {
			.sh_type = SHT_RELA,
			.sh_addr = relsec->relas,
			.sh_size = relsec->nrelas * sizeof(Elf_Rela),
			.sh_link = SHDR_SYMTAB,
			.sh_info = SHDR_DEST,
		},
		[SHDR_DEST] = { .sh_addr = relsec->dest },
	};
	int ret = check_relas(patch, relsec);

	if (ret)
		return ret;
	ret = ksyms.apply_relocate_add(shdrs, "", SHDR_SYMTAB, SHDR_RELA,
				       patch->mod);
	if (ret)
		pr_err("%s: the kernel refused the relocations for %s (error %d)\n",
		       patch->mod->name, (char *)kpatch_ptr(relsec->objname),
		       ret);
	return ret;
}

/**
 * kpatch_apply_relocs() - resolve the patch's references into one object
 * @patch: the patch
 * @objname: the object, which is loaded
 *
 * All symbols are resolved before the first relocation is written.
 */
int kpatch_apply_relocs(struct kpatch_patch *patch, const char *objname)
{
	const struct kpatch_relsec_entry *relsec =
		kpatch_ptr(patch->tables->relsecs);
	unsigned long i;
	int ret = resolve_symbols(patch, objname);

	if (ret)
		return ret;
	for (i = 0; i < patch->tables->nrelsecs; i++) {
		if (strcmp(kpatch_ptr(relsec[i].objname), objname))
			continue;
		ret = apply(patch, &relsec[i]);
		if (ret)
			return ret;
	}
	return 0;
}
