// SPDX-License-Identifier: GPL-2.0-only
/*
 * unload.c: kpatch unload
 */
#include <dirent.h>

#include "kpatch.h"

static int is_patch(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* Out of force, with tasks still in it: its module stays for ever. */
int cmd_force(const struct options *opts, char **args)
{
	char name[NAME_LEN];

	(void)opts;
	if (name_find_loaded(args[0], name) || sysfs_force(name))
		return -1;
	printf("forced %s\n", name);
	return 0;
}

static int unload(const char *name)
{
	bool enabled;

	if (!sysfs_read_flag(name, "enabled", &enabled) && enabled && sysfs_disable(name))
		return -1;
	/* livepatch goes on on its own, and takes the patch out of sysfs when done. */
	if (sysfs_backend(name) == BACKEND_LIVEPATCH && sysfs_wait_transition(name))
		return -1;
	if (module_remove(name))
		return -1;
	printf("unloaded %s\n", name);
	return 0;
}

int cmd_unload(const struct options *opts, char **args)
{
	char name[NAME_LEN];

	(void)opts;
	return name_find_loaded(args[0], name) ? -1 : unload(name);
}

/* One that stays keeps none of the others in. */
int unload_all(void)
{
	int ret = 0;

	for (enum backend b = BACKEND_CORE; b <= BACKEND_LIVEPATCH; b++) {
		struct dirent **entries;
		int n = scandir(backend_dir[b], &entries, is_patch, alphasort);

		for (int i = 0; i < n; i++) {
			if (unload(entries[i]->d_name))
				ret = -1;
			free(entries[i]);
		}
		if (n >= 0)
			free(entries);
	}
	return ret;
}
