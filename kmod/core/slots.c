// SPDX-License-Identifier: GPL-2.0-only
/*
 * slots.c: apply relocations on CPUs whose calls do not reach the kernel.
 *
 * There apply_relocate_add() leads a call through a few instructions in the
 * module, for which the loader has made room by what it saw.  It did not see
 * ours, so each symbol of the patch has a slot.  The relocations are applied one
 * by one, each with its own symbol and that symbol's slot before the kernel's
 * eyes: so nothing has to be kept from one time to the next, and a module that
 * comes again finds its slots as the first time.
 */
#include <asm/cacheflush.h>

#include "ksyms.h"
#include "slots.h"

static int set_sealed(const struct module *mod, bool sealed)
{
	unsigned int part;

	for (part = 0; part < KPATCH_SEALED_PARTS; part++) {
		unsigned long start, pages;
		int ret;

		pages = PFN_UP(kpatch_sealed_part(mod, part, &start));
		if (!pages)
			continue;
		ret = kpatch_arch_seal(start, pages, sealed);
		if (ret)
			return ret;
	}
	return 0;
}

/*
 * Tasks may be in the patch's text when a module comes under it, so it stays
 * executable while it is writable.
 */
int kpatch_unseal(const struct module *mod)
{
	return IS_ENABLED(CONFIG_STRICT_MODULE_RWX) ? set_sealed(mod, false) : 0;
}

int kpatch_seal(const struct module *mod)
{
	unsigned long text = kpatch_text_start(mod);

	flush_icache_range(text, text + kpatch_text_size(mod));
	return IS_ENABLED(CONFIG_STRICT_MODULE_RWX) ? set_sealed(mod, true) : 0;
}

static int apply_one(struct kpatch_patch *patch, const Elf_Shdr *all,
		     const Elf_Rela *rela)
{
	const struct kpatch_tables *t = patch->tables;
	const struct mod_arch_specific own = patch->mod->arch;
	unsigned long n = ELF_R_SYM(rela->r_info);
	Elf_Sym syms[2] = { [1] = patch->symtab[n] };
	Elf_Rela one = {
		.r_offset = rela->r_offset,
		.r_info = 1ULL << 32 | ELF_R_TYPE(rela->r_info),
		.r_addend = rela->r_addend,
	};
	Elf_Shdr shdrs[NSHDRS_SLOT] = {
		[SHDR_SYMTAB] = all[SHDR_SYMTAB],
		[SHDR_RELA] = all[SHDR_RELA],
		[SHDR_DEST] = all[SHDR_DEST],
		[SHDR_SLOT] = {
			.sh_addr = t->slots + (n - 1) * KPATCH_SLOT_SIZE,
			.sh_size = KPATCH_SLOT_SIZE,
		},
		[SHDR_TOC] = { .sh_addr = t->toc - 0x8000 },
	};
	int ret;

	shdrs[SHDR_SYMTAB].sh_addr = (unsigned long)syms;
	shdrs[SHDR_SYMTAB].sh_size = sizeof(syms);
	shdrs[SHDR_RELA].sh_addr = (unsigned long)&one;
	shdrs[SHDR_RELA].sh_size = sizeof(one);
	kpatch_arch_show_slot(patch->mod, shdrs);
	ret = kernel_call(apply_relocate_add)(shdrs, "", SHDR_SYMTAB,
					      SHDR_RELA, patch->mod);
	patch->mod->arch = own;
	return ret;
}

/**
 * kpatch_arch_apply() - apply the relocations of one section
 * @patch: its symbols are resolved
 * @shdrs: the symbols, the relocations and the section, as SHDR_* says
 */
int kpatch_arch_apply(struct kpatch_patch *patch, Elf_Shdr *shdrs)
{
	const Elf_Rela *rela = (void *)shdrs[SHDR_RELA].sh_addr;
	const Elf_Rela *end = (void *)rela + shdrs[SHDR_RELA].sh_size;
	int ret, sealed;

	if (patch->tables->nslots < patch->tables->nsymbols) {
		pr_err("%s: the patch has no slots for its symbols; build it again\n",
		       patch->mod->name);
		return -ENOEXEC;
	}
	ret = kpatch_unseal(patch->mod);
	if (ret)
		return ret;
	for (; rela < end && !ret; rela++)
		ret = apply_one(patch, shdrs, rela);
	sealed = kpatch_seal(patch->mod);
	return ret ?: sealed;
}

/* apply_relocate_add() of most CPUs writes over what is there. */
int __weak kpatch_arch_clear(struct module *mod, unsigned long dest,
			     const Elf_Rela *relas, unsigned long n)
{
	return 0;
}
