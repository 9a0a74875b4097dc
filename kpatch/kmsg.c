// SPDX-License-Identifier: GPL-2.0-only
/*
 * kmsg.c: what did the kernel say while we tried?
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "kpatch.h"

/* Longer than any record that /dev/kmsg gives. */
#define RECORD_MAX 8192

/* Remember the end of the log; -1 when it cannot be read. */
int kmsg_mark(void)
{
	int fd = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	if (fd >= 0)
		lseek(fd, 0, SEEK_END);
	return fd;
}

static bool is_reason(const char *text)
{
	static const char *const sources[] = { "kpatch: ", "livepatch: " };

	for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++)
		if (!strncmp(text, sources[i], strlen(sources[i])))
			return true;
	return false;
}

/* A record is "PRIORITY,SEQUENCE,TIME,FLAGS[,...];TEXT\n", then dictionary lines. */
static bool report_record(char *record)
{
	char *text = strchr(record, ';');
	char *end;

	if (!text)
		return false;
	text++;
	end = strchr(text, '\n');
	if (end)
		*end = '\0';
	if (!is_reason(text))
		return false;
	fprintf(stderr, "%s\n", text);
	return true;
}

/**
 * kmsg_report() - print what live patching logged since kmsg_mark()
 * @fd: from kmsg_mark()
 *
 * Return: whether there was anything.
 */
bool kmsg_report(int fd)
{
	char record[RECORD_MAX];
	bool any = false;

	if (fd < 0)
		return false;
	for (;;) {
		ssize_t n = read(fd, record, sizeof(record) - 1);

		if (n < 0 && errno == EPIPE)	/* records were overwritten */
			continue;
		if (n <= 0)
			return any;
		record[n] = '\0';
		any |= report_record(record);
	}
}
