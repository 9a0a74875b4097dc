// SPDX-License-Identifier: GPL-2.0-only
/*
 * cause.c: why is the code another than the shipped one: compiler, config or source?
 *
 * The compiler names itself in .comment.  Options that instrument code show in
 * the helpers that it calls.  Options can touch most functions of an object, a
 * change of source touches a few; which it is, code alone does not say.
 */
#include "match.h"

#include <stdio.h>
#include <string.h>

/* Helpers that a configuration option has called from everywhere. */
static const struct {
	const char *prefix, *option;
} marks[] = {
	{ "__fentry__", "CONFIG_FUNCTION_TRACER" },
	{ "__stack_chk_fail", "CONFIG_STACKPROTECTOR" },
	{ "__x86_return_thunk", "CONFIG_RETHUNK" },
	{ "__x86_indirect_thunk_", "CONFIG_RETPOLINE" },
	{ "__SCT__preempt_schedule", "CONFIG_PREEMPT_DYNAMIC" },
	{ "__SCT__might_resched", "CONFIG_PREEMPT_DYNAMIC" },
	{ "__SCT__cond_resched", "CONFIG_PREEMPT_DYNAMIC" },
	{ "__asan_", "CONFIG_KASAN" },
	{ "__tsan_", "CONFIG_KCSAN" },
	{ "__ubsan_", "CONFIG_UBSAN" },
	{ "__sanitizer_cov_", "CONFIG_KCOV" },
	{ "lock_acquire", "CONFIG_LOCKDEP" },
	{ "lock_release", "CONFIG_LOCKDEP" },
	{ "lockdep_", "CONFIG_LOCKDEP" },
	{ "rcu_lockdep_", "CONFIG_PROVE_RCU" },
	{ "__might_sleep", "CONFIG_DEBUG_ATOMIC_SLEEP" },
	{ "debug_smp_processor_id", "CONFIG_DEBUG_PREEMPT" },
	{ "preempt_count_add", "CONFIG_PREEMPT_TRACER or CONFIG_DEBUG_PREEMPT" },
	{ "__list_add_valid", "CONFIG_DEBUG_LIST" },
	{ "__list_del_entry_valid", "CONFIG_DEBUG_LIST" },
	{ "__check_object_size", "CONFIG_HARDENED_USERCOPY" },
	{ "fortify_panic", "CONFIG_FORTIFY_SOURCE" },
	{ "__cfi_", "CONFIG_CFI_CLANG" },
};

static const char *compiler_of(const struct kelf *elf, const char *wanted)
{
	const struct section *sec = kelf_find_section(elf, ".comment");

	if (!sec || !sec->data || !sec->size || sec->data[sec->size - 1])
		return NULL;
	for (const char *s = (const char *)sec->data, *end = s + sec->size; s < end; s += strlen(s) + 1)
		if (*s && (!wanted || !strcmp(s, wanted)))
			return s;
	return NULL;
}

static bool range_uses(const struct section *sec, uint64_t start, uint64_t end, const char *prefix)
{
	for (size_t r = kelf_rela_at(sec, start); r < sec->nrelas && sec->relas[r].offset < end; r++)
		if (!strncmp(sec->relas[r].sym->name, prefix, strlen(prefix)))
			return true;
	return false;
}

static bool code_uses(const struct symbol *func, const char *prefix)
{
	return range_uses(func->sec, func->sym.st_value, func->sym.st_value + func->sym.st_size, prefix);
}

static bool object_uses(const struct kelf *elf, const char *prefix)
{
	for (size_t i = 1; i < elf->nsecs; i++)
		if (section_is_exec(elf->secs[i]) && range_uses(elf->secs[i], 0, UINT64_MAX, prefix))
			return true;
	return false;
}

/* Who makes the helpers says nothing of who is compiled to call them. */
static bool object_defines(const struct kelf *elf, const char *prefix)
{
	for (size_t i = 1; i < elf->nsyms; i++)
		if (elf->syms[i]->sec && !strncmp(elf->syms[i]->name, prefix, strlen(prefix)))
			return true;
	return false;
}

static bool parent_has(const struct parent *parent, const char *prefix)
{
	for (size_t i = 0; i < parent->n; i++)
		if (!strncmp(parent->by_name[i]->name, prefix, strlen(prefix)))
			return true;
	return false;
}

/* Only what the linked code calls directly: a 32-bit distance to the symbol. */
static bool shipped_uses(const struct parent *parent, const struct symbol *func, const char *prefix)
{
	uint64_t start = func->sym.st_value - func->sec->sh.sh_addr;

	if (parent->elf->eh.e_type == ET_REL)
		return code_uses(func, prefix);
	for (size_t i = 0; i < parent->n; i++) {
		const struct symbol *sym = parent->by_name[i];

		if (strncmp(sym->name, prefix, strlen(prefix)) != 0)
			continue;
		for (uint64_t at = 0; at + 4 <= func->sym.st_size; at++) {
			uint64_t value = kelf_get(parent->elf, func->sec->data + start + at, 4);
			uint64_t distance = sym->sym.st_value - (func->sym.st_value + at + 4);

			if (value == (distance & UINT32_MAX))
				return true;
		}
	}
	return false;
}

const char *other_compiler(struct kelf *orig, const struct parent *parent)
{
	const char *ours = compiler_of(orig, NULL), *theirs = compiler_of(parent->elf, NULL);

	if (!ours || !theirs || compiler_of(parent->elf, ours))
		return NULL;
	return kelf_printf(orig, "the compiler: %s here, %s there", ours, theirs);
}

const char *likely_cause(struct kelf *orig, const struct parent *parent,
			 const struct symbol *func, const struct symbol *shipped,
			 const struct tally *tally)
{
	const char *compiler = other_compiler(orig, parent);

	if (compiler)
		return compiler;
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		const char *prefix = marks[i].prefix;

		if (object_defines(orig, prefix))
			continue;
		/* one function may use it by chance; that no other does is no chance */
		if (!object_uses(orig, prefix) && shipped_uses(parent, shipped, prefix))
			return kelf_printf(orig, "the config: %s is missing here, for only the shipped code uses %s*",
					   marks[i].option, prefix);
		if (code_uses(func, prefix) && parent->elf->eh.e_type != ET_REL && !parent_has(parent, prefix))
			return kelf_printf(orig, "the config: %s is set here only, for the shipped kernel has no %s*",
					   marks[i].option, prefix);
	}
	if (tally->differ * 2 > tally->compared && tally->compared >= 4)
		return kelf_printf(orig, "the config, for %zu of the %zu functions of this object differ",
				   tally->differ, tally->compared);
	if (tally->constants == tally->differ)
		return kelf_printf(orig, "a constant or the layout of a structure, so the source or the config (%zu of the %zu functions of this object differ)",
				   tally->differ, tally->compared);
	return kelf_printf(orig, "the source or the config (%zu of the %zu functions of this object differ)",
			   tally->differ, tally->compared);
}
