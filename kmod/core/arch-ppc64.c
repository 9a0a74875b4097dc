// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch-ppc64.c: what ppc64le asks of the core beyond what all CPUs do.
 */
#include <linux/stringify.h>
#include <linux/thread_info.h>
#include <asm/set_memory.h>

#include "ksyms.h"
#include "slots.h"

#define NOP	0x60000000
#define LD_TOC	0xe8410018	/* ld r2,24(r1) */

/* struct ppc64_stub_entry of the kernel */
struct stub {
	u32 jump[7];
	u32 magic;
	u64 function;
};

/* Text is written by patch_instruction(), but data is stored. */
int kpatch_arch_seal(unsigned long start, int pages, bool sealed)
{
	if (!ksyms.change_memory_attr)
		return -EOPNOTSUPP;
	return kernel_call(change_memory_attr)(start, pages,
					       sealed ? SET_MEMORY_RO :
							SET_MEMORY_RW);
}

/*
 * Where ftrace jumps to in place of the original, which was called by LR.  r12
 * is the replacement, r2 the TOC pointer that the original's callers rely on;
 * r0, r11, CTR and the first condition field are free.
 *
 * The replacement is called from a frame of its own, in which r2 has its usual
 * place: the caller's frame has room for only one return address.  Nothing is
 * hidden from a stack trace.  Arguments may be on the stack, behind the 96
 * bytes of the frame's header and of the registers' home.  Nothing says how
 * many: they lie in the caller's frame, which ends at the back chain, so all of
 * it is copied.  A back chain that leads to another stack, as where an
 * interrupt's begins, says nothing: there are no arguments.
 */
asm(".pushsection .text\n"
	".balign 16\n"
	".globl kpatch_ppc64_call\n"
	".type kpatch_ppc64_call, @function\n"
	"kpatch_ppc64_call:\n"
	"	mflr	0\n"
	"	std	0, 16(1)\n"
	"	ld	11, 0(1)\n"
	"	subf	11, 1, 11\n"
	"	cmpldi	11, " __stringify(THREAD_SIZE) " - 1\n"
	"	bgt	2f\n"
	"	cmpldi	11, 96\n"
	"	ble	2f\n"
	"	addi	11, 11, -96\n"
	"	srdi	0, 11, 3\n"
	"	mtctr	0\n"
	"	subfic	11, 11, -96\n"
	"	stdux	1, 1, 11\n"
	"	std	2, 24(1)\n"
	"	std	12, 8(1)\n"
	"	ld	11, 0(1)\n"
	"	addi	11, 11, 88\n"
	"	addi	12, 1, 88\n"
	"1:	ldu	0, 8(11)\n"
	"	stdu	0, 8(12)\n"
	"	bdnz	1b\n"
	"	ld	12, 8(1)\n"
	"	b	3f\n"
	"2:	stdu	1, -96(1)\n"
	"	std	2, 24(1)\n"
	"3:	mtctr	12\n"
	"	bctrl\n"
	"	ld	2, 24(1)\n"
	"	ld	1, 0(1)\n"
	"	ld	0, 16(1)\n"
	"	mtlr	0\n"
	"	blr\n"
	".size kpatch_ppc64_call, . - kpatch_ppc64_call\n"
	".popsection\n");

/*
 * The kernel looks for a function's stub among those that are in use, and takes
 * the next one: show it a row of one, which is free if it is another's.  A call is
 * led through it only if the symbol is undefined.
 */
void kpatch_arch_show_slot(struct module *mod, Elf_Shdr *shdrs)
{
	struct stub *stub = (void *)shdrs[SHDR_SLOT].sh_addr;
	Elf_Sym *sym = (Elf_Sym *)shdrs[SHDR_SYMTAB].sh_addr + 1;
	const Elf_Rela *rela = (void *)shdrs[SHDR_RELA].sh_addr;

	BUILD_BUG_ON(sizeof(struct stub) != KPATCH_SLOT_SIZE);
	if (stub->function != sym->st_value + rela->r_addend)
		stub->function = 0;
	sym->st_shndx = SHN_UNDEF;
	mod->arch.stubs_section = SHDR_SLOT;
	mod->arch.toc_section = SHDR_TOC;
}

/*
 * The no-op behind a call, where apply_relocate_add() puts the load of the TOC
 * pointer, must be one again for the next time.
 */
int kpatch_arch_clear(struct module *mod, unsigned long dest,
		      const Elf_Rela *relas, unsigned long n)
{
	unsigned long i;
	int ret = kpatch_unseal(mod);

	if (ret)
		return ret;
	for (i = 0; i < n; i++) {
		u32 *next = (u32 *)(dest + relas[i].r_offset) + 1;

		if (ELF_R_TYPE(relas[i].r_info) == R_PPC_REL24 &&
		    *next == LD_TOC)
			*next = NOP;
	}
	return kpatch_seal(mod);
}

/* What _switch() left of a task that does not run. */
unsigned long kpatch_arch_saved_sp(const struct task_struct *task)
{
	return READ_ONCE(task->thread.ksp);
}

unsigned long kpatch_arch_code_addr(unsigned long word)
{
	return word;
}

/* The global entry sets up the TOC pointer, and the return address may be stored. */
unsigned long kpatch_arch_entry_max(void)
{
	return 16;
}
