// SPDX-License-Identifier: GPL-2.0-only
/*
 * backend-core.c: how is a patch module finished for our own core?
 *
 * References that the loader cannot resolve move from the sections' relocations
 * to tables of our own (kpatch-format.h), which the core applies once the object
 * that they lead to is there.  Tables that the loader would act on before that
 * get names that it does not know.
 */
#include "arch.h"
#include "cpm.h"
#include "diag.h"
#include "../kmod/patch/kpatch-format.h"

#include <stddef.h>
#include <string.h>

struct core {
	struct patch *patch;
	struct kelf *elf;
	struct section *tables, *strings, *symbols, *relas, *relsecs, *objects, *late, *places, *slots;
};

static const struct late_table {
	const char *name, *late_name;
	enum kpatch_late_kind kind;
} late_tables[] = {
	/* in the order in which the module loader would see to them */
	{ ".parainstructions", ".kpatch.parainstructions", KPATCH_LATE_PARAVIRT },
	{ ".altinstructions", ".kpatch.altinstructions", KPATCH_LATE_ALTERNATIVES },
	{ "__jump_table", ".kpatch.jump_table", KPATCH_LATE_JUMP_LABELS },
	{ ".static_call_sites", ".kpatch.static_call_sites", KPATCH_LATE_STATIC_CALLS },
};

/* Set a pointer field to @offset into @to. */
static void point(struct core *core, struct section *sec, uint64_t field, struct section *to,
		  uint64_t offset)
{
	kelf_add_rela(sec, field, core->elf->arch->abs64, kelf_section_symbol(to), (int64_t)offset);
}

static void point_at_string(struct core *core, struct section *sec, uint64_t field, const char *str)
{
	point(core, sec, field, core->strings, kelf_append_string(core->strings, str));
}

static void put(struct core *core, struct section *sec, uint64_t field, uint64_t value)
{
	kelf_put(core->elf, sec->data + field, 8, value);
}

static struct section *add_table(struct core *core, const char *name)
{
	return kelf_add_section(core->elf, name, SHT_PROGBITS, SHF_ALLOC, 8, 0);
}

static void add_symbols(struct core *core)
{
	core->symbols = add_table(core, KPATCH_SEC_SYMBOLS);
	for (size_t i = 0; i < core->patch->nsymbols; i++) {
		struct late_symbol *late = &core->patch->symbols[i];
		uint64_t at = kelf_append(core->symbols, NULL, sizeof(struct kpatch_symbol_entry), 8);

		point_at_string(core, core->symbols, at + offsetof(struct kpatch_symbol_entry, name),
				late->name);
		point_at_string(core, core->symbols, at + offsetof(struct kpatch_symbol_entry, objname),
				late->object);
		put(core, core->symbols, at + offsetof(struct kpatch_symbol_entry, sympos), late->pos);
		late->sym->drop = true;
	}
}

static void add_slots(struct core *core)
{
	uint64_t size = core->patch->nsymbols * KPATCH_SLOT_SIZE;

	if (!core->elf->arch->slots || !size)
		return;
	core->slots = kelf_add_section(core->elf, KPATCH_SEC_SLOTS, SHT_PROGBITS,
				       SHF_ALLOC | SHF_EXECINSTR, 8, size);
}

/* A new relocation group of @sec for references to @object. */
static uint64_t add_group(struct core *core, struct section *sec, const char *object)
{
	uint64_t at = kelf_append(core->relsecs, NULL, sizeof(struct kpatch_relsec_entry), 8);

	point(core, core->relsecs, at + offsetof(struct kpatch_relsec_entry, dest), sec, 0);
	point(core, core->relsecs, at + offsetof(struct kpatch_relsec_entry, relas), core->relas,
	      core->relas->size);
	point_at_string(core, core->relsecs, at + offsetof(struct kpatch_relsec_entry, objname), object);
	return at;
}

