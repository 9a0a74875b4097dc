// SPDX-License-Identifier: GPL-2.0-only
/*
 * layout.c: where will the module loader put the data of the modules that a patch names?
 *
 * It goes through the sections once for each part of a module's memory, and puts what belongs
 * there one after another.  Text is left out: the loader adds to it what the CPU needs, and
 * kallsyms lists it always, though without the data of the same name before it.
 */
#include "cpm.h"
#include "arch.h"
#include "diag.h"
#include "../kmod/patch/kpatch-format.h"

#include <string.h>

/* Of a module's file: for each section its part, 0 for none that we know, and the offset in it. */
struct layout {
	struct kelf *elf;
	uint64_t *part, *offset;
};

static bool begins(const char *name, const char *prefix)
{
	return !strncmp(name, prefix, strlen(prefix));
}

/* Gone when init is done, or only read by the loader itself. */
static bool is_dropped(const struct section *sec)
{
	if (begins(sec->name, ".init"))
		return !sec->elf->arch->modules_keep_init;
	return !strcmp(sec->name, ".modinfo") || begins(sec->name, "__version");
}

/* SHF_GNU_RETAIN, which the loader uses for its own mark of what is read-only after init. */
#define SHF_RO_AFTER_INIT 0x200000

/* In the order in which the loader asks: what cannot be written to is never marked. */
static uint64_t part_of(const struct section *sec)
{
	if (!section_is_alloc(sec) || section_is_exec(sec) || is_dropped(sec))
		return 0;
	if (!strcmp(sec->name, ".data..percpu"))
		return KPATCH_PLACE_PERCPU;
	if (!(sec->sh.sh_flags & SHF_WRITE))
		return KPATCH_PLACE_RODATA;
	if (!strcmp(sec->name, ".data..ro_after_init") || !strcmp(sec->name, "__jump_table") ||
	    (sec->sh.sh_flags & SHF_RO_AFTER_INIT))
		return KPATCH_PLACE_RO_INIT;
	return KPATCH_PLACE_DATA;
}

static void lay_out(struct kelf *elf, struct layout *layout)
{
	*layout = (struct layout){
		.elf = elf,
		.part = kelf_alloc(elf, elf->nsecs * sizeof(*layout->part)),
		.offset = kelf_alloc(elf, elf->nsecs * sizeof(*layout->offset)),
	};
	for (uint64_t part = KPATCH_PLACE_RODATA; part <= KPATCH_PLACE_PERCPU; part <<= 1) {
		uint64_t size = 0;

		for (size_t i = 1; i < elf->nsecs; i++) {
			const struct section *sec = elf->secs[i];
			uint64_t align = sec->sh.sh_addralign ? sec->sh.sh_addralign : 1;

			if (part_of(sec) != part)
				continue;
			layout->part[i] = part;
			layout->offset[i] = (size + align - 1) / align * align;
			size = layout->offset[i] + sec->size;
		}
	}
}

/* The section by which the kernel can tell that it laid out the part so. */
static void add_known(struct patch *patch, const char *object, const struct layout *layout,
		      const char *name)
{
	const struct section *sec = kelf_find_section(layout->elf, name);

	if (sec && layout->part[sec->index])
		patch->places[patch->nplaces++] = (struct place){
			.object = object, .name = name,
			.offset = layout->offset[sec->index], .flags = layout->part[sec->index],
		};
}

/* A symbol of a module, and how many there are of its name. */
struct found {
	const struct symbol *sym;
	size_t count;
	uint64_t in_text;	/* its position among those in text */
};

/* Number @pos in the order of the symbol table, of what stays when init is done; 0: the only one. */
static struct found find_symbol(const struct kelf *elf, const char *name, unsigned long pos)
{
	struct found found = { 0 };

	for (size_t i = 1; i < elf->nsyms; i++) {
		const struct symbol *sym = elf->syms[i];

		if (!sym->sec || symbol_is_section(sym) || is_dropped(sym->sec) ||
		    strcmp(sym->name, name) != 0)
			continue;
		if (!found.sym)
			found.in_text += section_is_exec(sym->sec);
		if (++found.count == (pos ? pos : 1))
			found.sym = sym;
	}
	if (!pos && found.count > 1)
		found.sym = NULL;
	return found;
}

/* Leaves *@place; without flags when the name and position tell enough. */
static int find_place(const struct layout *layout, struct place *place)
{
	struct found found = find_symbol(layout->elf, place->name, place->pos);

	if (!found.sym)
		return report_no_symbol(layout->elf, place->name, found.count, place->pos);
	if (!section_is_exec(found.sym->sec)) {
		place->flags = layout->part[found.sym->sec->index];
		place->offset = layout->offset[found.sym->sec->index] + found.sym->sym.st_value;
	} else if (place->pos && found.in_text != place->pos) {
		place->flags = KPATCH_PLACE_IN_TEXT;
		place->offset = found.in_text;
	}
	return 0;
}

/* One more, if it is one of @object and there is something to tell. */
static int add_place(struct patch *patch, const struct layout *layout, const char *object,
		     const struct place *place)
{
	struct place *next = &patch->places[patch->nplaces];

	if (strcmp(place->object, object) != 0)
		return 0;
	*next = *place;
	if (find_place(layout, next))
		return -1;
	patch->nplaces += next->flags != 0;
	return 0;
}

static int find_in(struct patch *patch, const struct target_object *object)
{
	size_t before = patch->nplaces;
	struct layout layout;
	struct kelf *elf;
	int ret = 0;

	if (kelf_open_symbols(object->path, &elf))
		return -1;
	lay_out(elf, &layout);
	for (size_t i = 0; i < patch->nsymbols && !ret; i++) {
		const struct late_symbol *late = &patch->symbols[i];

		ret = add_place(patch, &layout, object->name,
				&(struct place){ late->object, late->name, late->pos, 0, 0 });
	}
	for (size_t i = 0; i < patch->nfunctions && !ret; i++) {
		const struct function *func = &patch->functions[i];

		ret = add_place(patch, &layout, object->name,
				&(struct place){ func->object, func->name, func->pos, 0, 0 });
	}
	if (patch->nplaces > before) {
		add_known(patch, object->name, &layout, KPATCH_PLACE_ID_NOTE);
		add_known(patch, object->name, &layout, KPATCH_PLACE_SELF);
	}
	kelf_close(elf);
	return ret;
}

int find_module_places(struct patch *patch)
{
	size_t max = patch->nplaces + patch->nsymbols + patch->nfunctions + 2 * patch->opt.nobjects;
	struct place *places = kelf_alloc(patch->elf, (max + 1) * sizeof(*places));

	if (patch->nplaces)
		memcpy(places, patch->places, patch->nplaces * sizeof(*places));
	patch->places = places;
	for (size_t i = 0; i < patch->opt.nobjects; i++) {
		if (strcmp(patch->opt.objects[i].name, VMLINUX) != 0 &&
		    find_in(patch, &patch->opt.objects[i]))
			return -1;
	}
	return 0;
}
