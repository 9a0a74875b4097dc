// SPDX-License-Identifier: GPL-2.0-only
/* file.c: how does an input without a file get a path? */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

void memory_file_open(struct memory_file *file, const void *data, size_t size)
{
	file->fd = memfd_create("fuzz", MFD_CLOEXEC);
	if (file->fd < 0 || (size && write(file->fd, data, size) != (ssize_t)size))
		abort();
	snprintf(file->path, sizeof(file->path), "/proc/self/fd/%d", file->fd);
}

void memory_file_close(struct memory_file *file)
{
	close(file->fd);
}
