/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kpatch-format.h: what lies inside a patch module for the core.
 *
 * Three programs share this page and nothing else: create-diff-object writes
 * the function table, create-patch-module adds the symbol, relocation and
 * object tables to the linked module, and the core reads all of them.
 *
 * Every pointer is a 64-bit field that the module loader relocates (ABS64
 * against a section of the patch module), so the tables need no fixing up.
 */
#ifndef KPATCH_FORMAT_H
#define KPATCH_FORMAT_H

#ifdef __KERNEL__
#include <linux/types.h>
#else
#include <stdint.h>
typedef uint64_t __u64;
typedef uint32_t __u32;
#endif

/* Goes up whenever a structure below changes; the core refuses any other. */
#define KPATCH_FORMAT_VERSION	3

/*
 * Between create-diff-object and create-patch-module, a reference to
 * something that stays behind is a weak undefined symbol of this form:
 *
 *	.klp.sym.OBJECT.NAME,SYMPOS
 *
 * OBJECT is "vmlinux" or a module's name ('-' written as '_') and holds no
 * dot; NAME may hold dots (foo.isra.0); SYMPOS counts from 1 in address order
 * among the object's symbols of that name, 0 says that the name is unique.
 */
#define KPATCH_SYM_PREFIX	".klp.sym."

/* Section names. */
#define KPATCH_SEC_FUNCS	".kpatch.funcs"		/* struct kpatch_func_entry[] */
#define KPATCH_SEC_STRINGS	".kpatch.strings"	/* NUL-terminated strings */
#define KPATCH_SEC_FORCE	".kpatch.force"		/* addresses of new functions */
/* struct kpatch_callback_entry[], placed by the author's macros: */
#define KPATCH_SEC_PRE_PATCH	".kpatch.callbacks.pre_patch"
#define KPATCH_SEC_POST_PATCH	".kpatch.callbacks.post_patch"
#define KPATCH_SEC_PRE_UNPATCH	".kpatch.callbacks.pre_unpatch"
#define KPATCH_SEC_POST_UNPATCH	".kpatch.callbacks.post_unpatch"
#define KPATCH_SEC_STATES	".kpatch.states"	/* struct kpatch_state_entry[] */
/* Author's word for create-diff-object alone, dropped from its output: */
#define KPATCH_SEC_IGNORE_FUNCS	".kpatch.ignore.functions"	/* addresses */
#define KPATCH_SEC_IGNORE_SECS	".kpatch.ignore.sections"	/* const char *[] */
#define KPATCH_SEC_IGNORE_LAYOUTS ".kpatch.ignore.layouts"	/* const char *[] */
#define KPATCH_SEC_TABLES	".kpatch.tables"	/* struct kpatch_tables, one */
#define KPATCH_SEC_SYMBOLS	".kpatch.symbols"	/* struct kpatch_symbol_entry[] */
#define KPATCH_SEC_RELAS	".kpatch.relas"		/* Elf64_Rela[] */
#define KPATCH_SEC_RELSECS	".kpatch.relsecs"	/* struct kpatch_relsec_entry[] */
#define KPATCH_SEC_OBJECTS	".kpatch.objects"	/* struct kpatch_object_entry[] */
#define KPATCH_SEC_LATE		".kpatch.late"		/* struct kpatch_late_entry[] */
#define KPATCH_SEC_PLACES	".kpatch.places"	/* struct kpatch_place_entry[] */

/* The author chose this function; do not look for it on any stack. */
#define KPATCH_FUNC_FORCE	(1u << 0)
/*
 * new_addr is 0: nothing to redirect.  The entry names a part of a replaced
 * function that the compiler put elsewhere (foo.cold): a task may sleep there
 * with foo itself nowhere on its stack.
 */
#define KPATCH_FUNC_STACK_ONLY	(1u << 1)

/* One function to replace.  Written by create-diff-object. */
struct kpatch_func_entry {
	__u64 new_addr;		/* the replacement, in the patch module */
	__u64 name;		/* const char *: original function */
	__u64 objname;		/* const char *: "vmlinux" or module name */
	__u64 sympos;		/* 0: must be unique */
	__u64 flags;		/* KPATCH_FUNC_* */
};

/*
 * One callback.  The author's macro sets the function and leaves objname 0;
 * create-diff-object fills it in, for it knows whose object it looks at.
 */
struct kpatch_callback_entry {
	__u64 callback;		/* void or int (*)(struct kpatch_object *) */
	__u64 objname;		/* const char * */
};

/*
 * One state of the system that the patch sets up and that outlives it when a
 * newer patch replaces it; placed by the author's macro, read and written by
 * the author's callbacks as struct kpatch_state (kpatch.h).
 */
struct kpatch_state_entry {
	__u64 id;
	__u64 version;		/* a newer patch has this one, or a higher one */
	__u64 data;		/* the callbacks' own */
};

/*
 * One symbol that the core resolves.  Relocations name it by index + 1 in
 * ELF64_R_SYM(r_info): index 0 is ELF's null symbol.
 */
struct kpatch_symbol_entry {
	__u64 name;		/* const char * */
	__u64 objname;		/* const char * */
	__u64 sympos;
	__u64 flags;		/* 0; none are defined */
};

/*
 * The relocations of one section of the patch module that refer to symbols of
 * one object; applied when that object is there.
 */
struct kpatch_relsec_entry {
	__u64 dest;		/* the section they apply to, r_offset 0 */
	__u64 relas;		/* const Elf64_Rela * */
	__u64 nrelas;
	__u64 objname;		/* const char * */
};

