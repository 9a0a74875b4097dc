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

#include "kpatch.h"

#define INSTALL_DIR "/var/lib/kpatch"

/* A release is a folder's name here: it must not lead anywhere else. */
static int install_dir(const struct options *opts, char dir[PATH_MAX])
{
	const char *release = opts->release ? opts->release : running_release();

	if (!release)
		return -1;
	if (!*release || *release == '.' || strchr(release, '/')) {
		complain("'%s' is no kernel release", release);
		return -1;
	}
	snprintf(dir, PATH_MAX, "%s/%s", INSTALL_DIR, release);
	return 0;
}

/* With all that it lies in. */
static int make_dir(const char *dir)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s", dir);
	for (char *end = strchr(path + 1, '/');; end = strchr(end + 1, '/')) {
		if (end)
			*end = '\0';
		if (mkdir(path, 0755) && errno != EEXIST) {
			complain("cannot make %s: %s", path, strerror(errno));
			return -1;
		}
		if (!end)
			return 0;
		*end = '/';
	}
}

static int write_all(int fd, const char *buf, size_t size)
{
	while (size) {
		ssize_t n = write(fd, buf, size);

		if (n < 0)
			return -1;
		buf += n;
		size -= (size_t)n;
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
		if (write_all(to, buf, (size_t)n))
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
	if (!modinfo_made_for(&info, release)) {
		complain("%s is not for kernel %s; name its kernel with --kernel-version", args[0], release);
		return -1;
	}
	snprintf(path, sizeof(path), "%s/%s.ko", dir, info.name);
	if (make_dir(dir) || copy_file(args[0], path))
		return -1;
	printf("installed %s\n", path);
	return 0;
}

/* The file of an installed patch, whichever way it is called; false when there is none. */
static bool find_installed(const char *dir, const char *arg, char path[2 * PATH_MAX])
{
	static const char *const prefixes[] = { "", "kpatch_", "livepatch_" };
	char name[NAME_LEN];

	name_from_arg(arg, name);
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
		snprintf(path, 2 * PATH_MAX, "%s/%s%s.ko", dir, prefixes[i], name);
		if (!access(path, F_OK))
			return true;
	}
	return false;
}

/* What load and info take beside a file: the name of an installed patch. */
bool installed_file(const struct options *opts, const char *arg, char path[2 * PATH_MAX])
{
	char dir[PATH_MAX];

	return !strchr(arg, '/') && !install_dir(opts, dir) && find_installed(dir, arg, path);
}

int cmd_uninstall(const struct options *opts, char **args)
{
	char dir[PATH_MAX], path[2 * PATH_MAX];

	if (install_dir(opts, dir))
		return -1;
	if (!find_installed(dir, args[0], path)) {
		complain("no patch '%s' is installed in %s", args[0], dir);
		return -1;
	}
	if (unlink(path)) {
		complain("cannot remove %s: %s", path, strerror(errno));
		return -1;
	}
	printf("uninstalled %s\n", path);
	/* The last one takes the folders along. */
	if (!rmdir(dir))
		rmdir(INSTALL_DIR);
	return 0;
}

static int is_module(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return len > 3 && !strcmp(entry->d_name + len - 3, ".ko");
}

static int is_release(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* Call @fn for each file in @dir that @filter lets pass, in the order of their names. */
static int for_each_in(const char *dir, int (*filter)(const struct dirent *entry),
		       int (*fn)(const struct options *opts, const char *dir, const char *name),
		       const struct options *opts)
{
	struct dirent **entries;
	int n = scandir(dir, &entries, filter, alphasort), ret = 0;

	for (int i = 0; i < n; i++) {
		if (fn(opts, dir, entries[i]->d_name))
			ret = -1;
		free(entries[i]);
	}
	if (n >= 0)	/* or nothing was ever installed */
		free(entries);
	return ret;
}

/* What is loaded already is as it should be. */
static int load_installed(const struct options *opts, const char *dir, const char *file)
{
	char path[2 * PATH_MAX], name[NAME_LEN];
	char *args[] = { path };
	bool enabled;

	name_from_arg(file, name);
	if (!sysfs_read_flag(name, "enabled", &enabled) && enabled)
		return 0;
	snprintf(path, sizeof(path), "%s/%s", dir, file);
	return cmd_load(opts, args);
}

/* One that fails keeps none of the others out. */
int load_all(const struct options *opts)
{
	char dir[PATH_MAX];

	if (install_dir(opts, dir))
		return -1;
	return for_each_in(dir, is_module, load_installed, opts);
}

static int print_module(const struct options *opts, const char *dir, const char *file)
{
	(void)opts;
	printf("%.*s (%s)\n", (int)(strlen(file) - strlen(".ko")), file, strrchr(dir, '/') + 1);
	return 0;
}

static int print_release(const struct options *opts, const char *dir, const char *release)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s/%s", dir, release);
	return for_each_in(path, is_module, print_module, opts);
}

void list_installed(const struct options *opts)
{
	for_each_in(INSTALL_DIR, is_release, print_release, opts);
}
