// SPDX-License-Identifier: GPL-2.0-only
/*
 * create-diff-object: what of a kernel object did a source change alter, and
 * what must a live patch carry to bring it into the running kernel?
 */
#include "cdo.h"
#include "diag.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

static void usage(FILE *to)
{
	fputs("usage: create-diff-object [OPTIONS] ORIG.o PATCHED.o PARENT_NAME PARENT_SYMTAB\n"
	      "                          MODULE_SYMVERS PATCH_NAME OUTPUT.o\n"
	      "Extract what changed between two builds of a kernel object.\n\n"
	      "  -d, --debug   say what is matched with what\n"
	      "      --dump    print the pieces of both objects and what was decided about each;\n"
	      "                write nothing\n"
	      "  -h, --help    this text\n\n"
	      "PARENT_NAME is vmlinux or a module's name, PARENT_SYMTAB its ELF file or the\n"
	      "text of readelf -sW of it.  Exit status: 0 OUTPUT.o written, 1 refused or\n"
	      "failed, 3 no functional change.\n", to);
}

static int parse(int argc, char **argv, struct options *opt)
{
	static const struct option longs[] = {
		{ "debug", no_argument, NULL, 'd' },
		{ "dump", no_argument, NULL, 'D' },
		{ "help", no_argument, NULL, 'h' },
		{ 0 },
	};
	bool dump = false;
	int c;

	while ((c = getopt_long(argc, argv, "dh", longs, NULL)) != -1) {
		switch (c) {
		case 'd':
			diag_debug = true;
			break;
		case 'D':
			dump = true;
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
		.output = argv[6], .dump = dump,
	};
	return 0;
}

int main(int argc, char **argv)
{
	struct options opt;

	if (parse(argc, argv, &opt))
		return EXIT_REFUSED;
	return (int)create_diff_object(&opt);
}
