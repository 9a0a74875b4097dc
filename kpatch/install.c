// SPDX-License-Identifier: GPL-2.0-only
/*
 * install.c: which patches are loaded at every boot?
 *
 * An installed patch is a file in /var/lib/kpatch/RELEASE; 'kpatch load --all',
 * which the unit kpatch.service runs, loads those of the running kernel.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>

#include "kpatch.h"

#define INSTALL_DIR "/var/lib/kpatch"

static int install_dir(const struct options *opts, char dir[PATH_MAX])
{
	struct utsname uts;

	if (!opts->release && uname(&uts)) {
		complain("uname: %s", strerror(errno));
		return -1;
	}
	snprintf(dir, PATH_MAX, "%s/%s", INSTALL_DIR, opts->release ? opts->release : uts.release);
	return 0;
}

static int make_dir(const char *dir)
{
	if ((mkdir(INSTALL_DIR, 0755) && errno != EEXIST) || (mkdir(dir, 0755) && errno != EEXIST)) {
		complain("cannot make %s: %s", dir, strerror(errno));
		return -1;
	}
	return 0;
}

static int copy_bytes(int from, int to)
{
	char buf[65536];

	for (;;) {
		ssize_t n = read(from, buf, sizeof(buf));

		if (n <= 0)
			return (int)n;
		if (write(to, buf, (size_t)n) != n)
			return -1;
	}
}

/* Whole or not at all, whatever happens meanwhile. */
static int copy_file(const char *file, const char *path)
{
	char tmp[2 * PATH_MAX + 8];
	_cleanup_fd_ int from = open(file, O_RDONLY | O_CLOEXEC);
	_cleanup_fd_ int to = -1;

	snprintf(tmp, sizeof(tmp), "%s.new", path);
	to = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (from >= 0 && to >= 0 && !copy_bytes(from, to) && !fsync(to) && !rename(tmp, path))
		return 0;
	complain("cannot copy %s to %s: %s", file, path, strerror(errno));
	unlink(tmp);
	return -1;
}

/* The release is the first word of vermagic. */
static bool made_for(const struct modinfo *info, const char *release)
{
	size_t len = strlen(release);

	for (const char *s = NULL; (s = modinfo_next(info, s));)
		if (!strncmp(s, "vermagic=", 9))
			return !strncmp(s + 9, release, len) && s[9 + len] == ' ';
	return false;
}

int cmd_install(const struct options *opts, char **args)
{
	char dir[PATH_MAX], path[2 * PATH_MAX];
	_cleanup_modinfo_ struct modinfo info = { };
	const char *release;

	if (modinfo_read(args[0], &info) || install_dir(opts, dir))
		return -1;
	if (info.backend == BACKEND_NONE) {
		complain("%s is a module, but not a live patch", args[0]);
		return -1;
	}
	release = dir + strlen(INSTALL_DIR "/");
	if (!made_for(&info, release)) {
		complain("%s is not for kernel %s; name its kernel with --kernel-version", args[0], release);
		return -1;
	}
	snprintf(path, sizeof(path), "%s/%s.ko", dir, info.name);
	if (make_dir(dir) || copy_file(args[0], path))
		return -1;
	printf("installed %s\n", path);
	return 0;
}

int cmd_uninstall(const struct options *opts, char **args)
{
	static const char *const prefixes[] = { "", "kpatch_", "livepatch_" };
	char dir[PATH_MAX], path[2 * PATH_MAX], name[NAME_LEN];

	if (install_dir(opts, dir))
		return -1;
	name_from_arg(args[0], name);
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
		snprintf(path, sizeof(path), "%s/%s%s.ko", dir, prefixes[i], name);
		if (!unlink(path)) {
			printf("uninstalled %s\n", path);
			return 0;
		}
		if (errno != ENOENT) {
			complain("cannot remove %s: %s", path, strerror(errno));
			return -1;
		}
	}
	complain("no patch '%s' is installed in %s", name, dir);
	return -1;
}

static int is_module(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return len > 3 && !strcmp(entry->d_name + len - 3, ".ko");
}

/* In the order of their names; one that fails keeps none of the others out. */
int load_all(const struct options *opts)
{
	char dir[PATH_MAX], path[2 * PATH_MAX];
	struct dirent **entries;
	int n, ret = 0;

	if (install_dir(opts, dir))
		return -1;
	n = scandir(dir, &entries, is_module, alphasort);
	if (n < 0)
		return 0;	/* nothing was ever installed */
	for (int i = 0; i < n; i++) {
		char *args[] = { path };

		snprintf(path, sizeof(path), "%s/%s", dir, entries[i]->d_name);
		free(entries[i]);
		if (cmd_load(opts, args))
			ret = -1;
	}
	free(entries);
	return ret;
}
