/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch.h: what the tools must know of a CPU.  One const struct arch per file
 * under arch/, listed in arch.c; nothing outside names a relocation type.
 */
#ifndef KELF_ARCH_H
#define KELF_ARCH_H

#include "kelf.h"

/* A field of an instruction that refers to another place without a relocation. */
struct branch {
	uint64_t offset;	/* of the field, in the section */
	uint64_t target;	/* offset in the same section */
	bool fits;		/* the field is wide enough to be relocated */
};

/* An immediate operand that is loaded into an argument register. */
struct arg_load {
	uint64_t offset;	/* of the immediate, in the section */
	unsigned int size;	/* bytes of the immediate */
	unsigned int arg;	/* which argument, from 0 */
	const char *callee;	/* of the call that follows, or NULL */
};

struct arch {
	const char *name;
	uint16_t machine;	/* e_machine */

	uint32_t abs64;		/* 64-bit absolute address */
	uint32_t pc_branch;	/* what a field found by next_branch() is relocated with */
	int64_t pc_branch_addend;

	/* Bytes that a relocation of this type changes; 0 for an unknown type. */
	unsigned int (*rela_size)(uint32_t type);

	/* Do two types mean the same (PC32 and PLT32 of x86-64)? */
	bool (*rela_type_equal)(uint32_t a, uint32_t b);

	/*
	 * What to add to sym + addend to get the place that the instruction
	 * means: a CPU that counts from the end of the instruction hides its
	 * length in the addend.  0 for data.
	 */
	int64_t (*rela_bias)(const struct section *sec, const struct rela *rela,
			     uint64_t func_start, uint64_t func_end);

	/* Does @rela belong to a call or jump (not to a function pointer)? */
	bool (*rela_is_branch)(const struct section *sec, const struct rela *rela);

	/*
	 * Visit the relative branches in [start, end) of @sec that have no
	 * relocation and leave that range.
	 */
	int (*each_branch)(const struct section *sec, uint64_t start, uint64_t end,
			   int (*visit)(const struct branch *branch, void *arg), void *arg);

	/*
	 * The argument load whose immediate holds byte @offset of the code
	 * in [start, end).  False when there is none.
	 */
	bool (*find_arg_load)(const struct section *sec, uint64_t start, uint64_t end,
			      uint64_t offset, struct arg_load *load);
};

/* The ops of e_machine @machine, or NULL. */
const struct arch *arch_find(uint16_t machine);

extern const struct arch arch_x86_64;

#endif /* KELF_ARCH_H */
