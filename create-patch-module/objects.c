// SPDX-License-Identifier: GPL-2.0-only
/*
 * objects.c: where does the module say what it is for, and by what can the
 * running kernel tell that an object is the one we built against?
 */
#include "cpm.h"
#include "diag.h"
#include "../kmod/patch/kpatch-format.h"

#include <stdio.h>
#include <string.h>

struct section *find_root(struct kelf *elf)
{
	struct section *sec = kelf_find_section(elf, KPATCH_SEC_TABLES);

	if (sec && sec->data && sec->size == sizeof(struct kpatch_tables) &&
	    kelf_get(elf, sec->data, 8) == KPATCH_FORMAT_VERSION)
		return sec;
	error("%s: no section %s of format %d; link it with the patch hook of this version",
	      elf->name, KPATCH_SEC_TABLES, KPATCH_FORMAT_VERSION);
	return NULL;
}

const char *vmlinux_of(const struct patch *patch)
{
	for (size_t i = 0; i < patch->opt.nobjects; i++) {
		if (!strcmp(patch->opt.objects[i].name, VMLINUX))
			return patch->opt.objects[i].path;
	}
	return NULL;
}

int report_no_symbol(const struct kelf *elf, const char *name, size_t count, unsigned long pos)
{
	char which[64] = "does not say which";

	if (pos)
		snprintf(which, sizeof(which), "refers to number %lu", pos);
	else if (!count)
		strcpy(which, "names it");
	error("%s: has %zu symbols '%s', and the patch %s; take the file that the patch was compared with",
	      elf->name, count, name, which);
	return -1;
}

/* The value of "@key=" in .modinfo, or NULL. */
static const char *modinfo(struct kelf *elf, const char *key)
{
	const struct section *sec = kelf_find_section(elf, ".modinfo");
	size_t len = strlen(key);
	uint64_t at = 0;

	while (sec && sec->data && at < sec->size) {
		const char *entry = (const char *)sec->data + at;
		size_t left = sec->size - at, size = strnlen(entry, left);

		if (size > len && size < left && !strncmp(entry, key, len) && entry[len] == '=')
			return entry + len + 1;
		at += size + 1;
	}
	return NULL;
}

int read_object_id(struct patch *patch, const struct target_object *object, struct object_id *id)
{
	const char *srcversion;
	struct kelf *elf;

	*id = (struct object_id){ 0 };
	if (kelf_open_symbols(object->path, &elf))
		return -1;
	id->build_id_len = (size_t)kelf_build_id(elf, id->build_id, sizeof(id->build_id));
	srcversion = modinfo(elf, "srcversion");
	if (srcversion)
		id->srcversion = kelf_printf(patch->elf, "%s", srcversion);
	kelf_close(elf);
	if (id->build_id_len || id->srcversion)
		return 0;
	error("%s: has neither a build id nor a srcversion, so nothing could tell the right kernel from a wrong one; take the file as it was shipped",
	      object->path);
	return -1;
}
