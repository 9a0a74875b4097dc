/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * relas.h: references that a case makes by hand, on each CPU.
 *
 * R_WORD is the relocation of an address.  JUMP(name, field) defines a function
 * name that does nothing but go on in another one; JUMP_RELA(sym) is the
 * relocation, at field, that says in which.
 */
#define RELA_TO(sym, type) (((u64)(sym) << 32) | (type))

#define JUMP_CODE(name, field, before, insn, after) \
asm(".pushsection .text." #name ", \"ax\"\n .balign 8\n" \
    ".globl " #name ", " #field "\n" \
    ".type " #name ", %function\n" \
    #name ": " before "\n" \
    #field ": " insn "\n" \
    after "\n" \
    ".size " #name ", . - " #name "\n" \
    ".popsection\n")

#if defined(CONFIG_X86)
#define R_WORD R_X86_64_64
#define JUMP(name, field) \
	JUMP_CODE(name, field, ".byte 0xe9", ".long 0", "")
#define JUMP_RELA(sym) { 0, RELA_TO(sym, R_X86_64_PLT32), -4 }
#elif defined(CONFIG_S390)
#define R_WORD R_390_64
#define JUMP(name, field) \
	JUMP_CODE(name, field, ".short 0xc0f4", ".long 0", "")
#define JUMP_RELA(sym) { 0, RELA_TO(sym, R_390_PLT32DBL), 2 }
#elif defined(CONFIG_PPC64)
/* A call, for the TOC pointer must be restored. */
#define R_WORD R_PPC64_ADDR64
#define JUMP(name, field) \
	JUMP_CODE(name, field, "mflr 0; std 0, 16(1); stdu 1, -32(1)", \
		  ".long 0x48000001; nop", \
		  "addi 1, 1, 32; ld 0, 16(1); mtlr 0; blr")
#define JUMP_RELA(sym) { 0, RELA_TO(sym, R_PPC_REL24), 0 }
#elif defined(CONFIG_ARM64)
#define R_WORD R_AARCH64_ABS64
#define JUMP(name, field) \
	JUMP_CODE(name, field, "hint 34", ".long 0x14000000", "")
#define JUMP_RELA(sym) { 0, RELA_TO(sym, R_AARCH64_JUMP26), 0 }
#endif