static void add_late_rela(struct core *core, const struct rela *rela)
{
	uint64_t at = kelf_append(core->relas, NULL, sizeof(Elf64_Rela), 8);
	uint64_t sym = late_symbol_of(rela)->index + 1;

	put(core, core->relas, at + offsetof(Elf64_Rela, r_offset), rela->offset);
	put(core, core->relas, at + offsetof(Elf64_Rela, r_info), ELF64_R_INFO(sym, rela->type));
	put(core, core->relas, at + offsetof(Elf64_Rela, r_addend), (uint64_t)rela->addend);
}

/* Move the late relocations of @sec that lead to @object to a group of their own. */
static void move_group(struct core *core, struct section *sec, const char *object)
{
	uint64_t group = add_group(core, sec, object), n = 0;
	size_t kept = 0;

	for (size_t i = 0; i < sec->nrelas; i++) {
		const struct late_symbol *late = late_symbol_of(&sec->relas[i]);

		if (late && !strcmp(late->object, object)) {
			add_late_rela(core, &sec->relas[i]);
			n++;
		} else {
			sec->relas[kept++] = sec->relas[i];
		}
	}
	sec->nrelas = kept;
	put(core, core->relsecs, group + offsetof(struct kpatch_relsec_entry, nrelas), n);
}

static const struct late_symbol *first_late(const struct section *sec)
{
	for (size_t i = 0; i < sec->nrelas; i++) {
		if (late_symbol_of(&sec->relas[i]))
			return late_symbol_of(&sec->relas[i]);
	}
	return NULL;
}

static void move_relocations(struct core *core)
{
	size_t nsecs = core->elf->nsecs;	/* not those that we add */

	core->relas = add_table(core, KPATCH_SEC_RELAS);
	core->relsecs = add_table(core, KPATCH_SEC_RELSECS);
	for (size_t i = 1; i < nsecs; i++) {
		struct section *sec = core->elf->secs[i];
		const struct late_symbol *late;

		while (section_is_alloc(sec) && (late = first_late(sec)))
			move_group(core, sec, late->object);
	}
}

/*
 * The core hands the tables over once, with the references to vmlinux.  An entry
 * that leads into a module would need it there, and to be taken back when it goes.
 */
static int check_late_table(const struct section *sec)
{
	for (size_t i = 0; i < sec->nrelas; i++) {
		const struct late_symbol *late = late_symbol_of(&sec->relas[i]);

		if (late && strcmp(late->object, VMLINUX) != 0) {
			error("%s+0x%llx: the entry leads to %s of module %s, which may come and go under the patch; read the key or call a function of the patch in its place",
			      sec->name, (unsigned long long)sec->relas[i].offset, late->name, late->object);
			return -1;
		}
	}
	return 0;
}

static int check_late_tables(const struct core *core)
{
	for (size_t i = 0; i < sizeof(late_tables) / sizeof(late_tables[0]); i++) {
		const struct section *sec = kelf_find_section(core->elf, late_tables[i].name);

		if (sec && check_late_table(sec))
			return -1;
	}
	return 0;
}

static void rename_late_tables(struct core *core)
{
	core->late = add_table(core, KPATCH_SEC_LATE);
	for (size_t i = 0; i < sizeof(late_tables) / sizeof(late_tables[0]); i++) {
		struct section *sec = kelf_find_section(core->elf, late_tables[i].name);
		uint64_t at;

		if (!sec || !sec->size)
			continue;
		sec->name = late_tables[i].late_name;
		/* The kernel sorts jump labels and static calls in place. */
		sec->sh.sh_flags |= SHF_WRITE;
		at = kelf_append(core->late, NULL, sizeof(struct kpatch_late_entry), 8);
		put(core, core->late, at + offsetof(struct kpatch_late_entry, kind), late_tables[i].kind);
		point(core, core->late, at + offsetof(struct kpatch_late_entry, start), sec, 0);
		put(core, core->late, at + offsetof(struct kpatch_late_entry, size), sec->size);
		point_at_string(core, core->late, at + offsetof(struct kpatch_late_entry, objname),
				VMLINUX);
	}
}

