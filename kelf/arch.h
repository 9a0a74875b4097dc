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
	uint64_t offset;	/* of the relocated bytes, in the section */
	uint64_t target;	/* offset in the same section */
	bool fits;		/* the field is wide enough to reach out of the section */
	uint32_t type;		/* of the relocation that would say the same ... */
	int64_t addend;		/* ... with the target plus this */
	uint64_t mask;		/* the bits that hold the distance, in rela_size(type) bytes */
};

typedef int branch_visitor(const struct branch *branch, void *arg);

/* An immediate operand that is loaded into an argument register. */
struct arg_load {
	uint64_t offset;	/* of the bytes that hold the immediate, in the section */
	unsigned int size;	/* how many */
	unsigned int arg;	/* which argument, from 0 */
	uint64_t value, mask;	/* the bits of the argument that it sets */
	uint64_t call;		/* offset of the call or jump that follows, if there is one */
	const char *callee;	/* what that calls, or NULL */
};

/* An instruction that leads somewhere, and the one that makes the first part of the address. */
struct aim {
	uint32_t insn, first;		/* 4 bytes from the relocation's field on */
	uint64_t addr, first_addr;	/* where they lie */
	uint64_t toc;			/* what r2 holds; 0: not known */
};

/* Does it go on at the address, or at the one that is held there? */
enum stub { NO_STUB, STUB_JUMPS, STUB_LOADS };

struct arch {
	const char *name;
	uint16_t machine;	/* e_machine */

	uint32_t abs64, abs32;	/* absolute addresses of 64 and 32 bits */

	/* Bytes that a relocation of this type changes; 0 for none or an unknown type. */
	unsigned int (*rela_size)(uint32_t type);

	/*
	 * By how many bits is the value shifted right that the linker leaves in the
	 * field?  Negative where the field is no plain number; NULL: none is.
	 */
	int (*rela_shift)(uint32_t type);

	/* Does a relocation of this type change nothing, but tell the linker something?  NULL: none. */
	bool (*rela_marks)(uint32_t type);

	/*
	 * Which bits of an instruction does the linker fill in, for a type whose
	 * rela_size() is all of it?  NULL: no type has both.
	 */
	uint32_t (*rela_mask)(uint32_t type);

	/*
	 * Of instructions that it takes two of for one address: the type of the first,
	 * where @type is the second.  0: it takes one; NULL: always.
	 */
	uint32_t (*first_of_pair)(uint32_t type);

	/*
	 * Where do linked instructions lead, of which a relocation of this type filled in
	 * the last one?  To the entry, for those of rela_is_entry().  False: that cannot be
	 * told, or rela_shift() tells.
	 */
	bool (*aim_of)(uint32_t type, const struct aim *aim, uint64_t *addr);

	/*
	 * Where does the linker's stub @name go on, whose first two instructions are
	 * aim->first and aim->insn?  NULL: calls need none.
	 */
	enum stub (*stub_aim)(const char *name, const struct aim *aim, uint64_t *addr);

	/* How far behind its value may a call enter @sym?  NULL: not at all. */
	uint64_t (*local_entry)(const struct symbol *sym);

	/* Do two types mean the same (PC32 and PLT32 of x86-64)? */
	bool (*rela_type_equal)(uint32_t a, uint32_t b);

	/*
	 * What to add to sym + addend to get the place that the instruction
	 * means: a CPU that counts from the end of the instruction hides its
	 * length in the addend.  0 for data.
	 */
	int64_t (*rela_bias)(const struct section *sec, const struct rela *rela,
			     uint64_t func_start, uint64_t func_end);

	/*
	 * Does the relocation lead to an entry that the symbol has in a table, not to
	 * a place so far from it?  NULL: none does.
	 */
	bool (*rela_is_entry)(uint32_t type);

	/*
	 * May the linker have made the instruction @shipped of @insn, at a relocation of
	 * this type, because the symbol is near?  NULL: it makes none.
	 */
	bool (*linker_rewrites)(uint32_t type, uint32_t insn, uint32_t shipped);

	/* Does @rela belong to a call or jump (not to a function pointer)? */
	bool (*rela_is_branch)(const struct section *sec, const struct rela *rela);

	/*
	 * Visit the relative references in the code [start, end) of @sec that
	 * have no relocation and leave that range.
	 */
	int (*each_branch)(const struct section *sec, uint64_t start, uint64_t end,
			   branch_visitor *visit, void *arg);

