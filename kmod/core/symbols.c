// SPDX-License-Identifier: GPL-2.0-only
/*
 * symbols.c: which address has (object, name, position)?
 *
 * Positions count from 1 in kallsyms' order among equal names: of addresses in
 * vmlinux, of the symbol table in a module.  Position 0 says that there is one
 * only, and that is checked.  A patch may also say where its build of the kernel
 * has the symbol.
 */
#include <linux/kallsyms.h>

#include "core.h"
#include "ksyms.h"

struct lookup {
	const struct kpatch_object *object;
	const char *name;
	unsigned long sympos;
	bool in_text;		/* data do not count, listed or not */
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

/* Bytes from a symbol's start to the next symbol; 0 when addr starts none. */
unsigned long kpatch_symbol_size(unsigned long addr)
{
	unsigned long size, offset;

	if (!kernel_call(kallsyms_lookup_size_offset)(addr, &size, &offset) || offset)
		return 0;
	return size;
}

/* Name one candidate by its place behind the object's first text. */
static int report_candidate(struct lookup *lookup, unsigned long addr)
{
	const struct module *mod = lookup->object->mod;
	unsigned long text = mod ? kpatch_text_start(mod) :
				   kernel_call(kallsyms_lookup_name)("_stext");

	lookup->count++;
	pr_err("    %s,%lu: %s+0x%lx, %lu bytes\n", lookup->name,
	       lookup->count, mod ? mod->name : "_stext", addr - text,
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

	if (KPATCH_KSYM_OF_MODULE)
		return 1;	/* vmlinux comes first */
	if (strcmp(name, walk->lookup->name))
		return 0;
	return walk->fn(walk->lookup, addr);
}

/* From 5.12 to 6.1 a kernel without livepatch has neither. */
static bool can_walk(const struct lookup *lookup)
{
	return lookup->object->mod || ksyms.kallsyms_on_each_match_symbol ||
	       ksyms.kallsyms_on_each_symbol;
}

static void walk_vmlinux(struct walk *walk)
{
	if (ksyms.kallsyms_on_each_match_symbol) {
		kernel_call(kallsyms_on_each_match_symbol)
			(on_match, walk->lookup->name, walk);
		return;
	}
	kpatch_hold_modules();
	kernel_call(kallsyms_on_each_symbol)(on_symbol, walk);
	kpatch_release_modules();
}

/* A module's per-CPU variables are not where the rest of it is. */
static bool is_percpu(unsigned long addr, const struct module *mod)
{
#ifdef CONFIG_SMP
	return addr - (__force unsigned long)mod->percpu < mod->percpu_size;
#else
	return false;
#endif
}

static bool is_text(unsigned long addr, const struct module *mod)
{
	return addr - kpatch_text_start(mod) < kpatch_text_size(mod);
}

/* In what stays when its init is done, and asked for. */
static bool counts(const struct lookup *lookup, unsigned long addr)
{
	const struct module *mod = lookup->object->mod;

	if (lookup->in_text)
		return is_text(addr, mod);
	return within_module_core(addr, mod) || is_percpu(addr, mod);
}

/* Until init is done the module's table has all symbols, whatever is kept then. */
static bool lists_all(struct module *mod)
{
	bool all;

	rcu_read_lock_sched();
	all = rcu_dereference_sched(mod->kallsyms) != &mod->core_kallsyms;
	rcu_read_unlock_sched();
	return all;
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
		    !counts(walk->lookup, sym->st_value))
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

/**
 * kpatch_module_symbol() - find a name in a module's own table
 * @mod: cannot go away
 * @name: of the symbol
 *
 * The kernel's lookup of "module:name" looks through all of vmlinux first, too
 * long for every look at the stacks.
 *
 * Return: the address of the first one; 0 when there is none.
 */
unsigned long kpatch_module_symbol(struct module *mod, const char *name)
{
	const struct kpatch_object object = { .name = mod->name, .mod = mod };
	struct lookup lookup = {
		.object = &object, .name = name, .sympos = 1,
	};

	walk_object(&lookup, consider);
	return lookup.addr;
}

static int report_ambiguous(struct lookup *lookup)
{
	pr_err("%s has %lu symbols '%s' and the patch does not say which:\n",
	       lookup->object->name, lookup->count, lookup->name);
	lookup->count = 0;
	walk_object(lookup, report_candidate);
	return -EINVAL;
}

static int report_missing(const struct lookup *lookup)
{
	if (lookup->count)
		pr_err("%s has %lu symbols '%s', the patch refers to number %lu\n",
		       lookup->object->name, lookup->count, lookup->name,
		       lookup->sympos);
	else
		pr_err("%s has no symbol '%s'\n", lookup->object->name,
		       lookup->name);
	return -ENOENT;
}

static int find_by_position(struct lookup *lookup)
{
	walk_object(lookup, consider);
	if (!lookup->sympos && lookup->count > 1)
		return report_ambiguous(lookup);
	return lookup->addr ? 0 : report_missing(lookup);
}

static int report_no_place(const struct lookup *lookup)
{
	pr_err("the patch does not say where '%s' is, and this kernel cannot tell whether it has several\n",
	       lookup->name);
	return -EOPNOTSUPP;
}

static int is_there(struct lookup *lookup, unsigned long addr)
{
	lookup->count += addr == lookup->addr;
	return lookup->count;
}

/* Does the kernel list the symbol at the address? */
static bool lists(struct lookup *lookup, unsigned long addr)
{
	char said[KSYM_SYMBOL_LEN];

	lookup->addr = addr;
	if (can_walk(lookup)) {
		walk_object(lookup, is_there);
		return lookup->count;
	}
	/* One of several names of an address: a refusal at worst. */
	sprint_symbol_no_offset(said, addr);
	return kpatch_symbol_size(addr) && !strcmp(said, lookup->name);
}

/*
 * By its place alone, where the kernel does not list all symbols; but what it
 * does list must be there.
 */
static int find_by_place(struct lookup *lookup, unsigned long place)
{
	unsigned long size, offset;

	if (lists(lookup, place))
		return 0;
	/* of a module's data kallsyms would name the text before them */
	if (lookup->object->mod ? !lists_all(lookup->object->mod) :
	    !kernel_call(kallsyms_lookup_size_offset)(place, &size, &offset))
		return 0;
	pr_err("%s has no symbol '%s' where the kernel that the patch was made for has it\n",
	       lookup->object->name, lookup->name);
	return -ENOENT;
}

static int find_by_both(struct lookup *lookup, unsigned long place)
{
	int ret = find_by_position(lookup);

	if (ret || lookup->addr == place)
		return ret;
	pr_err("%s has symbol '%s' elsewhere than the kernel that the patch was made for\n",
	       lookup->object->name, lookup->name);
	return -EINVAL;
}

/**
 * kpatch_find_symbol() - resolve a reference
 * @obj: a loaded object, of the build that its patch was made for
 * @name: of the symbol
 * @sympos: its position, or 0 when the name must be unique
 * @addr: where to put the address
 *
 * Return: 0; -ENOENT when there is none, -EINVAL when several claim position
 * 0, or when it is not where it should be; all are reported, as is what
 * kpatch_find_place() says.
 */
int kpatch_find_symbol(const struct kpatch_obj *obj, const char *name,
		       unsigned long sympos, unsigned long *addr)
{
	struct lookup lookup = {
		.object = &obj->pub, .name = name, .sympos = sympos,
	};
	unsigned long place, in_text;
	int ret = kpatch_step();

	if (ret)
		return ret;
	in_text = kpatch_position_in_text(obj, name, sympos);
	if (in_text) {
		lookup.sympos = in_text;
		lookup.in_text = true;
	}
	ret = kpatch_find_place(obj, name, sympos, &place);
	if (ret == -ENOENT)
		ret = can_walk(&lookup) ? find_by_position(&lookup) :
					  report_no_place(&lookup);
	else if (ret)
		return ret;
	else if (KPATCH_DATA_LISTED && can_walk(&lookup))
		ret = find_by_both(&lookup, place);
	else
		ret = find_by_place(&lookup, place);
	if (!ret)
		*addr = lookup.addr;
	return ret;
}