static int add_object(struct core *core, const struct target_object *object)
{
	struct object_id id;
	uint64_t at;

	if (read_object_id(core->patch, object, &id))
		return -1;
	if (id.build_id_len > KPATCH_BUILD_ID_MAX) {
		error("%s: build id of %zu bytes; at most %d are supported", object->path,
		      id.build_id_len, KPATCH_BUILD_ID_MAX);
		return -1;
	}
	at = kelf_append(core->objects, NULL, sizeof(struct kpatch_object_entry), 8);
	point_at_string(core, core->objects, at + offsetof(struct kpatch_object_entry, name), object->name);
	if (id.srcversion)
		point_at_string(core, core->objects,
				at + offsetof(struct kpatch_object_entry, srcversion), id.srcversion);
	put(core, core->objects, at + offsetof(struct kpatch_object_entry, build_id_len), id.build_id_len);
	memcpy(core->objects->data + at + offsetof(struct kpatch_object_entry, build_id), id.build_id,
	       id.build_id_len);
	return 0;
}

static int add_objects(struct core *core)
{
	core->objects = add_table(core, KPATCH_SEC_OBJECTS);
	for (size_t i = 0; i < core->patch->opt.nobjects; i++) {
		if (add_object(core, &core->patch->opt.objects[i]))
			return -1;
	}
	return 0;
}

static int add_places(struct core *core)
{
	core->places = add_table(core, KPATCH_SEC_PLACES);
	if (find_places(core->patch) || find_module_places(core->patch))
		return -1;
	for (size_t i = 0; i < core->patch->nplaces; i++) {
		const struct place *place = &core->patch->places[i];
		uint64_t at = kelf_append(core->places, NULL, sizeof(struct kpatch_place_entry), 8);

		point_at_string(core, core->places, at + offsetof(struct kpatch_place_entry, name),
				place->name);
		point_at_string(core, core->places, at + offsetof(struct kpatch_place_entry, objname),
				place->object);
		put(core, core->places, at + offsetof(struct kpatch_place_entry, sympos), place->pos);
		put(core, core->places, at + offsetof(struct kpatch_place_entry, offset), place->offset);
		put(core, core->places, at + offsetof(struct kpatch_place_entry, flags), place->flags);
	}
	return 0;
}

static void add_root_field(struct core *core, uint64_t field, struct section *table, size_t entry)
{
	if (!table->size)
		return;
	point(core, core->tables, field, table, 0);
	put(core, core->tables, field + 8, table->size / entry);
}

static void fill_root(struct core *core)
{
	add_root_field(core, offsetof(struct kpatch_tables, symbols), core->symbols,
		       sizeof(struct kpatch_symbol_entry));
	add_root_field(core, offsetof(struct kpatch_tables, relsecs), core->relsecs,
		       sizeof(struct kpatch_relsec_entry));
	add_root_field(core, offsetof(struct kpatch_tables, objects), core->objects,
		       sizeof(struct kpatch_object_entry));
	add_root_field(core, offsetof(struct kpatch_tables, late), core->late,
		       sizeof(struct kpatch_late_entry));
	add_root_field(core, offsetof(struct kpatch_tables, places), core->places,
		       sizeof(struct kpatch_place_entry));
	if (core->slots)
		add_root_field(core, offsetof(struct kpatch_tables, slots), core->slots, KPATCH_SLOT_SIZE);
}

static int finish(struct patch *patch)
{
	struct core core = { .patch = patch, .elf = patch->elf };

	core.tables = find_root(core.elf);
	if (!core.tables || check_late_tables(&core))
		return -1;
	core.strings = kelf_add_section(core.elf, ".kpatch.names", SHT_PROGBITS, SHF_ALLOC, 1, 0);
	add_symbols(&core);
	add_slots(&core);
	move_relocations(&core);
	rename_late_tables(&core);
	if (add_objects(&core) || add_places(&core))
		return -1;
	fill_root(&core);
	return 0;
}

const struct backend backend_core = { .name = "core", .finish = finish };
