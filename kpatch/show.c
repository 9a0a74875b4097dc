// SPDX-License-Identifier: GPL-2.0-only
/*
 * show.c: kpatch list, info and version
 */
#include <dirent.h>
#include <string.h>

#include "kpatch.h"

static void close_dir(DIR **dir)
{
	if (*dir)
		closedir(*dir);
}

#define _cleanup_dir_ __attribute__((cleanup(close_dir)))

/* The next folder of dir, or NULL. */
static const char *next_dir(DIR *dir)
{
	struct dirent *entry;

	while ((entry = readdir(dir)))
		if (entry->d_type == DT_DIR && entry->d_name[0] != '.')
			return entry->d_name;
	return NULL;
}

static const char *state_of(const char *name)
{
	bool flag;

	if (!sysfs_read_flag(name, "transition", &flag) && flag)
		return "in transition";
	if (sysfs_read_flag(name, "enabled", &flag))
		return "unknown";
	return flag ? "enabled" : "disabled";
}

static void list_backend(enum backend backend)
{
	_cleanup_dir_ DIR *dir = opendir(backend_dir[backend]);
	const char *name;

	while (dir && (name = next_dir(dir)))
		printf("%s [%s]\n", name, state_of(name));
}

int cmd_list(const struct options *opts, char **args)
{
	(void)args;
	puts("Loaded patch modules:");
	list_backend(BACKEND_CORE);
	list_backend(BACKEND_LIVEPATCH);
	puts("\nInstalled patch modules:");
	list_installed(opts);
	return 0;
}

static void show_object(const char *patch, const char *object)
{
	char path[PATH_MAX], state[32];
	const char *func;
	bool patched = true;	/* kernels before 6.1 have no such file */
	_cleanup_dir_ DIR *dir = NULL;

	snprintf(path, sizeof(path), "%s/patched", object);
	sysfs_read_flag(patch, path, &patched);
	snprintf(path, sizeof(path), "%s/state", object);
	if (patched)
		printf("object:         %s\n", object);
	else if (!sysfs_read_line(patch, path, state, sizeof(state)))
		printf("object:         %s (not patched now: %s)\n", object, state);
	else
		printf("object:         %s (not patched now)\n", object);
	snprintf(path, sizeof(path), "%s/%s/%s", backend_dir[sysfs_backend(patch)], patch, object);
	dir = opendir(path);
	while (dir && (func = next_dir(dir)))
		printf("function:       %s\n", func);
}

static int info_loaded(const char *name)
{
	char path[PATH_MAX];
	const char *object;
	enum backend backend;
	_cleanup_dir_ DIR *dir = NULL;

	backend = sysfs_backend(name);
	printf("name:           %s\n", name);
	printf("backend:        %s\n", backend == BACKEND_CORE ? "core" : "livepatch");
	printf("state:          %s\n", state_of(name));
	snprintf(path, sizeof(path), "%s/%s", backend_dir[backend], name);
	dir = opendir(path);
	while (dir && (object = next_dir(dir)))
		show_object(name, object);
	return 0;
}

static int info_file(const char *file)
{
	_cleanup_modinfo_ struct modinfo info = { };

	if (modinfo_read(file, &info))
		return -1;
	printf("%-15s %s\n", "file:", file);
	for (const char *s = NULL; (s = modinfo_next(&info, s));) {
		char key[32];
		const char *eq = strchr(s, '=');

		if (!eq)
			continue;
		snprintf(key, sizeof(key), "%.*s:", (int)(eq - s), s);
		printf("%-15s %s\n", key, eq + 1);
	}
	return 0;
}

int cmd_info(const struct options *opts, char **args)
{
	char name[NAME_LEN], path[2 * PATH_MAX];

	if (name_is_file(args[0]))
		return info_file(args[0]);
	if (name_is_loaded(args[0], name))
		return info_loaded(name);
	if (installed_file(opts, args[0], path))
		return info_file(path);
	complain("no patch '%s' is loaded or installed; 'kpatch list' shows those that are", args[0]);
	return -1;
}

int cmd_version(const struct options *opts, char **args)
{
	(void)opts;
	(void)args;
	printf("kpatch %s\n", KPATCH_VERSION);
	return 0;
}
