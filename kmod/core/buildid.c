// SPDX-License-Identifier: GPL-2.0-only
/*
 * buildid.c: was the patch made for the kernel that runs?
 */
#include <linux/elf.h>

#include "core.h"
#include "ksyms.h"

#define NOTE_GNU_BUILD_ID 3

struct build_id {
	const unsigned char *bytes;
	unsigned int len;
};

/* Walk ELF notes, each a header, a name and a description, padded to four. */
static bool find_build_id(const void *start, const void *stop,
			  struct build_id *id)
{
	const void *note = start;

	while (note + sizeof(struct elf64_note) <= stop) {
		const struct elf64_note *nhdr = note;
		const char *name = note + sizeof(*nhdr);
		const void *desc = name + ALIGN(nhdr->n_namesz, 4);

		if (desc + nhdr->n_descsz > stop)
			return false;
		if (nhdr->n_type == NOTE_GNU_BUILD_ID &&
		    nhdr->n_namesz == sizeof("GNU") && !strcmp(name, "GNU")) {
			id->bytes = desc;
			id->len = nhdr->n_descsz;
			return true;
		}
		note = desc + ALIGN(nhdr->n_descsz, 4);
	}
	return false;
}

static int check_vmlinux(const struct kpatch_patch *patch,
			 const struct kpatch_object_entry *entry)
{
	int len = entry->build_id_len;
	struct build_id id;

	if (!ksyms.__start_notes || !ksyms.__stop_notes ||
	    !find_build_id(ksyms.__start_notes, ksyms.__stop_notes, &id)) {
		pr_err("%s: this kernel shows no build id to compare with\n",
		       patch->mod->name);
		return -ENODEV;
	}
	if (id.len != len || memcmp(id.bytes, entry->build_id, len)) {
		pr_err("%s: made for another kernel: the patch needs build id %*phN, this kernel has %*phN\n",
		       patch->mod->name, len, entry->build_id, (int)id.len,
		       id.bytes);
		return -ENODEV;
	}
	return 0;
}

/**
 * kpatch_check_build() - compare build ids before anything is written
 * @patch: the patch
 *
 * A patch that does not say what it was made for is refused.
 */
int kpatch_check_build(const struct kpatch_patch *patch)
{
	const struct kpatch_object_entry *entry =
		kpatch_ptr(patch->tables->objects);
	unsigned long i;

	for (i = 0; i < patch->tables->nobjects; i++)
		if (kpatch_is_vmlinux(kpatch_ptr(entry[i].name)) &&
		    entry[i].build_id_len)
			return check_vmlinux(patch, &entry[i]);

	pr_err("%s: does not say which kernel it was made for\n",
	       patch->mod->name);
	return -ENODEV;
}
