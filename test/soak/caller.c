// SPDX-License-Identifier: GPL-2.0-only
/*
 * caller.c: calls patched functions without a pause.
 *
 *	caller FILE...		until SIGTERM
 *
 * Each file shows one call chain, as words of a letter, which names a function,
 * and a digit, its version; what else it shows is the original's, version 0.
 * A chain of two versions ends the caller at once, with status 1.  At the end it
 * prints for each file how many chains of each version there were.
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define VERSIONS 10

static volatile sig_atomic_t stop;

static void on_term(int sig)
{
	(void)sig;
	stop = 1;
}

/* The version of all words in @text; -1 when there are several. */
static int version_of(char *text)
{
	int version = -1;

	for (char *word = strtok(text, " \n"); word; word = strtok(NULL, " \n")) {
		if (!isalpha((unsigned char)word[0]) || !isdigit((unsigned char)word[1]) || word[2])
			continue;
		if (version >= 0 && version != word[1] - '0')
			return -1;
		version = word[1] - '0';
	}
	return version < 0 ? 0 : version;
}

/* Reads @path once; 0 when it is not there just now. */
static ssize_t read_file(const char *path, char *text, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (fd < 0)
		return 0;
	n = read(fd, text, size - 1);
	close(fd);
	if (n < 0)
		return 0;
	text[n] = '\0';
	return n;
}

static void call(const char *path, unsigned long *seen)
{
	char text[256], shown[sizeof(text)];
	int version;

	if (!read_file(path, text, sizeof(text)))
		return;
	strcpy(shown, text);
	version = version_of(text);
	if (version < 0) {
		printf("mixed: %s: %s", path, shown);
		exit(1);
	}
	seen[version]++;
}

int main(int argc, char **argv)
{
	unsigned long (*seen)[VERSIONS] = calloc((size_t)argc, sizeof(*seen));

	signal(SIGTERM, on_term);
	/* Take all that is left over, and leave some to who loads patches. */
	if (nice(19) < 0)
		perror("nice");
	while (seen && !stop) {
		for (int i = 1; i < argc; i++)
			call(argv[i], seen[i]);
		/* Who never gives way is waited for whenever ftrace lets go of a function. */
		sched_yield();
	}
	for (int i = 1; seen && i < argc; i++)
		printf("%s %lu %lu %lu\n", argv[i], seen[i][0], seen[i][1], seen[i][2]);
	free(seen);
	return 0;
}
