// SPDX-License-Identifier: GPL-2.0-only
/*
 * places.c: where did the build that the patch was made for have a symbol?
 *
 * Of vmlinux everything has its distance from _stext.  Of a module's data the
 * patch says where in a part of the module's memory they come to lie when the
 * loader puts one section after another; whether it did, the sections tell of
 * which the address is known.
 */
#include "core.h"
#include "ksyms.h"

static const struct kpatch_place_entry *find_entry(const struct kpatch_obj *obj,
						   const char *name,
						   unsigned long sympos)
{
	const struct kpatch_tables *t = obj->patch->tables;
	const struct kpatch_place_entry *place = kpatch_ptr(t->places);
	__u64 i;

	for (i = 0; i < t->nplaces; i++, place++)
		if (place->sympos == sympos &&
		    !strcmp(kpatch_ptr(place->name), name) &&
		    !strcmp(kpatch_ptr(place->objname), obj->pub.name))
			return place;
	return NULL;
}

/* Is a section where it should be, if the patch tells of it?  @addr 0: not known. */
static bool lies_at(const struct kpatch_obj *obj, const char *section,
		    unsigned long addr)
{
	const struct kpatch_place_entry *place = find_entry(obj, section, 0);
	unsigned long start;

	if (!place || !addr)
		return false;
	kpatch_part(obj->pub.mod, place->flags, &start);
	return start + place->offset == addr;
}

static bool as_laid_out(const struct kpatch_obj *obj, __u64 part)
{
	/* nothing is known of what lies in between: the parts around it must do */
	if (part != KPATCH_PLACE_RODATA &&
	    !lies_at(obj, KPATCH_PLACE_SELF, (unsigned long)obj->pub.mod))
		return false;
	return part == KPATCH_PLACE_DATA ||
	       lies_at(obj, KPATCH_PLACE_ID_NOTE, kpatch_id_note(obj));
}

static int find_in_module(const struct kpatch_obj *obj,
			  const struct kpatch_place_entry *place,
			  unsigned long *addr)
{
	const struct module *mod = obj->pub.mod;
	unsigned long start, size;

#ifdef CONFIG_SMP
	if (place->flags == KPATCH_PLACE_PERCPU) {
		*addr = (__force unsigned long)mod->percpu + place->offset;
		return place->offset < mod->percpu_size ? 0 : -EINVAL;
	}
#endif
	size = kpatch_part(mod, place->flags, &start);
	*addr = start + place->offset;
	return KPATCH_LAYOUT_KNOWN && place->offset < size &&
	       as_laid_out(obj, place->flags) ? 0 : -EINVAL;
}

/**
 * kpatch_find_place() - where must a symbol be?
 * @obj: a loaded object, of the build that its patch was made for
 * @name: of the symbol
 * @sympos: as the patch names it
 * @addr: where to put the address
 *
 * Return: 0; -ENOENT when the patch does not say; -EINVAL, reported, when the
 * module's data are not where the patch would have them.
 */
int kpatch_find_place(const struct kpatch_obj *obj, const char *name,
		      unsigned long sympos, unsigned long *addr)
{
	const struct kpatch_place_entry *place = find_entry(obj, name, sympos);
	int ret = 0;

	/* what the kernel lists in a module needs no guess at how it was loaded */
	if (!place || place->flags & KPATCH_PLACE_IN_TEXT ||
	    (KPATCH_DATA_LISTED && obj->pub.mod))
		return -ENOENT;
	*addr = place->offset;
	if (obj->pub.mod)
		ret = find_in_module(obj, place, addr);
	else if (!(place->flags & KPATCH_PLACE_ABSOLUTE))
		*addr += kernel_call(kallsyms_lookup_name)("_stext");
	if (ret)
		pr_err("%s is not loaded the way by which the patch knows where its '%s' is; patch it on a kernel with CONFIG_KALLSYMS_ALL, or without naming its data\n",
		       obj->pub.name, name);
	return ret;
}

/**
 * kpatch_position_in_text() - which position has a function without the data?
 * @obj: a loaded object, of the build that its patch was made for
 * @name: of the symbol
 * @sympos: as the patch names it
 *
 * Return: the position, for a function of a module behind data of the same name
 * that are not listed, or only until its init is done; 0 for all else.
 */
unsigned long kpatch_position_in_text(const struct kpatch_obj *obj,
				      const char *name, unsigned long sympos)
{
	const struct kpatch_place_entry *place = find_entry(obj, name, sympos);

	if (KPATCH_DATA_LISTED || !place ||
	    !(place->flags & KPATCH_PLACE_IN_TEXT))
		return 0;
	return place->offset;
}
