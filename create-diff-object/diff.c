// SPDX-License-Identifier: GPL-2.0-only
/*
 * diff.c: the whole comparison, as a list of passes.
 *
 * main.c calls it for a command line, test/fuzz/ for what a fuzzer made up: it
 * leaves nothing behind and may be called again.
 */
#include "cdo.h"
#include "diag.h"
#include "parent.h"
#include "symvers.h"

#include <stdio.h>
#include <string.h>

static int open_objects(struct diff *diff);
static int open_parent(struct diff *diff);

static const struct pass {
	const char *name;
	int (*run)(struct diff *diff);
} analysis[] = {
	{ "open", open_objects },
	{ "cut into pieces", cut_into_pieces },
	{ "describe tables", describe_tables },
	{ "find parts", find_parts },
	{ "correlate", correlate },
	{ "correlate statics", correlate_statics },
	{ "compare", compare },
	{ "obey the author", obey_author },
	{ "spread", spread },
	{ "include", include },
	{ "dump", dump },
	{ "verify", verify },
}, synthesis[] = {
	{ "open parent", open_parent },
	{ "check keys", check_keys },
	{ "migrate", migrate },
	{ "list functions", list_functions },
	{ "relocate", relocate },
	{ "write", write_output },
	{ "report", report },
};

/* "fs/proc/meminfo.o" of /tmp/a/fs/proc/meminfo.o and /tmp/b/fs/proc/meminfo.o */
static const char *common_name(const char *a, const char *b)
{
	const char *x = a + strlen(a), *y = b + strlen(b), *name = x;

	while (x > a && y > b && x[-1] == y[-1]) {
		x--;
		y--;
		if (*x == '/')
			name = x + 1;
	}
	/* One path ends where the other goes on with a folder, or both are the same. */
	if ((x == a && (y == b || y[-1] == '/')) || (y == b && x[-1] == '/'))
		name = x;
	if (*name == '/')
		name++;
	if (*name && name != a + strlen(a))
		return name;
	name = strrchr(b, '/');
	return name ? name + 1 : b;
}

static int open_objects(struct diff *diff)
{
	const struct options *opt = &diff->opt;

	if (kelf_open(opt->orig, &diff->orig.elf) || kelf_open(opt->patched, &diff->patched.elf))
		return -1;
	if (diff->orig.elf->eh.e_type != ET_REL || diff->patched.elf->eh.e_type != ET_REL) {
		error("%s, %s: both must be relocatable objects (.o)", opt->orig, opt->patched);
		return -1;
	}
	if (diff->orig.elf->eh.e_machine != diff->patched.elf->eh.e_machine ||
	    diff->orig.elf->eh.e_ident[EI_DATA] != diff->patched.elf->eh.e_ident[EI_DATA]) {
		error("%s, %s: the objects are for different CPUs", opt->orig, opt->patched);
		return -1;
	}
	diff->orig.elf->name = common_name(opt->orig, opt->patched);
	diff->patched.elf->name = diff->orig.elf->name;
	return 0;
}

static int open_parent(struct diff *diff)
{
	diff->parent = parent_open(diff->opt.parent_symtab, diff->opt.parent_name,
				   diff->orig.elf, diff->patched.elf);
	diff->symvers = symvers_open(diff->opt.symvers);
	if (!diff->parent || !diff->symvers)
		return -1;
	parent_match_files(diff->parent, &diff->orig);
	return parent_check_object(diff->parent, &diff->orig, diff->opt.parent_name);
}

int write_output(struct diff *diff)
{
	return kelf_write(diff->out, diff->opt.output);
}

static int run(struct diff *diff, const struct pass *passes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		debug("-- %s", passes[i].name);
		if (passes[i].run(diff))
			return -1;
	}
	return 0;
}

static enum exit_status compare_objects(struct diff *diff)
{
	if (run(diff, analysis, sizeof(analysis) / sizeof(analysis[0])))
		return EXIT_REFUSED;
	if (!diff->nchanged)
		return EXIT_NO_CHANGE;
	if (diff->opt.dump)
		return EXIT_WRITTEN;
	if (run(diff, synthesis, sizeof(synthesis) / sizeof(synthesis[0])))
		return EXIT_REFUSED;
	return EXIT_WRITTEN;
}

enum exit_status create_diff_object(const struct options *opt)
{
	struct diff diff = { .opt = *opt };
	enum exit_status status;

	forget_errors();
	status = compare_objects(&diff);
	references_free(&diff);
	symvers_close(diff.symvers);
	parent_close(diff.parent);
	kelf_close(diff.out);
	object_free(&diff.orig);
	object_free(&diff.patched);
	return status;
}
