// SPDX-License-Identifier: GPL-2.0-only
/*
 * create-patch-module: give a linked patch module what its consumer in the
 * kernel needs to resolve the references that the module loader cannot.
 */
#include "cpm.h"
#include "diag.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct backend *const backends[] = { &backend_core, &backend_livepatch };

static const struct backend *find_backend(const char *name)
{
	for (size_t i = 0; i < sizeof(backends) / sizeof(backends[0]); i++) {
		if (!strcmp(backends[i]->name, name))
			return backends[i];
	}
	error("there is no backend '%s'", name);
	return NULL;
}

static void usage(FILE *to)
{
	fputs("usage: create-patch-module [OPTIONS] IN.ko OUT.ko\n"
	      "Finish a linked patch module for the core, or for the kernel's own livepatch.\n\n"
	      "  -b, --backend=NAME      core (default) or livepatch\n"
	      "  -o, --object NAME=FILE  the module was built against FILE as object NAME\n"
	      "                          (vmlinux or a module); may be repeated\n"
	      "  -d, --debug             say more\n"
	      "  -h, --help              this text\n", to);
}

static int add_object(struct options *opt, char *arg)
{
	char *file = strchr(arg, '=');

	if (!file || file == arg || !file[1]) {
		error("--object '%s': NAME=FILE is wanted", arg);
		return -1;
	}
	*file++ = '\0';
	opt->objects[opt->nobjects++] = (struct target_object){ .name = arg, .path = file };
	return 0;
}

static int parse(int argc, char **argv, struct options *opt)
{
	static const struct option longs[] = {
		{ "backend", required_argument, NULL, 'b' },
		{ "object", required_argument, NULL, 'o' },
		{ "debug", no_argument, NULL, 'd' },
		{ "help", no_argument, NULL, 'h' },
		{ 0 },
	};
	int c;

	opt->backend = &backend_core;
	while ((c = getopt_long(argc, argv, "b:o:dh", longs, NULL)) != -1) {
		switch (c) {
		case 'b':
			opt->backend = find_backend(optarg);
			if (!opt->backend)
				return -1;
			break;
		case 'o':
			if (add_object(opt, optarg))
				return -1;
			break;
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
	if (argc - optind != 2) {
		error("2 arguments are wanted, %d were given", argc - optind);
		usage(stderr);
		return -1;
	}
	opt->input = argv[optind];
	opt->output = argv[optind + 1];
	return 0;
}

static int create_patch_module(struct patch *patch)
{
	if (kelf_open(patch->opt.input, &patch->elf))
		return -1;
	if (patch->elf->eh.e_type != ET_REL) {
		error("%s: not a relocatable object", patch->opt.input);
		return -1;
	}
	if (find_late_symbols(patch) || find_functions(patch) || patch->opt.backend->finish(patch))
		return -1;
	return kelf_write(patch->elf, patch->opt.output);
}

int main(int argc, char **argv)
{
	struct patch patch = { 0 };
	int ret = -1;

	patch.opt.objects = calloc((size_t)argc, sizeof(*patch.opt.objects));
	if (patch.opt.objects && !parse(argc, argv, &patch.opt))
		ret = create_patch_module(&patch);
	kelf_close(patch.elf);
	free(patch.opt.objects);
	return ret ? 1 : 0;
}
