// SPDX-License-Identifier: GPL-2.0-only
/*
 * load.c: kpatch load
 */
#include <libgen.h>
#include <string.h>

#include "kpatch.h"

/* Where the core may be, in this order, when the user does not say. */
static bool find_core(const char *patch_file, char path[PATH_MAX])
{
	static const char *const places[] = {
		"/usr/lib/kpatch/%s/kpatch.ko",
		"/usr/local/lib/kpatch/%s/kpatch.ko",
		"/lib/modules/%s/updates/kpatch.ko",
		"/lib/modules/%s/updates/dkms/kpatch.ko",
		"/lib/modules/%s/extra/kpatch.ko",
	};
	_cleanup_free_ char *copy = strdup(patch_file);
	const char *release = running_release();

	if (!copy || !release)
		return false;
	snprintf(path, PATH_MAX, "%s/kpatch.ko", dirname(copy));
	if (!access(path, R_OK))
		return true;
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		snprintf(path, PATH_MAX, places[i], release);
		if (!access(path, R_OK))
			return true;
	}
	return false;
}

static int load_core(const struct options *opts, const char *patch_file)
{
	char path[PATH_MAX];

	if (sysfs_core_loaded())
		return 0;
	if (opts->core)
		return module_insert(opts->core);
	if (!find_core(patch_file, path)) {
		complain("the core, kpatch.ko for this kernel, is neither beside %s nor installed; name it with --core",
			 patch_file);
		return -1;
	}
	return module_insert(path);
}

/* Where is the patch that the user means, and is it one for this kernel? */
static int find_patch(const struct options *opts, const char *arg, char path[2 * PATH_MAX],
		      struct modinfo *info)
{
	const char *release = running_release();

	if (access(arg, F_OK) && installed_file(opts, arg, path))
		arg = path;
	else
		snprintf(path, 2 * PATH_MAX, "%s", arg);
	if (!release || modinfo_read(arg, info))
		return -1;
	if (info->backend == BACKEND_NONE) {
		complain("%s is a module, but not a live patch", arg);
		return -1;
	}
	if (!modinfo_made_for(info, release)) {
		complain("%s is for another kernel than %s: 'kpatch info %s' shows its vermagic", arg, release,
			 arg);
		return -1;
	}
	return 0;
}

/* A disabled patch is brought back by loading its module anew. */
static int make_room(const char *name)
{
	bool enabled;

	if (!module_loaded(name))
		return 0;
	if (sysfs_backend(name) == BACKEND_CORE &&
	    !sysfs_read_flag(name, "enabled", &enabled) && !enabled)
		return module_remove(name);
	complain("%s is loaded already", name);
	return -1;
}

static int finish_livepatch(const char *name)
{
	if (!sysfs_wait_transition(name))
		return 0;
	if (!sysfs_disable(name) && !sysfs_wait_transition(name))
		module_remove(name);
	return -1;
}

int cmd_load(const struct options *opts, char **args)
{
	_cleanup_modinfo_ struct modinfo info = { };
	char file[2 * PATH_MAX];

	if (find_patch(opts, args[0], file, &info))
		return -1;
	if (make_room(info.name))
		return -1;
	if (info.backend == BACKEND_CORE && load_core(opts, file))
		return -1;
	if (module_insert(file))
		return -1;
	if (info.backend == BACKEND_LIVEPATCH && finish_livepatch(info.name))
		return -1;
	printf("loaded %s\n", info.name);
	return 0;
}