	/*
	 * The argument load whose immediate holds byte @offset of the code
	 * in [start, end).  False when there is none.  The bytes hold nothing
	 * else that matters, load->arg given.
	 */
	bool (*find_arg_load)(const struct section *sec, uint64_t start, uint64_t end,
			      uint64_t offset, struct arg_load *load);

	/* What follows may be NULL where the CPU knows no such thing. */

	/* Is @sym a note of the assembler's (mapping symbol, kept label), the name of nothing? */
	bool (*is_marker)(const struct symbol *sym);

	/* Is @sym code of the compiler's that each object brings along for itself? */
	bool (*is_helper)(const struct symbol *sym);

	/* Does each module get a symbol @name of its own when it is linked or loaded? */
	bool (*is_module_symbol)(const char *name);

	/* Where the bytes begin that belong to the function @sym: at or before its value. */
	uint64_t (*code_start)(const struct symbol *sym);

	/* Does @off follow an instruction that makes a BUG trap with that address? */
	bool (*traps_before)(const struct section *sec, uint64_t off);

	/* Does the function in [start, end) begin with a call that the tracer uses? */
	bool (*calls_tracer)(const struct section *sec, uint64_t start, uint64_t end);

	/*
	 * Rewrite @rela of @sec, a copy, and its instruction so that it can
	 * lead out of the module, to any distance.  NULL, or why that is not
	 * possible, with a remedy.
	 */
	const char *(*lead_out)(struct section *sec, struct rela *rela);

	/* Does the core need room in the module for what leads out of it? */
	bool slots;

	/*
	 * Was @elf compiled for a CPU that lets an indirect branch land only
	 * where a mark stands?  Does one stand at the code @p of @left bytes?
	 */
	bool (*tracks_branches)(const struct kelf *elf);
	bool (*is_landing)(const uint8_t *p, uint64_t left);

	/* Does a module keep its init sections, among the others? */
	bool modules_keep_init;

	/*
	 * Do entries of .altinstructions end in two bytes: the size of the code, and of
	 * that which replaces it, which lies behind the function?
	 */
	bool alternatives_end_in_sizes;

	/* Bytes of an entry if @sec is a pool of addresses made by the compiler, else 0. */
	unsigned int (*pool_entry)(const struct section *sec);
};

/* The ops of e_machine @machine, or NULL. */
const struct arch *arch_find(uint16_t machine);

/*
 * For the ports.  CPUs whose instructions all have 4 bytes share the walks;
 * they say what an instruction is.
 */
struct fixed_ops {
	/*
	 * If @insn is a relative reference, set type, mask and fits of @branch
	 * and *distance in bytes.
	 */
	bool (*relative)(uint32_t insn, struct branch *branch, int64_t *distance);
	/* If @insn loads an immediate into an argument, set load's arg, value and mask. */
	bool (*loads_arg)(uint32_t insn, struct arg_load *load);
	/* Does @insn end a basic block: call, jump, return? */
	bool (*is_jump)(uint32_t insn);
};

int fixed_each_branch(const struct fixed_ops *ops, const struct section *sec, uint64_t start,
		      uint64_t end, branch_visitor *visit, void *arg);
bool fixed_find_arg_load(const struct fixed_ops *ops, const struct section *sec, uint64_t start,
			 uint64_t end, uint64_t offset, struct arg_load *load);

/* The relocation of @sec in [offset, offset + size), or NULL. */
const struct rela *arch_rela_within(const struct section *sec, uint64_t offset, uint64_t size);

/* The low @bits of @value as a signed number. */
static inline int64_t sign_extend(uint64_t value, unsigned int bits)
{
	uint64_t sign = 1ULL << (bits - 1);

	value &= (sign << 1) - 1;
	return (int64_t)(value ^ sign) - (int64_t)sign;
}

static inline uint32_t insn_at(const struct section *sec, uint64_t offset)
{
	return (uint32_t)kelf_get(sec->elf, sec->data + offset, 4);
}

extern const struct arch arch_x86_64;
extern const struct arch arch_aarch64;
extern const struct arch arch_ppc64le;
extern const struct arch arch_s390x;
extern const struct arch arch_loongarch64;

#endif /* KELF_ARCH_H */
