// SPDX-License-Identifier: GPL-2.0-only
/*
 * main.c: which command, with which options?
 */
#include <getopt.h>
#include <stdarg.h>
#include <string.h>

#include "kpatch.h"

struct command {
	const char *name;
	const char *args;	/* shown in the help */
	const char *help;
	int nargs;
	int (*run)(const struct options *opts, char **args);
};

static const struct command commands[] = {
	{ "load", "FILE", "load a patch module, and the core if needed", 1, cmd_load },
	{ "unload", "NAME", "go back to the original functions and remove the module", 1, cmd_unload },
	{ "list", "", "show the patches that are loaded", 0, cmd_list },
	{ "info", "FILE|NAME", "show what a patch module says of itself, or patches now", 1, cmd_info },
	{ "version", "", "show the version", 0, cmd_version },
};

void complain(const char *fmt, ...)
{
	va_list ap;

	fputs("kpatch: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

static void usage(FILE *to)
{
	fputs("usage: kpatch [--core FILE] COMMAND [ARGUMENT]\n\n", to);
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		fprintf(to, "  %-8s %-10s %s\n", commands[i].name, commands[i].args,
			commands[i].help);
	fputs("\n"
	      "  -c, --core FILE      the core module, if not where load looks for it\n"
	      "  -h, --help\n"
	      "  -V, --version\n", to);
}

static const struct command *find_command(const char *name)
{
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	return NULL;
}

int main(int argc, char **argv)
{
	static const struct option longopts[] = {
		{ "core", required_argument, NULL, 'c' },
		{ "help", no_argument, NULL, 'h' },
		{ "version", no_argument, NULL, 'V' },
		{ }
	};
	struct options opts = { .core = getenv("KPATCH_CORE") };
	const struct command *cmd;
	int opt;

	while ((opt = getopt_long(argc, argv, "c:hV", longopts, NULL)) != -1) {
		switch (opt) {
		case 'c':
			opts.core = optarg;
			break;
		case 'h':
			usage(stdout);
			return 0;
		case 'V':
			return cmd_version(&opts, NULL);
		default:
			usage(stderr);
			return 1;
		}
	}
	argv += optind;
	argc -= optind;
	if (!argc) {
		usage(stderr);
		return 1;
	}
	cmd = find_command(argv[0]);
	if (!cmd) {
		complain("no such command: %s; see kpatch --help", argv[0]);
		return 1;
	}
	if (argc - 1 != cmd->nargs) {
		complain("usage: kpatch %s %s", cmd->name, cmd->args);
		return 1;
	}
	return cmd->run(&opts, argv + 1) ? 1 : 0;
}
