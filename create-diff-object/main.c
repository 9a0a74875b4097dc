// SPDX-License-Identifier: GPL-2.0-only
/*
 * create-diff-object: what of a kernel object did a source change alter, and
 * what must a live patch carry to bring it into the running kernel?
 */
#include "cdo.h"
#include "diag.h"
#include "parent.h"
#include "symvers.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum exit_status {
	EXIT_WRITTEN = 0,
	EXIT_REFUSED = 1,
	EXIT_NO_CHANGE = 3,
};

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
	{ "verify", verify },
}, synthesis[] = {
	{ "open parent", open_parent },
	{ "migrate", migrate },
	{ "list functions", list_functions },
	{ "relocate", relocate },
	{ "write", write_output },
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
	diff->parent = parent_open(diff->opt.parent_symtab);
	diff->symvers = symvers_open(diff->opt.symvers);
	if (!diff->parent || !diff->symvers)
		return -1;
	parent_match_files(diff->parent, &diff->orig);
	return 0;
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

static enum exit_status create_diff_object(struct diff *diff)
{
	if (run(diff, analysis, sizeof(analysis) / sizeof(analysis[0])))
		return EXIT_REFUSED;
	if (!diff->nchanged)
		return EXIT_NO_CHANGE;
	if (run(diff, synthesis, sizeof(synthesis) / sizeof(synthesis[0])))
		return EXIT_REFUSED;
	return EXIT_WRITTEN;
}

static void usage(FILE *to)
{
	fputs("usage: create-diff-object [OPTIONS] ORIG.o PATCHED.o PARENT_NAME PARENT_SYMTAB\n"
	      "                          MODULE_SYMVERS PATCH_NAME OUTPUT.o\n"
	      "Extract what changed between two builds of a kernel object.\n\n"
	      "  -d, --debug   say what is matched with what\n"
	      "  -h, --help    this text\n\n"
	      "PARENT_NAME is vmlinux or a module's name, PARENT_SYMTAB its ELF file or the\n"
	      "text of readelf -sW of it.  Exit status: 0 OUTPUT.o written, 1 refused or\n"
	      "failed, 3 no functional change.\n", to);
}

static int parse(int argc, char **argv, struct options *opt)
{
	static const struct option longs[] = {
		{ "debug", no_argument, NULL, 'd' },
		{ "help", no_argument, NULL, 'h' },
		{ 0 },
	};
	int c;

	while ((c = getopt_long(argc, argv, "dh", longs, NULL)) != -1) {
		switch (c) {
		case 'd':
			diag_debug = true;
			break;
		case 'h':
			usage(stdout);
			exit(0);
		default:
			usage(stderr);
			return -1;
		}
	}
	if (argc - optind != 7) {
		error("7 arguments are wanted, %d were given", argc - optind);
		usage(stderr);
		return -1;
	}
	argv += optind;
	*opt = (struct options){
		.orig = argv[0], .patched = argv[1], .parent_name = argv[2],
		.parent_symtab = argv[3], .symvers = argv[4], .patch_name = argv[5],
		.output = argv[6],
	};
	return 0;
}

int main(int argc, char **argv)
{
	struct diff diff = { 0 };
	enum exit_status status;

	if (parse(argc, argv, &diff.opt))
		return EXIT_REFUSED;
	status = create_diff_object(&diff);
	references_free(&diff);
	symvers_close(diff.symvers);
	parent_close(diff.parent);
	kelf_close(diff.out);
	object_free(&diff.orig);
	object_free(&diff.patched);
	return status;
}
