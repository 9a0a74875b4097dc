// SPDX-License-Identifier: GPL-2.0-only
/* symvers.c: what does Module.symvers say is exported, and by whom? */
#include "symvers.h"

#include "diag.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

struct export {
	char *name, *owner;
	UT_hash_handle hh;
};

struct symvers {
	struct export *by_name;
};

static void free_export(struct export *export)
{
	free(export->name);
	free(export->owner);
	free(export);
}

static void add_export(struct symvers *symvers, const char *name, const char *owner)
{
	struct export *export = calloc(1, sizeof(*export)), *known;

	HASH_FIND_STR(symvers->by_name, name, known);
	if (known) {
		free(export);
		return;
	}
	if (!export || !(export->name = strdup(name)) || !(export->owner = strdup(owner))) {
		fputs("error: out of memory\n", stderr);
		exit(1);
	}
	HASH_ADD_KEYPTR(hh, symvers->by_name, export->name, strlen(export->name), export);
}

/* "0x12345678\tname\towner\tEXPORT_SYMBOL_GPL\tnamespace": 4.19 has no fifth column. */
static bool read_line(struct symvers *symvers, char *line)
{
	char *crc = strsep(&line, "\t"), *name = strsep(&line, "\t"), *owner = strsep(&line, "\t\n");

	if (!crc || !name || !*name || !owner || !*owner || strncmp(crc, "0x", 2) != 0)
		return false;
	add_export(symvers, name, owner);
	return true;
}

struct symvers *symvers_open(const char *path)
{
	struct symvers *symvers = calloc(1, sizeof(*symvers));
	FILE *f = fopen(path, "r");
	unsigned long number = 0;
	size_t cap = 0;
	char *line = NULL;

	if (!symvers || !f) {
		error("%s: cannot open: %s", path, strerror(errno));
		free(symvers);
		return NULL;
	}
	while (getline(&line, &cap, f) > 0) {
		number++;
		if (*line == '\n' || read_line(symvers, line))
			continue;
		error("%s:%lu: not a line of a Module.symvers", path, number);
		symvers_close(symvers);
		symvers = NULL;
		break;
	}
	free(line);
	fclose(f);
	return symvers;
}

void symvers_close(struct symvers *symvers)
{
	struct export *export, *tmp;

	if (!symvers)
		return;
	HASH_ITER(hh, symvers->by_name, export, tmp) {
		HASH_DELETE(hh, symvers->by_name, export);
		free_export(export);
	}
	free(symvers);
}

const char *symvers_owner(const struct symvers *symvers, const char *name)
{
	const struct export *export;

	HASH_FIND_STR(symvers->by_name, name, export);
	return export ? export->owner : NULL;
}
