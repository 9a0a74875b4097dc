// SPDX-License-Identifier: GPL-2.0-only
/*
 * main.c: which command, with which options?
 */
#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <string.h>
#include <sys/utsname.h>

#include "kpatch.h"

struct command {
	const char *name;
	const char *args;	/* shown in the help */
	const char *help;
	int nargs;
	int (*run)(const struct options *opts, char **args);
};

static const struct command commands[] = {
	{ "load", "FILE|NAME", "load a patch module, and the core if needed", 1, cmd_load },
	{ "unload", "NAME", "go back to the original functions and remove the module", 1, cmd_unload },
	{ "force", "NAME", "go back although tasks are in the patch; its module stays", 1, cmd_force },
	{ "install", "FILE", "have a patch module loaded at boot", 1, cmd_install },
	{ "uninstall", "NAME", "have it loaded at boot no more", 1, cmd_uninstall },
	{ "list", "", "show the patches that are loaded, and those that are installed", 0, cmd_list },
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

/* NULL after reporting. */
const char *running_release(void)
{
	static struct utsname uts;

	if (!*uts.release && uname(&uts)) {
		complain("uname: %s", strerror(errno));
		return NULL;
	}
	return uts.release;
}

static void usage(FILE *to)
{
	fputs("usage: kpatch [--core FILE] COMMAND [ARGUMENT]\n\n", to);
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		fprintf(to, "  %-9s %-10s %s\n", commands[i].name, commands[i].args,
			commands[i].help);
	fputs("\n"
	      "  -a, --all            with load: all patches that are installed; with unload: all\n"
	      "                       that are loaded\n"
	      "  -k, --kernel-version RELEASE\n"
	      "                       with install, uninstall: for this kernel, not the running one\n"
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
		{ "all", no_argument, NULL, 'a' },
		{ "core", required_argument, NULL, 'c' },
		{ "kernel-version", required_argument, NULL, 'k' },
		{ "help", no_argument, NULL, 'h' },
		{ "version", no_argument, NULL, 'V' },
		{ }
	};
	struct options opts = { .core = getenv("KPATCH_CORE") };
	const struct command *cmd;
	int opt;

	while ((opt = getopt_long(argc, argv, "ac:k:hV", longopts, NULL)) != -1) {
		switch (opt) {
		case 'a':
			opts.all = true;
			break;
		case 'k':
			opts.release = optarg;
			break;
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
	if (opts.all) {
		if (argc == 1 && cmd->run == cmd_load)
			return load_all(&opts) ? 1 : 0;
		if (argc == 1 && cmd->run == cmd_unload)
			return unload_all() ? 1 : 0;
		complain("--all goes with load or unload alone");
		return 1;
	}
	if (argc - 1 != cmd->nargs) {
		complain("usage: kpatch %s %s", cmd->name, cmd->args);
		return 1;
	}
	return cmd->run(&opts, argv + 1) ? 1 : 0;
}
