// SPDX-License-Identifier: GPL-2.0-only
/* scopes.c: which function declares which static local, by debug info? */
#include "cdo.h"
#include "debuginfo.h"

struct sections {
	struct object *obj;
	struct section **by_shndx;	/* as the file numbers them */
	size_t n;
};

static struct sections number_sections(struct object *obj)
{
	struct sections secs = { .obj = obj };

	for (size_t i = 1; i < obj->elf->nsecs; i++) {
		if (obj->elf->secs[i]->shndx >= secs.n)
			secs.n = obj->elf->secs[i]->shndx + 1;
	}
	secs.by_shndx = kelf_alloc(obj->elf, secs.n * sizeof(*secs.by_shndx));
	for (size_t i = 1; i < obj->elf->nsecs; i++)
		secs.by_shndx[obj->elf->secs[i]->shndx] = obj->elf->secs[i];
	return secs;
}

static void note_scope(void *data, const struct static_local *local)
{
	const struct sections *secs = data;
	const struct section *sec = local->shndx < secs->n ? secs->by_shndx[local->shndx] : NULL;
	struct piece *piece = sec && cut_of(sec) ? piece_at(sec, local->off) : NULL;

	if (!piece || piece->start != local->off || !local->function)
		return;
	piece->scope = kelf_printf(secs->obj->elf, "%s", local->function);
	piece->line = local->line;
}

void find_scopes(struct object *obj)
{
	struct sections secs = number_sections(obj);

	debuginfo_static_locals(obj->elf->path, note_scope, &secs);
}