#define KPATCH_BUILD_ID_MAX	32

/* One object that the patch was built against. */
struct kpatch_object_entry {
	__u64 name;		/* const char * */
	__u64 srcversion;	/* const char *, or 0 when the object has none */
	__u64 build_id_len;	/* bytes; 0 when the object has none */
	unsigned char build_id[KPATCH_BUILD_ID_MAX];
};

/*
 * Tables that the module loader would have acted on before the references
 * inside them, or inside the code that they describe, were resolved.  They
 * travel under names that the loader does not know, and the core hands them to
 * the kernel's own functions once the references of objname are resolved.
 */
enum kpatch_late_kind {
	KPATCH_LATE_ALTERNATIVES = 1,	/* .altinstructions */
	KPATCH_LATE_PARAVIRT,		/* .parainstructions */
	KPATCH_LATE_JUMP_LABELS,	/* __jump_table */
	KPATCH_LATE_STATIC_CALLS,	/* .static_call_sites */
};

struct kpatch_late_entry {
	__u64 kind;		/* enum kpatch_late_kind */
	__u64 start;		/* first byte of the table */
	__u64 size;		/* bytes */
	__u64 objname;		/* const char *: the object it waits for */
};

/*
 * Where a symbol that the patch names lies in the vmlinux that it was made for,
 * or the data of a module.
 *
 * A kernel without KALLSYMS_ALL does not list its data, so a name alone does
 * not find them, and positions among symbols that are not all listed mean
 * nothing.  The build id says that the running kernel is that vmlinux, so what
 * is so far from _stext there is so far from it here.  Where the kernel lists
 * the symbol, it must be at the same place.
 *
 * A module's data lie where the module loader puts its sections, one part of its
 * memory after the other.  What is known to lie in a part tells whether the loader
 * did so: KPATCH_PLACE_ID_NOTE and KPATCH_PLACE_SELF name that.
 */
struct kpatch_place_entry {
	__u64 name;		/* const char * */
	__u64 objname;		/* const char * */
	__u64 sympos;		/* as the function or symbol entry has it */
	__u64 offset;		/* from _stext, as a signed number; or in the part */
	__u64 flags;		/* KPATCH_PLACE_* */
};

/* offset is the symbol's value, which KASLR leaves alone (per-CPU data on x86). */
#define KPATCH_PLACE_ABSOLUTE	(1u << 0)
/* The part of a module's memory. */
#define KPATCH_PLACE_RODATA	(1u << 1)
#define KPATCH_PLACE_RO_INIT	(1u << 2)	/* read-only after init */
#define KPATCH_PLACE_DATA	(1u << 3)
#define KPATCH_PLACE_PERCPU	(1u << 4)
#define KPATCH_PLACE_PARTS	(KPATCH_PLACE_RODATA | KPATCH_PLACE_RO_INIT | \
				 KPATCH_PLACE_DATA | KPATCH_PLACE_PERCPU)
/* No place: offset is the position of a module's function where its data have no names. */
#define KPATCH_PLACE_IN_TEXT	(1u << 5)

/* The sections of a module's build id, and of what the kernel knows it by. */
#define KPATCH_PLACE_ID_NOTE	".note.gnu.build-id"
#define KPATCH_PLACE_SELF	".gnu.linkonce.this_module"

/*
 * Where the CPU's relocations reach less far than the kernel is, calls go through
 * a few instructions in the module, addresses through a word.  The module loader
 * makes room for those that it sees.  What a symbol of ours needs stands in a
 * slot, in the order of the symbols, in a section that is executable.
 */
#define KPATCH_SEC_SLOTS	".kpatch.slots"
#define KPATCH_SLOT_SIZE	40

#if defined(__KERNEL__) && defined(CONFIG_PPC64)
extern char kpatch_toc[] asm(".TOC.");
#define KPATCH_TOC ((unsigned long)kpatch_toc)
#else
#define KPATCH_TOC 0
#endif

/* The patch takes the place of all that are loaded, instead of adding to them. */
#define KPATCH_TABLES_REPLACE	(1u << 0)

/*
 * The root, defined by the hook that every patch module is linked with.
 *
 * Two kinds of tables.  Those that the objects of the patch contribute to are
 * gathered by the linker script and set by the hook; they run from their first
 * byte to the byte after their last one (*_end), for an initialiser can hold
 * an address but no quotient of addresses.  Those that create-patch-module
 * adds to the finished module have an address, which is an ABS64 relocation in
 * .rela.kpatch.tables, and a count of entries, which is plain data; the hook
 * leaves them 0.
 */
struct kpatch_tables {
	__u64 version;		/* KPATCH_FORMAT_VERSION */
	__u64 flags;		/* KPATCH_TABLES_* */

	/* set by the hook */
	__u64 funcs, funcs_end;
	__u64 pre_patch, pre_patch_end;
	__u64 post_patch, post_patch_end;
	__u64 pre_unpatch, pre_unpatch_end;
	__u64 post_unpatch, post_unpatch_end;
	__u64 states, states_end;
	__u64 toc;		/* ppc64le: the patch module's TOC pointer; else 0 */
	__u64 reserved;		/* 0 */

	/* set by create-patch-module */
	__u64 symbols, nsymbols;
	__u64 relsecs, nrelsecs;
	__u64 objects, nobjects;
	__u64 late, nlate;
	__u64 places, nplaces;
	__u64 slots, nslots;	/* 0, or one for each symbol */
};

#endif /* KPATCH_FORMAT_H */
