// SPDX-License-Identifier: GPL-2.0-only
/*
 * tables.c: which sections are tables, how long is an entry, what does it describe?
 *
 * The compiler's and the kernel's tables hold entries about code: the first
 * field of each leads to what the entry is about, its subject.  An entry goes
 * into the patch exactly when its subject does.
 */
#include "tables.h"

#include "debuginfo.h"
#include "diag.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/*
 * powerpc's struct fixup_entry: mask, value, start, end, start and end of the
 * alternative.  All count from the entry's start; the ends are the bytes after
 * what they delimit, and may be the start of something else.
 */
static int64_t feature_field_bias(const struct piece *entry, const struct rela *rela)
{
	uint64_t field = rela->offset - entry->start;

	return -(int64_t)field - (field == 24 || field == 40);
}

#define FEATURE_FIXUP \
	.fixed_size = 48, .subject_at = 16, .field_bias = feature_field_bias, .compared = true

static const struct table tables[] = {
	{ .section = ".altinstructions", .size_env = "ALT_STRUCT_SIZE",
	  .struct_name = "alt_instr", .code_relas = 2,
	  .replaces_code = true, .compared = true },
	{ .section = ".parainstructions", .size_env = "PARA_STRUCT_SIZE",
	  .struct_name = "paravirt_patch_site", .code_relas = 1,
	  .compared = true },
	{ .section = "__ex_table", .size_env = "EX_STRUCT_SIZE",
	  .struct_name = "exception_table_entry", .code_relas = 2,
	  .compared = true },
	{ .section = "__bug_table", .size_env = "BUG_STRUCT_SIZE",
	  .struct_name = "bug_entry", .code_relas = 1,
	  .compared = true, .has_line = true, .learn = bug_learn, .field_bias = bug_field_bias },
	{ .section = "__jump_table", .size_env = "JUMP_STRUCT_SIZE",
	  .struct_name = "jump_entry", .code_relas = 2,
	  .compared = true, .keyed = "static key" },
	{ .section = ".static_call_sites", .size_env = "STATIC_CALL_STRUCT_SIZE",
	  .struct_name = "static_call_site",
	  .code_relas = 1, .compared = true, .keyed = "static call" },
	{ .section = ".smp_locks", .fixed_size = 4 },
	{ .section = ".retpoline_sites", .fixed_size = 4 },
	{ .section = ".return_sites", .fixed_size = 4 },
	{ .section = ".call_sites", .fixed_size = 4 },
	{ .section = ".ibt_endbr_seal", .fixed_size = 4 },
	{ .section = ".cfi_sites", .fixed_size = 4 },
	{ .section = ".kcfi_traps", .fixed_size = 4 },
	{ .section = "__mcount_loc", .fixed_size = 8, .fentry = true },
	{ .section = "__patchable_function_entries", .fixed_size = 8, .fentry = true },
	{ .section = ".orc_unwind_ip", .fixed_size = 4,
	  .companion = ".orc_unwind", .companion_env = "ORC_STRUCT_SIZE" },
	/* s390: what to rewrite when the CPU needs no expolines; field by field */
	{ .section = ".s390_indirect_jump", .fixed_size = 4 },
	{ .section = ".s390_indirect_call", .fixed_size = 4 },
	{ .section = ".s390_indirect_branches", .fixed_size = 4 },
	{ .section = ".s390_return_mem", .fixed_size = 4 },
	{ .section = ".s390_return_reg", .fixed_size = 4 },
	/* powerpc: what to rewrite on a CPU that has a feature, or needs a barrier */
	{ .section = "__ftr_fixup", FEATURE_FIXUP },
	{ .section = "__mmu_ftr_fixup", FEATURE_FIXUP },
	{ .section = "__fw_ftr_fixup", FEATURE_FIXUP },
	{ .section = "__lwsync_fixup", .fixed_size = 8 },
	{ .section = "__stf_entry_barrier_fixup", .fixed_size = 8 },
	{ .section = "__stf_exit_barrier_fixup", .fixed_size = 8 },
	{ .section = "__uaccess_flush_fixup", .fixed_size = 8 },
	{ .section = "__entry_flush_fixup", .fixed_size = 8 },
	{ .section = "__scv_entry_flush_fixup", .fixed_size = 8 },
	{ .section = "__rfi_flush_fixup", .fixed_size = 8 },
	{ .section = "__barrier_nospec_fixup", .fixed_size = 8 },
	{ .section = "__spec_barrier_fixup", .fixed_size = 8 },
	{ .section = "__btb_flush_fixup", .fixed_size = 8 },
	/* powerpc: where interrupts count as masked, and where one makes it start anew */
	{ .section = "__soft_mask_table", .fixed_size = 16 },
	{ .section = "__restart_table", .fixed_size = 24 },
	/* loongarch: absolute addresses to adjust when the kernel moves */
	{ .section = ".la_abs", .fixed_size = 16 },
	/* Pointers.  PRINTK_INDEX_STRUCT_SIZE, which pipelines set, is the size of what they point to. */
	{ .section = ".printk_index", .fixed_size = 8 },
	{ .section = "__tracepoints_ptrs" },
};

