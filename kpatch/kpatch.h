/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kpatch.h: what the parts of the kpatch tool share.
 *
 * Functions that return int return 0, or -1 after reporting the reason.
 */
#ifndef KPATCH_TOOL_H
#define KPATCH_TOOL_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define KPATCH_VERSION	"0.1"

/* The kernel's limit on module names, with the NUL. */
#define NAME_LEN	64

enum backend {
	BACKEND_NONE,		/* not a live patch */
	BACKEND_CORE,		/* ours, /sys/kernel/kpatch */
	BACKEND_LIVEPATCH,	/* the kernel's, /sys/kernel/livepatch */
};

struct options {
	const char *core;	/* --core, or NULL */
	const char *release;	/* --kernel-version, or NULL for the running kernel */
	bool all;		/* --all */
};

/* main.c */
void complain(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

const char *running_release(void);

/* Scope guards. */
static inline void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

static inline void free_ptr(void *ptr)
{
	free(*(void **)ptr);
}

#define _cleanup_fd_ __attribute__((cleanup(close_fd)))
#define _cleanup_free_ __attribute__((cleanup(free_ptr)))

/* name.c: from what the user typed to a module's name */
void name_from_arg(const char *arg, char name[NAME_LEN]);
bool name_is_file(const char *arg);
bool name_is_loaded(const char *arg, char name[NAME_LEN]);
int name_find_loaded(const char *arg, char name[NAME_LEN]);

/* modinfo.c: what does a module file say of itself? */
struct modinfo {
	char name[NAME_LEN];
	enum backend backend;
	char *text;		/* "key=value" strings, each ended by NUL */
	size_t size;
};

int modinfo_read(const char *file, struct modinfo *info);
void modinfo_free(struct modinfo *info);
const char *modinfo_next(const struct modinfo *info, const char *prev);
bool modinfo_made_for(const struct modinfo *info, const char *release);

#define _cleanup_modinfo_ __attribute__((cleanup(modinfo_free)))

/* module.c: the module system calls */
bool module_loaded(const char *name);
int module_insert(const char *file);
int module_remove(const char *name);

/* sysfs.c */
extern const char *const backend_dir[];	/* by enum backend */
bool sysfs_core_loaded(void);
enum backend sysfs_backend(const char *name);
int sysfs_read_flag(const char *name, const char *attr, bool *value);
int sysfs_read_line(const char *name, const char *attr, char *line, size_t size);
int sysfs_disable(const char *name);
int sysfs_force(const char *name);
int sysfs_wait_transition(const char *name);

/* kmsg.c: what did the kernel say while we tried? */
int kmsg_mark(void);
bool kmsg_report(int fd);

/* load.c, unload.c, show.c, install.c */
int cmd_load(const struct options *opts, char **args);
int load_all(const struct options *opts);
int unload_all(void);
bool installed_file(const struct options *opts, const char *arg, char path[2 * PATH_MAX]);
void list_installed(const struct options *opts);
int cmd_unload(const struct options *opts, char **args);
int cmd_force(const struct options *opts, char **args);
int cmd_install(const struct options *opts, char **args);
int cmd_uninstall(const struct options *opts, char **args);
int cmd_list(const struct options *opts, char **args);
int cmd_info(const struct options *opts, char **args);
int cmd_version(const struct options *opts, char **args);

#endif /* KPATCH_TOOL_H */
