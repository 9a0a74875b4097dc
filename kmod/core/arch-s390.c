// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch-s390.c: what s390x asks of the core beyond what all CPUs do.
 */
#include <linux/stringify.h>

#include "ksyms.h"
#include "slots.h"

/* In a slot: the instructions of a call, then the word of an address. */
#define PLT_ENTRY_SIZE	22
#define GOT_OFFSET	32

/* It writes by s390_kernel_write(). */
int kpatch_arch_seal(unsigned long start, int pages, bool sealed)
{
	return 0;
}

#ifdef CONFIG_EXPOLINE
/*
 * br %r1, in a way that the CPU does not guess: calls out of a slot jump here.
 * The loader makes one in a module that it sees such calls in.
 */
asm(".pushsection .text\n"
	".balign 4\n"
	"kpatch_jump_r1:\n"
	"	exrl	%r0, 0f\n"
	"	j	.\n"
	"0:	br	%r1\n"
	".popsection\n");
#endif

/*
 * The kernel finds a symbol's place in tables that the loader has thrown away
 * by now, counted from the start of the module's: give it one for our symbol,
 * which says how far the slot is.
 */
void kpatch_arch_show_slot(struct module *mod, Elf_Shdr *shdrs)
{
	static struct mod_arch_syminfo syminfo[2];	/* under kpatch_mutex */
	unsigned long slot = shdrs[SHDR_SLOT].sh_addr;
	unsigned long base = kpatch_text_start(mod);

	BUILD_BUG_ON(PLT_ENTRY_SIZE > GOT_OFFSET ||
		     GOT_OFFSET + sizeof(long) > KPATCH_SLOT_SIZE);
	syminfo[1] = (struct mod_arch_syminfo){
		.plt_offset = slot - base - mod->arch.plt_offset,
		.got_offset = slot + GOT_OFFSET - base - mod->arch.got_offset,
	};
	mod->arch.syminfo = syminfo;
#ifdef CONFIG_EXPOLINE
	mod->arch.plt_size = (unsigned long)kpatch_jump_r1 - base -
			     mod->arch.plt_offset + PLT_ENTRY_SIZE;
#endif
}

/* What __switch_to() left of a task that does not run. */
unsigned long kpatch_arch_saved_sp(const struct task_struct *task)
{
	return READ_ONCE(task->thread.ksp);
}

unsigned long kpatch_arch_code_addr(unsigned long word)
{
	return word;
}

unsigned long kpatch_arch_entry_max(void)
{
	return 0;
}
