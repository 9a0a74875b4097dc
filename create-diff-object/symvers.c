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
	char *namespace;	/* NULL: none */
	UT_hash_handle hh;
};

struct symvers {
	struct export *by_name;
};

static void free_export(struct export *export)
{
	free(export->name);
	free(export->owner);
	free(export->namespace);
	free(export);
}

static void add_export(struct symvers *symvers, const char *name, const char *owner,
		       const char *namespace)
{
	struct export *export = calloc(1, sizeof(*export)), *known;

	HASH_FIND_STR(symvers->by_name, name, known);
	if (known) {
		free(export);
		return;
	}
	if (!export || !(export->name = strdup(name)) || !(export->owner = strdup(owner)) ||
	    (*namespace && !(export->namespace = strdup(namespace)))) {
		fputs("error: out of memory\n", stderr);
		exit(1);
	}
	HASH_ADD_KEYPTR(hh, symvers->by_name, export->name, strlen(export->name), export);
}

static bool is_export_kind(const char *word)
{
	return word && !strncmp(word, "EXPORT_", 7);
}

/*
 * "CRC name owner EXPORT_SYMBOL_GPL" until 5.3, "CRC name namespace owner
 * EXPORT_SYMBOL_GPL" until 5.9, "CRC name owner EXPORT_SYMBOL_GPL namespace"
 * since; all with tabs.
 */
static bool read_line(struct symvers *symvers, char *line)
{
	char *word[5] = { NULL };
	size_t n = 0;

	line[strcspn(line, "\n")] = '\0';
	while (n < 5 && line)
		word[n++] = strsep(&line, "\t");
	if (n < 4 || line || strncmp(word[0], "0x", 2) != 0 || !*word[1])
		return false;
	if (is_export_kind(word[3]))
		add_export(symvers, word[1], word[2], n == 5 ? word[4] : "");
	else if (is_export_kind(word[4]))
		add_export(symvers, word[1], word[3], word[2]);
	else
		return false;
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

static const struct export *find_export(const struct symvers *symvers, const char *name)
{
	const struct export *export;

	HASH_FIND_STR(symvers->by_name, name, export);
	return export;
}

const char *symvers_namespace(const struct symvers *symvers, const char *name)
{
	const struct export *export = find_export(symvers, name);

	return export ? export->namespace : NULL;
}

const char *symvers_owner(const struct symvers *symvers, const char *name)
{
	const struct export *export = find_export(symvers, name);

	return export ? export->owner : NULL;
}
