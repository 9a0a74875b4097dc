// SPDX-License-Identifier: GPL-2.0-only
/*
 * buildid.c: was the patch made for the kernel, and for the modules, that run?
 *
 * The kernel shows its own notes.  What it keeps of a module's lies in a
 * private structure, and is not there before the module's init; so the note is
 * looked for where the module loader put it, in the module's read-only memory.
 */
#include <linux/elf.h>
#include <linux/kernfs.h>
#include <linux/slab.h>
#include <linux/sysfs.h>

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

/* The kernel's notes. */
struct notes {
	const void *start, *stop;
	void *copy;			/* to be freed; or NULL */
};

/* The file's contents; since 6.14 it says where they are (BIN_ATTR_SIMPLE_RO). */
static void read_attr(struct notes *notes, struct bin_attribute *attr)
{
	ssize_t size = attr->size;

	if (size <= 0)
		return;
	if (attr->private) {
		notes->start = attr->private;
		notes->stop = attr->private + size;
		return;
	}
	if (attr->read)
		notes->copy = kpatch_zalloc(size);
	if (notes->copy) {
		size = attr->read(NULL, kernel_kobj, attr, notes->copy, 0,
				  size);
		notes->start = notes->copy;
		notes->stop = notes->copy + max_t(ssize_t, size, 0);
	}
}

/*
 * What /sys/kernel/notes shows, for kernels that do not list where they have
 * it; mounted or not.  It needs no open file.
 */
static void read_notes(struct notes *notes)
{
	struct kernfs_node *kn = kernfs_find_and_get_ns(kernel_kobj->sd,
							"notes", NULL);

	if (!kn)
		return;
	if (kernfs_type(kn) == KERNFS_FILE)
		read_attr(notes, kn->priv);
	kernfs_put(kn);
}

static void find_notes(struct notes *notes)
{
	notes->start = ksyms.__start_notes;
	notes->stop = ksyms.__stop_notes;
	notes->copy = NULL;
	if (!notes->start || !notes->stop)
		read_notes(notes);
}

static int check_vmlinux(const struct kpatch_patch *patch,
			 const struct kpatch_object_entry *entry)
{
	int len = entry->build_id_len, ret = -ENODEV;
	struct notes notes;
	struct build_id id;

	find_notes(&notes);
	if (!notes.start || !find_build_id(notes.start, notes.stop, &id))
		pr_err("%s: this kernel shows no build id to compare with\n",
		       patch->mod->name);
	else if (id.len != len || memcmp(id.bytes, entry->build_id, len))
		pr_err("%s: made for another kernel: the patch needs build id %*phN, this kernel has %*phN\n",
		       patch->mod->name, len, entry->build_id, (int)id.len,
		       id.bytes);
	else
		ret = 0;
	kfree(notes.copy);
	return ret;
}

/* The header of a build id's note, up to where the id begins. */
struct id_note {
	u32 namesz, descsz, type;
	char name[4];
};

/*
 * Read without KASAN: among what is looked through are the gaps that it keeps
 * around a module's variables.
 */
static __no_sanitize_address bool begins_id(const struct id_note *note)
{
	return note->type == NOTE_GNU_BUILD_ID &&
	       note->namesz == sizeof("GNU") && note->name[0] == 'G' &&
	       note->name[1] == 'N' && note->name[2] == 'U' && !note->name[3];
}

/*
 * Is there a note of this build id?  Then id->bytes is in it; else, id is the first
 * other one, or has len 0.
 */
static bool module_has_id(const struct module *mod,
			  const struct kpatch_object_entry *entry,
			  struct build_id *id)
{
	const void *place = kpatch_rodata_start(mod);
	const void *end = place + kpatch_rodata_size(mod);

