// SPDX-License-Identifier: GPL-2.0-only
/*
 * symbols.c: which address has (object, name, position)?
 *
 * Positions count from 1 in kallsyms' order among equal names: of addresses in
 * vmlinux, of the symbol table in a module.  Position 0 says that there is one
 * only, and that is checked.
 */
#include <linux/kallsyms.h>

#include "core.h"
#include "ksyms.h"

struct lookup {
	const struct kpatch_object *object;
	const char *name;
	unsigned long sympos;
	unsigned long count;	/* symbols of that name so far */
	unsigned long addr;	/* the one that was asked for */
};

static int consider(struct lookup *lookup, unsigned long addr)
{
	lookup->count++;
	if (lookup->sympos) {
		if (lookup->count < lookup->sympos)
			return 0;
		lookup->addr = addr;
		return 1;
	}
	if (lookup->count == 1)
		lookup->addr = addr;
	return 0;
}

/* Name one candidate by its place behind the object's first text. */
static int report_candidate(struct lookup *lookup, unsigned long addr)
{
	const struct module *mod = lookup->object->mod;
	unsigned long text = mod ? kpatch_text_start(mod) :
				   ksyms.kallsyms_lookup_name("_text");

	lookup->count++;
	pr_err("    %s,%lu: %s+0x%lx, %lu bytes\n", lookup->name,
	       lookup->count, mod ? mod->name : "_text", addr - text,
	       kpatch_symbol_size(addr));
	return 0;
}

struct walk {
	struct lookup *lookup;
	int (*fn)(struct lookup *lookup, unsigned long addr);
};

static int on_match(void *data, unsigned long addr)
{
	struct walk *walk = data;

	return walk->fn(walk->lookup, addr);
}

static int on_symbol(KPATCH_KSYM_ARGS)
{
	struct walk *walk = data;

	if (strcmp(name, walk->lookup->name))
		return 0;
	return walk->fn(walk->lookup, addr);
}

static void walk_vmlinux(struct walk *walk)
{
	if (ksyms.kallsyms_on_each_match_symbol)
		ksyms.kallsyms_on_each_match_symbol(on_match,
						    walk->lookup->name, walk);
	else
		ksyms.kallsyms_on_each_symbol(on_symbol, walk);
}

/*
 * The module's own table, for the kernel's walk over all modules is not in
 * every kernel.  Until init is done the table has init's symbols too: they do
 * not count, so that a position means the same before and after.
 */
static void walk_module(struct walk *walk)
{
	const struct kpatch_object *object = walk->lookup->object;
	const struct mod_kallsyms *kallsyms;
	unsigned int i;

	rcu_read_lock_sched();
	kallsyms = rcu_dereference_sched(object->mod->kallsyms);
	for (i = 0; i < kallsyms->num_symtab; i++) {
		const Elf_Sym *sym = &kallsyms->symtab[i];

		if (sym->st_shndx == SHN_UNDEF ||
		    strcmp(kallsyms->strtab + sym->st_name,
			   walk->lookup->name) ||
		    !within_module_core(sym->st_value, object->mod))
			continue;
		if (walk->fn(walk->lookup, sym->st_value))
			break;
	}
	rcu_read_unlock_sched();
}

static void walk_object(struct lookup *lookup,
			int (*fn)(struct lookup *lookup, unsigned long addr))
{
	struct walk walk = { lookup, fn };

	if (lookup->object->mod)
		walk_module(&walk);
	else
		walk_vmlinux(&walk);
}

static int report_ambiguous(struct lookup *lookup)
{
	pr_err("%s has %lu symbols '%s' and the patch does not say which:\n",
	       lookup->object->name, lookup->count, lookup->name);
	lookup->count = 0;
	walk_object(lookup, report_candidate);
	return -EINVAL;
}

/**
 * kpatch_find_symbol() - resolve a reference
 * @object: vmlinux, or a module that is loaded
 * @name: of the symbol
 * @sympos: its position, or 0 when the name must be unique
 * @addr: where to put the address
 *
 * Return: 0; -ENOENT when there is none, -EINVAL when several claim position
 * 0; both are reported.
 */
int kpatch_find_symbol(const struct kpatch_object *object, const char *name,
		       unsigned long sympos, unsigned long *addr)
{
	struct lookup lookup = {
		.object = object, .name = name, .sympos = sympos,
	};
	int ret = kpatch_step();

	if (ret)
		return ret;
	walk_object(&lookup, consider);

	if (!sympos && lookup.count > 1)
		return report_ambiguous(&lookup);
	if (!lookup.addr) {
		if (lookup.count)
			pr_err("%s has %lu symbols '%s', the patch refers to number %lu\n",
			       object->name, lookup.count, name, sympos);
		else
			pr_err("%s has no symbol '%s'\n", object->name, name);
		return -ENOENT;
	}
	*addr = lookup.addr;
	return 0;
}

/* Bytes from a symbol's start to the next symbol; 0 when addr starts none. */
unsigned long kpatch_symbol_size(unsigned long addr)
{
	unsigned long size, offset;

	if (!ksyms.kallsyms_lookup_size_offset(addr, &size, &offset) || offset)
		return 0;
	return size;
}
