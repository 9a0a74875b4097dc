// SPDX-License-Identifier: GPL-2.0-only
/*
 * name.c: which module does the user mean?
 *
 * People write kpatch-fix.ko, path/to/kpatch-fix.ko, kpatch-fix, kpatch_fix or
 * fix; the kernel knows kpatch_fix.
 */
#include <string.h>

#include "kpatch.h"

static bool ends_in(const char *s, const char *end)
{
	size_t len = strlen(s), endlen = strlen(end);

	return len >= endlen && !strcmp(s + len - endlen, end);
}

/* A file is named as such; NAME alone never means one. */
bool name_is_file(const char *arg)
{
	return ends_in(arg, ".ko") || strchr(arg, '/');
}

void name_from_arg(const char *arg, char name[NAME_LEN])
{
	const char *base = strrchr(arg, '/');

	snprintf(name, NAME_LEN, "%s", base ? base + 1 : arg);
	if (ends_in(name, ".ko"))
		name[strlen(name) - strlen(".ko")] = '\0';
	for (char *c = name; *c; c++)
		if (*c == '-')
			*c = '_';
}

/* Is a patch loaded that an argument means?  Its module's name goes to @name. */
bool name_is_loaded(const char *arg, char name[NAME_LEN])
{
	static const char *const prefixes[] = { "", "kpatch_", "livepatch_" };
	char plain[NAME_LEN];

	name_from_arg(arg, plain);
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
		int len = snprintf(name, NAME_LEN, "%s%s", prefixes[i], plain);

		/* '..' is there, and no patch. */
		if (*plain && *plain != '.' && len < NAME_LEN && sysfs_backend(name) != BACKEND_NONE)
			return true;
	}
	return false;
}

/* As name_is_loaded(), for those who need one. */
int name_find_loaded(const char *arg, char name[NAME_LEN])
{
	if (name_is_loaded(arg, name))
		return 0;
	complain("no patch '%s' is loaded; 'kpatch list' shows those that are", arg);
	return -1;
}