#define NTABLES (sizeof(tables) / sizeof(tables[0]))

const struct table *table_find(const char *name)
{
	for (size_t i = 0; i < NTABLES; i++) {
		if (!strcmp(tables[i].section, name))
			return &tables[i];
	}
	return NULL;
}

int64_t table_field_bias(const struct piece *entry, const struct rela *rela)
{
	return entry->table->field_bias ? entry->table->field_bias(entry, rela) : 0;
}

bool table_is_companion(const char *name)
{
	for (size_t i = 0; i < NTABLES; i++) {
		if (tables[i].companion && !strcmp(tables[i].companion, name))
			return true;
	}
	return false;
}

static int size_from_env(const char *env, uint64_t *size)
{
	const char *value = env ? getenv(env) : NULL;
	char *end;

	*size = 0;
	if (!value || !*value)
		return 0;
	errno = 0;
	*size = strtoull(value, &end, 10);
	if (errno || *end || !*size || *size > 4096) {
		error("environment variable %s is '%s': a size in bytes (1 to 4096) is wanted",
		      env, value);
		return -1;
	}
	return 0;
}

/* How many entries do the relocations speak of? */
static uint64_t count_entries(const struct section *sec, const struct table *table)
{
	uint64_t n = 0;

	if (!table->code_relas)
		return sec->nrelas;
	for (size_t i = 0; i < sec->nrelas; i++) {
		const struct section *to = sec->relas[i].sym->sec;

		n += to && section_is_exec(to);
	}
	return n % table->code_relas ? 0 : n / table->code_relas;
}

/* Which 4-byte words of the entry at @at have relocations, as bits. */
static uint64_t relocated_words(const struct section *sec, uint64_t at, uint64_t size)
{
	uint64_t words = 0;

	for (size_t r = kelf_rela_at(sec, at); r < sec->nrelas; r++) {
		if (sec->relas[r].offset >= at + size)
			break;
		words |= 1ULL << (sec->relas[r].offset - at) / 4;
	}
	return words;
}

static bool entries_look_alike(const struct section *sec, uint64_t size)
{
	uint64_t first = relocated_words(sec, 0, size);

	/* Where each word has one, any size fits. */
	if (sec->size % size || !(first & 1) || first == (1ULL << (size / 4)) - 1)
		return false;
	for (uint64_t at = size; at < sec->size; at += size) {
		if (relocated_words(sec, at, size) != first)
			return false;
	}
	return true;
}

/* The shortest entry for which all have relocations in the same places, or 0. */
static uint64_t size_from_pattern(const struct section *sec)
{
	for (uint64_t size = 8; size <= 64 && size <= sec->size; size += 4) {
		if (entries_look_alike(sec, size))
			return size;
	}
	return 0;
}

/* The relocation that leads to the subject has its place in the entry, so each must have one there. */
static bool entries_have_subjects(const struct section *sec, const struct table *table, uint64_t size)
{
	for (uint64_t at = table->subject_at; at < sec->size; at += size) {
		size_t r = kelf_rela_at(sec, at);

		if (r == sec->nrelas || sec->relas[r].offset != at)
			return false;
	}
	return true;
}

/* By the object's debug info, which is read once for all tables. */
static uint64_t size_from_debug_info(struct object *obj, const struct table *table)
{
	if (!table->struct_name)
		return 0;
	if (!obj->struct_sizes) {
		obj->struct_sizes = kelf_alloc(obj->elf, NTABLES * sizeof(*obj->struct_sizes));
		for (size_t i = 0; i < NTABLES; i++)
			obj->struct_sizes[i].name = tables[i].struct_name;
		debuginfo_struct_sizes(obj->elf->path, obj->struct_sizes, NTABLES);
	}
	return obj->struct_sizes[table - tables].size;
}

