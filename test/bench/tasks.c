// SPDX-License-Identifier: GPL-2.0-only
/*
 * tasks.c: tasks N: has N tasks wait in the kernel, each in one of the places
 * where tasks of a machine wait; says "ready" when they do, and stays.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/wait.h>
#include <unistd.h>

static atomic_ulong waiting;
static int pipe_fds[2];

static void in_read(void)
{
	char c;

	if (read(pipe_fds[0], &c, 1) < 0)
		perror("read");
}

static void in_poll(void)
{
	struct pollfd fd = { .fd = pipe_fds[0], .events = POLLIN };

	poll(&fd, 1, -1);
}

static void in_epoll(void)
{
	struct epoll_event event = { .events = EPOLLIN };
	int fd = epoll_create1(EPOLL_CLOEXEC);

	epoll_ctl(fd, EPOLL_CTL_ADD, pipe_fds[0], &event);
	epoll_wait(fd, &event, 1, -1);
}

static void in_futex(void)
{
	static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

	pthread_mutex_lock(&mutex);
	pthread_mutex_lock(&mutex);
}

static void in_pause(void)
{
	pause();
}

static void *wait_somewhere(void *arg)
{
	static void (*const places[])(void) = { in_read, in_poll, in_epoll, in_futex, in_pause };

	atomic_fetch_add(&waiting, 1);
	places[(size_t)arg % (sizeof(places) / sizeof(*places))]();
	return NULL;
}

int main(int argc, char **argv)
{
	unsigned long n = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
	pthread_attr_t attr;

	if (pipe(pipe_fds))
		return 1;
	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, 64 * 1024);
	for (unsigned long i = 1; i < n; i++) {
		pthread_t thread;
		int error = pthread_create(&thread, &attr, wait_somewhere, (void *)i);

		if (error) {
			fprintf(stderr, "tasks: after %lu: %s\n", i, strerror(error));
			return 1;
		}
	}
	while (n && atomic_load(&waiting) < n - 1)
		usleep(1000);
	puts("ready");
	fflush(stdout);
	pause();
	return 0;
}
