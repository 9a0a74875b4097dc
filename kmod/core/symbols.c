// SPDX-License-Identifier: GPL-2.0-only
/*
 * symbols.c: which address has (object, name, position)?
 *
 * Positions count from 1, in address order, which is kallsyms' order among
 * equal names.  Position 0 says that there is one only, and that is checked.
 */
#include <linux/kallsyms.h>

#include "core.h"
#include "ksyms.h"

struct lookup {
	const char *objname;
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

/* Name one candidate by what System.map shows too: its place behind _text. */
static int report_candidate(struct lookup *lookup, unsigned long addr)
{
	unsigned long text = ksyms.kallsyms_lookup_name("_text");

	lookup->count++;
	pr_err("    %s,%lu: _text+0x%lx, %lu bytes\n", lookup->name,
	       lookup->count, addr - text, kpatch_symbol_size(addr));
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

static void walk_vmlinux(struct lookup *lookup,
			 int (*fn)(struct lookup *lookup, unsigned long addr))
{
	struct walk walk = { lookup, fn };

	if (ksyms.kallsyms_on_each_match_symbol)
		ksyms.kallsyms_on_each_match_symbol(on_match, lookup->name,
						    &walk);
	else
		ksyms.kallsyms_on_each_symbol(on_symbol, &walk);
}

static int report_ambiguous(struct lookup *lookup)
{
	pr_err("%s has %lu symbols '%s' and the patch does not say which:\n",
	       lookup->objname, lookup->count, lookup->name);
	lookup->count = 0;
	walk_vmlinux(lookup, report_candidate);
	return -EINVAL;
}

/**
 * kpatch_find_symbol() - resolve a reference
 * @objname: a loaded object
 * @name: of the symbol
 * @sympos: its position, or 0 when the name must be unique
 * @addr: where to put the address
 *
 * Return: 0; -ENOENT when there is none, -EINVAL when several claim position
 * 0; both are reported.
 */
int kpatch_find_symbol(const char *objname, const char *name,
		       unsigned long sympos, unsigned long *addr)
{
	struct lookup lookup = {
		.objname = objname, .name = name, .sympos = sympos,
	};

	if (!kpatch_is_vmlinux(objname)) {
		pr_err("%s:%s: symbols of modules are not supported yet\n",
		       objname, name);
		return -EOPNOTSUPP;
	}
	walk_vmlinux(&lookup, consider);

	if (!sympos && lookup.count > 1)
		return report_ambiguous(&lookup);
	if (!lookup.addr) {
		if (lookup.count)
			pr_err("%s has %lu symbols '%s', the patch refers to number %lu\n",
			       objname, lookup.count, name, sympos);
		else
			pr_err("%s has no symbol '%s'\n", objname, name);
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
