// SPDX-License-Identifier: GPL-2.0-only
/*
 * sysfs.c: what do the core and the kernel's livepatch show of a patch?
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>

#include "kpatch.h"

#define TRANSITION_SECONDS 60

const char *const backend_dir[] = {
	[BACKEND_NONE] = "",
	[BACKEND_CORE] = "/sys/kernel/kpatch",
	[BACKEND_LIVEPATCH] = "/sys/kernel/livepatch",
};

bool sysfs_core_loaded(void)
{
	return !access(backend_dir[BACKEND_CORE], F_OK);
}

/* Who holds a loaded patch, if anyone? */
enum backend sysfs_backend(const char *name)
{
	for (enum backend b = BACKEND_CORE; b <= BACKEND_LIVEPATCH; b++) {
		char path[PATH_MAX];

		snprintf(path, sizeof(path), "%s/%s", backend_dir[b], name);
		if (!access(path, F_OK))
			return b;
	}
	return BACKEND_NONE;
}

static int open_attr(const char *name, const char *attr, int flags)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s/%s/%s", backend_dir[sysfs_backend(name)], name, attr);
	return open(path, flags | O_CLOEXEC);
}

/* Silent: a file that is not there is an answer for most callers. */
int sysfs_read_flag(const char *name, const char *attr, bool *value)
{
	_cleanup_fd_ int fd = open_attr(name, attr, O_RDONLY);
	char c;

	if (fd < 0 || read(fd, &c, 1) != 1)
		return -1;
	*value = c == '1';
	return 0;
}

/* The first line, without its end; silent too. */
int sysfs_read_line(const char *name, const char *attr, char *line, size_t size)
{
	_cleanup_fd_ int fd = open_attr(name, attr, O_RDONLY);
	ssize_t n = fd < 0 ? -1 : read(fd, line, size - 1);

	if (n < 0)
		return -1;
	line[n] = '\0';
	line[strcspn(line, "\n")] = '\0';
	return 0;
}

static int write_attr(const char *name, const char *attr, const char *value, const char *what)
{
	_cleanup_fd_ int fd = open_attr(name, attr, O_WRONLY);
	_cleanup_fd_ int kmsg = kmsg_mark();

	if (fd >= 0 && write(fd, value, 1) == 1)
		return 0;

	int err = errno;

	kmsg_report(kmsg);
	complain("cannot %s %s: %s", what, name, strerror(err));
	return -1;
}

/**
 * sysfs_disable() - ask for the original functions back
 * @name: of a loaded patch
 */
int sysfs_disable(const char *name)
{
	return write_attr(name, "enabled", "0", "disable");
}

/**
 * sysfs_force() - have it done although tasks are in the affected functions
 * @name: of a loaded patch: livepatch ends its transition, the core disables it
 */
int sysfs_force(const char *name)
{
	return write_attr(name, "force", "1", "force");
}

/**
 * sysfs_wait_transition() - wait until livepatch has moved every task
 * @name: the patch
 */
int sysfs_wait_transition(const char *name)
{
	const struct timespec wait = { .tv_nsec = 100 * 1000 * 1000 };

	for (int i = 0; i < TRANSITION_SECONDS * 10; i++) {
		bool transition;

		if (sysfs_read_flag(name, "transition", &transition) || !transition)
			return 0;
		nanosleep(&wait, NULL);
	}
	complain("%s is still in transition after %d seconds; some task does not leave the old functions",
		 name, TRANSITION_SECONDS);
	return -1;
}
