// SPDX-License-Identifier: GPL-2.0-only
/*
 * module.c: put modules into the kernel and take them out.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>

#include "kpatch.h"

bool module_loaded(const char *name)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "/sys/module/%s/initstate", name);
	return !access(path, F_OK);
}

/**
 * module_insert() - load a module
 * @file: the module
 *
 * Return: 0, or -1 after printing what the kernel logged meanwhile, or else
 * what the error number means.
 */
int module_insert(const char *file)
{
	_cleanup_fd_ int fd = open(file, O_RDONLY | O_CLOEXEC);
	_cleanup_fd_ int kmsg = -1;
	int err;

	if (fd < 0) {
		complain("cannot open %s: %s", file, strerror(errno));
		return -1;
	}
	kmsg = kmsg_mark();
	if (!syscall(SYS_finit_module, fd, "", 0))
		return 0;
	err = errno;
	kmsg_report(kmsg);
	complain("cannot load %s: %s", file, strerror(err));
	return -1;
}

/*
 * A patch that was just disabled may be held for a moment longer, by whoever
 * reads its files in /sys.
 */
int module_remove(const char *name)
{
	const struct timespec wait = { .tv_nsec = 100 * 1000 * 1000 };

	for (int tries = 50; tries; tries--) {
		if (!syscall(SYS_delete_module, name, O_NONBLOCK))
			return 0;
		if (errno != EAGAIN && errno != EBUSY)
			break;
		nanosleep(&wait, NULL);
	}
	complain("cannot remove module %s: %s", name,
		 errno == EAGAIN ? "it is in use, as a patch that was forced is for ever" : strerror(errno));
	return -1;
}