static uint64_t size_from_relas(const struct section *sec, const struct table *table)
{
	uint64_t n = count_entries(sec, table);
	uint64_t size = n && sec->size % n == 0 ? sec->size / n : 0;

	if (!size || !entries_have_subjects(sec, table, size))
		size = size_from_pattern(sec);
	return size;
}

int table_measure(struct object *obj, struct section *sec)
{
	struct cut *cut = cut_of(sec);
	const struct table *table = cut->table;
	uint64_t size;

	if (size_from_env(table->size_env, &size))
		return -1;
	if (!size)
		size = table->fixed_size;
	if (!size)
		size = size_from_debug_info(obj, table);
	if (!size)
		size = size_from_relas(sec, table);
	if (!size || sec->size % size || !entries_have_subjects(sec, table, size)) {
		error("%s: %s: the size of an entry cannot be told from its relocations; set %s",
		      sec->elf->name, sec->name,
		      table->size_env ? table->size_env : "no variable: the object is damaged");
		return -1;
	}
	cut->entry_size = size;
	return table->learn ? table->learn(sec) : 0;
}

/* Entries of the companion must be as many as those of the table. */
static int check_companion(struct object *obj, const struct section *sec)
{
	const struct cut *cut = cut_of(sec);
	struct section *companion;
	uint64_t n = cut->npieces, size;

	if (!cut->table->companion)
		return 0;
	companion = kelf_find_section(obj->elf, cut->table->companion);
	if (size_from_env(cut->table->companion_env, &size))
		return -1;
	if (companion && n && !size)
		size = companion->size / n;
	if (!companion || !size || companion->size != n * size || companion->nrelas) {
		error("%s: %s does not match %s entry by entry", obj->elf->name,
		      cut->table->companion, sec->name);
		return -1;
	}
	cut_of(companion)->entry_size = size;
	cut_of(sec)->companion = companion;
	return 0;
}

static size_t subject_rela(const struct piece *entry)
{
	return kelf_rela_at(entry->sec, entry->start + entry->table->subject_at);
}

/* Hang each entry on the piece that it describes. */
static int describe(struct object *obj, struct section *sec)
{
	struct cut *cut = cut_of(sec);

	for (size_t i = 0; i < cut->npieces; i++) {
		struct piece *entry = cut->pieces[i];
		struct piece *subject = target_of(sec, subject_rela(entry))->piece;

		entry->subject = subject;
		if (!subject)
			continue;
		if (subject->last_entry)
			subject->last_entry->next_entry = entry;
		else
			subject->entries = entry;
		subject->last_entry = entry;
		if (cut->table->fentry)
			subject->has_fentry = true;
	}
	return check_companion(obj, sec);
}

static bool has_fentry_table(const struct kelf *elf)
{
	for (size_t i = 1; i < elf->nsecs; i++) {
		const struct cut *cut = cut_of(elf->secs[i]);

		if (cut->role == ROLE_TABLE && cut->table->fentry)
			return true;
	}
	return false;
}

/* Where no table names the entry calls, as before recordmcount ran, the code shows them. */
static void find_entry_calls(struct object *obj)
{
	const struct arch *arch = obj->elf->arch;

	if (!arch->calls_tracer || has_fentry_table(obj->elf))
		return;
	for (size_t i = 0; i < obj->npieces; i++) {
		struct piece *piece = obj->pieces[i];

		if (is_func(piece) && piece->sec->data)
			piece->has_fentry = arch->calls_tracer(piece->sec, piece->sym->sym.st_value,
							       piece->end);
	}
}

int describe_tables(struct diff *diff)
{
	struct object *objs[] = { &diff->orig, &diff->patched };

	for (size_t o = 0; o < 2; o++) {
		struct kelf *elf = objs[o]->elf;

		for (size_t i = 1; i < elf->nsecs; i++) {
			if (cut_of(elf->secs[i])->role == ROLE_TABLE &&
			    describe(objs[o], elf->secs[i]))
				return -1;
		}
		find_entry_calls(objs[o]);
	}
	return 0;
}
