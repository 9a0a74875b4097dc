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

static const struct kpatch_symbol_entry *symbols(const struct kpatch_patch *p)
{
	return kpatch_ptr(p->tables->symbols);
}

static bool leads_to(__u64 objname, const struct kpatch_obj *obj)
{
	return !strcmp(kpatch_ptr(objname), obj->pub.name);
}

static int resolve_symbols(struct kpatch_obj *obj)
{
	struct kpatch_patch *patch = obj->patch;
	const struct kpatch_symbol_entry *entry = symbols(patch);
	unsigned long i;

	for (i = 0; i < patch->tables->nsymbols; i++) {
		Elf_Sym *sym = &patch->symtab[i + 1];
		unsigned long addr;
		int ret;

		if (!leads_to(entry[i].objname, obj))
			continue;
		ret = kpatch_find_symbol(obj, kpatch_ptr(entry[i].name),
					 entry[i].sympos, &addr);
		if (ret)
			return ret;
		sym->st_value = addr;
		sym->st_shndx = SHN_ABS;
	}
	return 0;
}

/* Each relocation must name a symbol of the object, which is resolved. */
static int check_relas(const struct kpatch_patch *patch,
		       const struct kpatch_relsec_entry *relsec)
{
	const Elf_Rela *rela = kpatch_ptr(relsec->relas);
	unsigned long i;

	for (i = 0; i < relsec->nrelas; i++) {
		unsigned long sym = ELF_R_SYM(rela[i].r_info);

		if (patch->symtab[sym].st_shndx != SHN_ABS) {
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
	ret = kpatch_arch_apply(patch, shdrs);
	if (ret)
		pr_err("%s: the kernel refused the relocations for %s (error %d)\n",
		       patch->mod->name, (char *)kpatch_ptr(relsec->objname),
		       ret);
	return ret;
}

/**
 * kpatch_apply_relocs() - resolve the patch's references into one object
 * @obj: the object, which is loaded
 *
 * All symbols are resolved before the first relocation is written.
 */
int kpatch_apply_relocs(struct kpatch_obj *obj)
{
	struct kpatch_patch *patch = obj->patch;
	const struct kpatch_relsec_entry *relsec =
		kpatch_ptr(patch->tables->relsecs);
	unsigned long i;
	int ret = resolve_symbols(obj);

	if (ret)
		return ret;
	for (i = 0; i < patch->tables->nrelsecs; i++) {
		if (!leads_to(relsec[i].objname, obj))
			continue;
		ret = kpatch_step();
		ret = ret ?: apply(patch, &relsec[i]);
		if (ret)
			return ret;
	}
	return 0;
}

/**
 * kpatch_clear_relocs() - undo kpatch_apply_relocs(), done or failed half way
 * @obj: a module that goes, and may come again
 */
void kpatch_clear_relocs(struct kpatch_obj *obj)
{
	struct kpatch_patch *patch = obj->patch;
	const struct kpatch_relsec_entry *relsec =
		kpatch_ptr(patch->tables->relsecs);
	unsigned long i;

	for (i = 0; i < patch->tables->nrelsecs; i++) {
		if (!leads_to(relsec[i].objname, obj))
			continue;
		if (kpatch_arch_clear(patch->mod, relsec[i].dest,
				      kpatch_ptr(relsec[i].relas),
				      relsec[i].nrelas))
			pr_err("%s: a reference to %s is of a kind that cannot be cleared; it will be refused when %s comes again\n",
			       patch->mod->name, obj->pub.name, obj->pub.name);
	}
	for (i = 0; i < patch->tables->nsymbols; i++)
		if (leads_to(symbols(patch)[i].objname, obj))
			patch->symtab[i + 1] = (Elf_Sym){ };
}
