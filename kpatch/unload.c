// SPDX-License-Identifier: GPL-2.0-only
/*
 * unload.c: kpatch unload
 */
#include "kpatch.h"

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

int cmd_unload(const struct options *opts, char **args)
{
	char name[NAME_LEN];
	bool enabled;

	(void)opts;
	if (name_find_loaded(args[0], name))
		return -1;
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