	id->len = 0;
	for (; place + sizeof(struct id_note) + entry->build_id_len <= end;
	     place += 4) {
		const struct id_note *note = place;

		if (!begins_id(note))
			continue;
		if (note->descsz == entry->build_id_len &&
		    !memcmp(note + 1, entry->build_id, entry->build_id_len)) {
			id->bytes = (void *)(note + 1);
			return true;
		}
		if (!id->len && note->descsz <= KPATCH_BUILD_ID_MAX &&
		    (void *)(note + 1) + note->descsz <= end) {
			id->bytes = (void *)(note + 1);
			id->len = note->descsz;
		}
	}
	return false;
}

static int check_module(const struct kpatch_obj *obj,
			const struct kpatch_object_entry *entry)
{
	const struct module *mod = obj->pub.mod;
	const char *srcversion = kpatch_ptr(entry->srcversion);
	struct build_id id;

	if (entry->build_id_len && !module_has_id(mod, entry, &id)) {
		pr_err("%s: made for another build of module %s: the patch needs build id %*phN, the module has %*phN\n",
		       obj->patch->mod->name, mod->name,
		       (int)entry->build_id_len, entry->build_id, (int)id.len,
		       id.bytes);
		return -ENODEV;
	}
	if (srcversion &&
	    (!mod->srcversion || strcmp(mod->srcversion, srcversion))) {
		pr_err("%s: made for another build of module %s: the patch needs srcversion %s, the module has %s\n",
		       obj->patch->mod->name, mod->name, srcversion,
		       mod->srcversion ?: "none");
		return -ENODEV;
	}
	return 0;
}

static const struct kpatch_object_entry *find_entry(const struct kpatch_obj *obj)
{
	const struct kpatch_tables *t = obj->patch->tables;
	const struct kpatch_object_entry *entry = kpatch_ptr(t->objects);
	unsigned long i;

	for (i = 0; i < t->nobjects; i++)
		if (!strcmp(kpatch_ptr(entry[i].name), obj->pub.name) &&
		    (entry[i].build_id_len || entry[i].srcversion))
			return &entry[i];
	return NULL;
}

/**
 * kpatch_id_note() - where is the note with the build id of a loaded module?
 * @obj: the module, of the build that its patch was made for
 *
 * Return: its address; 0 when it is known by another thing.
 */
unsigned long kpatch_id_note(const struct kpatch_obj *obj)
{
	const struct kpatch_object_entry *entry = find_entry(obj);
	struct build_id id;

	if (!entry || !entry->build_id_len ||
	    !module_has_id(obj->pub.mod, entry, &id))
		return 0;
	return (unsigned long)id.bytes - sizeof(struct id_note);
}

/**
 * kpatch_check_build() - is a loaded module the one that the patch was made for?
 * @obj: the module
 *
 * Return: 0, or -ENODEV, reported with both ids.
 */
int kpatch_check_build(const struct kpatch_obj *obj)
{
	return check_module(obj, find_entry(obj));
}

/**
 * kpatch_check_said_builds() - does the patch say what it was made for?
 * @patch: the patch
 *
 * One that does not is refused, whether the object is there or not; so is one
 * for another kernel, before anything is written.
 */
int kpatch_check_said_builds(const struct kpatch_patch *patch)
{
	const struct kpatch_object_entry *entry =
		kpatch_ptr(patch->tables->objects);
	const struct kpatch_obj *obj;
	unsigned long i;

	kpatch_for_each_obj(patch, obj) {
		if (kpatch_is_vmlinux(obj->pub.name) || find_entry(obj))
			continue;
		pr_err("%s: does not say which build of module %s it was made for\n",
		       patch->mod->name, obj->pub.name);
		return -ENODEV;
	}
	for (i = 0; i < patch->tables->nobjects; i++)
		if (kpatch_is_vmlinux(kpatch_ptr(entry[i].name)) &&
		    entry[i].build_id_len)
			return check_vmlinux(patch, &entry[i]);

	pr_err("%s: does not say which kernel it was made for\n",
	       patch->mod->name);
	return -ENODEV;
}
