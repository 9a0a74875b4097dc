// SPDX-License-Identifier: GPL-2.0-only
/*
 * init.c: PID 1 of a test VM.  Runs the cases named in /cases/list one after
 * another and says on a port of its own how each one ended.
 *
 * The verdict port carries these lines and nothing else:
 *
 *	up
 *	begin NAME
 *	end NAME exit STATUS MILLISECONDS	(or: signal NUMBER, timeout SECONDS)
 *	done
 *
 * The kernel has a console of its own, on which init sets a mark before and
 * after each case; a third port takes what the cases print.  The environment
 * says which ports these are, and which module makes them, if one must.  The first
 * failure ends the run: a kernel that failed a case is no ground for the next
 * one, so the host boots again for the rest.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/klog.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define CONSOLE_DEBUG_LEVEL 8
#define SYSLOG_CONSOLE_LEVEL 8

struct outcome {
	const char *how;
	int value;
};

static int verdict_fd = -1;
static int output_fd = -1;
static int kmsg_fd = -1;

static void say(int fd, const char *fmt, ...)
{
	char line[512];
	va_list ap;
	int len;

	va_start(ap, fmt);
	len = vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	if (len < 0)
		return;
	if ((size_t)len >= sizeof(line))
		len = sizeof(line) - 1;
	if (write(fd, line, len) != len)
		dprintf(STDERR_FILENO, "init: lost a line: %s", line);
}

static void mount_all(void)
{
	static const struct {
		const char *type, *dir;
	} mounts[] = {
		{ "devtmpfs", "/dev" },		   { "proc", "/proc" },
		{ "sysfs", "/sys" },		   { "tmpfs", "/tmp" },
		{ "debugfs", "/sys/kernel/debug" }, { "tracefs", "/sys/kernel/tracing" },
	};

	for (size_t i = 0; i < sizeof(mounts) / sizeof(mounts[0]); i++) {
		mkdir(mounts[i].dir, 0755);
		/* EBUSY: the kernel mounted devtmpfs already.  Others are optional. */
		if (mount(mounts[i].type, mounts[i].dir, mounts[i].type, 0, NULL) &&
		    errno != EBUSY)
			dprintf(STDERR_FILENO, "init: mount %s: %m\n", mounts[i].dir);
	}
}

/* The kernel makes environment of what it does not know on its command line. */
static const char *setting(const char *name, const char *otherwise)
{
	const char *value = getenv(name);

	return value ? value : otherwise;
}

static void load_module(const char *name)
{
	pid_t pid = fork();

	if (!pid) {
		execl("/sbin/modprobe", "modprobe", name, NULL);
		_exit(127);
	}
	waitpid(pid, NULL, 0);
}

/*
 * A port that passes bytes through as they are.  One that a module makes is
 * there a moment after the module.
 */
static int open_port(const char *path)
{
	const struct timespec tick = { .tv_nsec = 10 * 1000 * 1000 };
	struct termios tio;
	int fd, tries = 500;

	while ((fd = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC)) < 0 && tries--)
		nanosleep(&tick, NULL);
	if (fd < 0) {
		dprintf(STDERR_FILENO, "init: %s: %m\n", path);
		return fd;
	}
	if (!tcgetattr(fd, &tio)) {
		cfmakeraw(&tio);
		tcsetattr(fd, TCSANOW, &tio);
	}
	return fd;
}

static long long now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000LL + ts.tv_nsec / 1000000;
}

static void block_sigchld(int how)
{
	sigset_t chld;

	sigemptyset(&chld);
	sigaddset(&chld, SIGCHLD);
	sigprocmask(how, &chld, NULL);
}

static void child(const char *name)
{
	char dir[256];
	int null = open("/dev/null", O_RDONLY);

	setsid();
	block_sigchld(SIG_UNBLOCK);
	snprintf(dir, sizeof(dir), "/cases/%s", name);
	if (chdir(dir)) {
		say(output_fd, "%s: %s\n", dir, strerror(errno));
		_exit(127);
	}
	dup2(null, STDIN_FILENO);
	dup2(output_fd, STDOUT_FILENO);
	dup2(output_fd, STDERR_FILENO);
	execl("/bin/sh", "sh", "./run", NULL);
	_exit(127);
}

/*
 * Sleeps in sigtimedwait(), not in nanosleep(): cases patch functions that a
 * sleeper has on its stack, and should meet only sleepers of their own.
 */
static struct outcome wait_for(pid_t pid, int seconds)
{
	long long end = now_ms() + seconds * 1000LL;
	const struct timespec tick = { .tv_nsec = 100 * 1000 * 1000 };
	sigset_t chld;

	sigemptyset(&chld);
	sigaddset(&chld, SIGCHLD);
	while (now_ms() < end) {
		int status;
		pid_t got = waitpid(-1, &status, WNOHANG);

		if (got == pid && WIFEXITED(status))
			return (struct outcome){ "exit", WEXITSTATUS(status) };
		if (got == pid)
			return (struct outcome){ "signal", WTERMSIG(status) };
		if (got <= 0)
			sigtimedwait(&chld, NULL, &tick);
	}
	kill(-pid, SIGKILL);
	return (struct outcome){ "timeout", seconds };
}

static bool run_case(const char *name, int seconds)
{
	long long start = now_ms();
	struct outcome out;
	pid_t pid;

	say(verdict_fd, "begin %s\n", name);
	say(output_fd, "=== begin %s\n", name);
	say(kmsg_fd, "<6>vm-test: begin %s\n", name);

	pid = fork();
	if (pid < 0) {
		out = (struct outcome){ "exit", 126 };
	} else {
		if (!pid)
			child(name);
		out = wait_for(pid, seconds);
	}

	say(kmsg_fd, "<6>vm-test: end %s\n", name);
	say(output_fd, "=== end %s\n", name);
	say(verdict_fd, "end %s %s %d %lld\n", name, out.how, out.value, now_ms() - start);
	return !strcmp(out.how, "exit") && out.value == 0;
}

static void run_all(void)
{
	FILE *list = fopen("/cases/list", "re");
	char name[128];
	int seconds;

	if (!list) {
		say(verdict_fd, "error no /cases/list\n");
		return;
	}
	while (fscanf(list, "%127s %d", name, &seconds) == 2) {
		if (!run_case(name, seconds))
			break;
	}
	fclose(list);
}

int main(void)
{
	mount_all();
	block_sigchld(SIG_BLOCK);
	klogctl(SYSLOG_CONSOLE_LEVEL, NULL, CONSOLE_DEBUG_LEVEL);
	setenv("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", 1);
	setenv("HOME", "/", 1);

	if (getenv("PORT_MODULE"))
		load_module(getenv("PORT_MODULE"));
	verdict_fd = open_port(setting("VERDICT_PORT", "/dev/ttyS1"));
	output_fd = open_port(setting("OUTPUT_PORT", "/dev/ttyS2"));
	kmsg_fd = open("/dev/kmsg", O_WRONLY | O_CLOEXEC);

	if (verdict_fd >= 0 && output_fd >= 0 && kmsg_fd >= 0) {
		say(verdict_fd, "up\n");
		run_all();
		say(verdict_fd, "done\n");
		tcdrain(output_fd);
		tcdrain(verdict_fd);
	}
	sync();
	/* Every kernel can: a small one halts where it should switch off. */
	reboot(RB_AUTOBOOT);
	return 1;
}
