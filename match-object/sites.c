// SPDX-License-Identifier: GPL-2.0-only
/*
 * sites.c: is a function patched alike by the running kernel?
 *
 * The bytes of an alternative's site, of a jump label or of a static call are the
 * same whatever will be written over them: tables say what that is.  An entry has a
 * reference to its site and others (a key, a replacement), and plain bytes
 * between them (a feature, lengths).  How long it is, the original's relocations show.
 */
#include "match.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In vmlinux some lie within other sections, between symbols. */
static const struct {
	const char *name, *start, *stop;
	unsigned int refs;	/* in an entry; the first is the site */
} tables[] = {
	{ ".altinstructions", "__alt_instructions", "__alt_instructions_end", 2 },
	{ ".parainstructions", "__parainstructions", "__parainstructions_end", 1 },
	{ "__jump_table", "__start___jump_table", "__stop___jump_table", 3 },
	{ ".static_call_sites", "__start_static_call_sites", "__stop_static_call_sites", 2 },
	{ "__ex_table", "__start___ex_table", "__stop___ex_table", 2 },
};

#define REPLACEMENTS ".altinstr_replacement"

/* One table of one file. */
struct table {
	const struct section *sec;
	uint64_t start, stop;		/* in the section */
	const struct rela *shape;	/* the relocations of the original's first entry */
	unsigned int refs;
	uint64_t stride;
	size_t which;
	struct entry *list;		/* sorted by site */
	size_t n;
};

/* The tables that the original has, and the shipped ones beside them. */
struct site_tables {
	struct pair {
		struct table orig, shipped;
	} pairs[sizeof(tables) / sizeof(*tables)];
	size_t n;
};

static bool find_table(const struct match *match, const struct kelf *elf, size_t which, struct table *table)
{
	size_t count;
	struct symbol **start, **stop;

	table->sec = kelf_find_section(elf, tables[which].name);
	if (table->sec) {
		table->start = 0;
		table->stop = table->sec->size;
		return table->sec->data;
	}
	if (elf != match->parent->elf || elf->eh.e_type == ET_REL)
		return false;
	start = parent_find(match->parent, tables[which].start, &count);
	stop = parent_find(match->parent, tables[which].stop, &count);
	if (!start || !stop || !(*start)->sec || !(*start)->sec->data)
		return false;
	table->sec = (*start)->sec;
	table->start = (*start)->sym.st_value - table->sec->sh.sh_addr;
	table->stop = (*stop)->sym.st_value - table->sec->sh.sh_addr;
	return table->start <= table->stop && table->stop <= table->sec->size;
}

/* What an entry looks like; false where that is not plain. */
static bool find_shape(struct table *table, unsigned int refs)
{
	const struct section *sec = table->sec;

	if (!sec->nrelas || sec->nrelas % refs || sec->size % (sec->nrelas / refs))
		return false;
	table->shape = sec->relas;
	table->refs = refs;
	table->stride = sec->size / (sec->nrelas / refs);
	return sec->relas[refs - 1].offset < table->stride;
}

/* The address that reference @ref of the entry at @entry holds, in a linked file. */
static bool entry_address(const struct table *table, uint64_t entry, unsigned int ref, uint64_t *addr)
{
	const struct kelf *elf = table->sec->elf;
	uint64_t field = entry + table->shape[ref].offset;
	unsigned int size = elf->arch->rela_size(table->shape[ref].type);

	if (size < 4 || field + size > table->stop)
		return false;
	*addr = (uint64_t)sign_extend(kelf_get(elf, table->sec->data + field, size), size * 8);
	if (table->shape[ref].type != elf->arch->abs64)
		*addr += table->sec->sh.sh_addr + field;
	return true;
}

/* Where it leads. */
static bool entry_place(const struct table *table, uint64_t entry, unsigned int ref, struct place *place)
{
	const struct section *sec = table->sec;
	uint64_t field = entry + table->shape[ref].offset, addr;
	size_t r;

	if (sec->elf->eh.e_type != ET_REL)
		return entry_address(table, entry, ref, &addr) && place_at_address(sec->elf, addr, place);
	r = kelf_rela_at(sec, field);
	if (r == sec->nrelas || sec->relas[r].offset != field)
		return false;
	*place = place_of(&sec->relas[r], 0);
	return true;
}

/* An entry, and where its site is: in a section, or at an address of a linked file. */
struct entry {
	const struct section *sec;	/* NULL: linked */
	uint64_t site, at;
};

static bool read_entry(const struct table *table, uint64_t at, struct entry *entry)
{
	struct place place;

	*entry = (struct entry){ .at = at };
	if (table->sec->elf->eh.e_type != ET_REL)
		return entry_address(table, at, 0, &entry->site);
	if (!entry_place(table, at, 0, &place) || !place.sec)
		return false;
	entry->sec = place.sec;
	entry->site = place.offset;
	return true;
}

static int by_section(const struct section *a, const struct section *b)
{
	if (a == b || !a || !b)
		return 0;
	return a->index < b->index ? -1 : 1;
}

static int by_site(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int sec = by_section(x->sec, y->sec);

	if (sec)
		return sec;
	if (x->site != y->site)
		return x->site < y->site ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

/* All entries, sorted by site: a table is read once, and each function finds its own. */
static void read_entries(struct kelf *mem, struct table *table)
{
	size_t room = (table->stop - table->start) / table->stride;

	table->list = kelf_alloc(mem, (room + 1) * sizeof(*table->list));
	table->n = 0;
	for (size_t i = 0; i < room; i++)
		table->n += read_entry(table, table->start + i * table->stride, &table->list[table->n]);
	qsort(table->list, table->n, sizeof(*table->list), by_site);
}

/* Where the sites of @code are counted from. */
static uint64_t site_base(const struct table *table, const struct code *code)
{
	return table->sec->elf->eh.e_type == ET_REL ? code->start : code->addr;
}

/* The entries of a table whose site lies in one function. */
struct entries {
	const struct entry *list;
	size_t n;
};

static struct entries entries_of(const struct table *table, const struct code *code)
{
	uint64_t base = site_base(table, code);
	struct entry first = { .sec = code->sec, .site = base };
	struct entries entries = { 0 };
	size_t low = 0, high = table->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (by_site(&table->list[mid], &first) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	entries.list = table->list + low;
	while (low + entries.n < table->n && !by_section(entries.list[entries.n].sec, code->sec) &&
	       entries.list[entries.n].site - base < code->size)
		entries.n++;
	return entries;
}

/*
 * The lengths of the code and of its replacement are an entry's last two bytes;
 * one of padding followed them before 5.13.
 */
static uint64_t replacement_size(const struct table *table, uint64_t at)
{
	return table->sec->data[at + table->stride - (table->stride == 13 ? 2 : 1)];
}

static bool same_replacement(const struct match *match, uint64_t size, const struct place *want,
			     const struct place *there)
{
	uint64_t i = 0;
	const struct arch *arch = want->sec->elf->arch;
	struct code shipped = {
		.sec = there->sec, .start = there->offset, .size = size,
		.addr = there->sec->sh.sh_addr + there->offset,
	};
	size_t r = kelf_rela_at(want->sec, want->offset);

	if (!size)
		return true;
	if (!want->sec->data || want->offset > want->sec->size || size > want->sec->size - want->offset ||
	    !there->sec->data || there->offset > there->sec->size || size > there->sec->size - there->offset)
		return false;
	for (; i < size; r++) {
		const struct rela *rela = r < want->sec->nrelas ? &want->sec->relas[r] : NULL;
		uint64_t next = rela && rela->offset - want->offset < size ? rela->offset - want->offset : size;
		struct place place;
		int64_t bias;

		if (next > i && memcmp(want->sec->data + want->offset + i,
				       there->sec->data + there->offset + i, next - i) != 0)
			return false;
		if (next == size)
			break;
		bias = arch->rela_bias(want->sec, rela, want->offset, want->offset + size);
		place = place_of(rela, bias);
		if (!means_same(match, &shipped, shipped.start + next, rela, &place, bias))
			return false;
		i = next + arch->rela_size(rela->type);
	}
	return true;
}

/* Two entries for the same site; *ref is the reference that differs, or 0. */
static bool same_entry(const struct match *match, const struct table *orig, uint64_t at,
		       const struct table *shipped, uint64_t there, unsigned int *ref)
{
	uint64_t i = 0;

	for (*ref = 1; *ref < orig->refs; ++*ref) {
		struct place want, found;

		if (!entry_place(orig, at, *ref, &want) || !entry_place(shipped, there, *ref, &found))
			continue;
		if (want.sec && found.sec && !strcmp(want.sec->name, REPLACEMENTS)) {
			if (!same_replacement(match, replacement_size(orig, at), &want, &found))
				return false;
		} else if (!is_same_place(match, &found, &want)) {
			return false;
		}
	}
	for (*ref = 0; *ref <= orig->refs; ++*ref) {
		uint64_t next = *ref < orig->refs ? orig->shape[*ref].offset : orig->stride;

		if (next > i && memcmp(orig->sec->data + at + i, shipped->sec->data + there + i, next - i) != 0)
			break;
		if (*ref < orig->refs)
			i = next + orig->sec->elf->arch->rela_size(orig->shape[*ref].type);
	}
	if (*ref > orig->refs)
		return true;
	*ref = 0;
	return false;
}

static void entry_text(const struct table *table, const struct entry *entry, unsigned int ref, char *text,
		       size_t size)
{
	char where[128] = "other bytes";
	struct place place;

	if (!entry) {
		snprintf(text, size, "no entry of %.80s", tables[table->which].name);
		return;
	}
	if (ref && entry_place(table, entry->at, ref, &place))
		place_text(table->sec->elf, &place, where, sizeof(where));
	snprintf(text, size, "an entry of %.80s with %s", tables[table->which].name, where);
}

/* Two entries at the same distance from the start, one of which may be missing. */
static enum verdict differ(const struct pair *pair, const struct entry *x, const struct entry *y,
			   unsigned int ref, uint64_t offset, struct difference *diff)
{
	memset(diff, 0, sizeof(*diff));
	diff->offset = offset;
	entry_text(&pair->orig, x, ref, diff->orig, sizeof(diff->orig));
	entry_text(&pair->shipped, y, ref, diff->shipped, sizeof(diff->shipped));
	return DIFFERS;
}

static enum verdict match_table(const struct match *match, const struct pair *pair, const struct code *orig,
				const struct code *shipped, struct difference *diff)
{
	struct entries here = entries_of(&pair->orig, orig), there = entries_of(&pair->shipped, shipped);

	for (size_t i = 0; i < here.n || i < there.n; i++) {
		const struct entry *x = i < here.n ? &here.list[i] : NULL;
		const struct entry *y = i < there.n ? &there.list[i] : NULL;
		uint64_t offset = x ? x->site - site_base(&pair->orig, orig) : 0;
		uint64_t away = y ? y->site - site_base(&pair->shipped, shipped) : 0;
		unsigned int ref = 0;

		if (!x || !y || offset != away)
			return differ(pair, x, y, 0, x ? offset : away, diff);
		if (!same_entry(match, &pair->orig, x->at, &pair->shipped, y->at, &ref))
			return differ(pair, x, y, ref, offset, diff);
	}
	return MATCHES;
}

void read_sites(struct match *match, struct kelf *orig)
{
	struct site_tables *sites = kelf_alloc(orig, sizeof(*sites));

	sites->n = 0;
	for (size_t which = 0; which < sizeof(tables) / sizeof(*tables); which++) {
		struct pair *pair = &sites->pairs[sites->n];

		*pair = (struct pair){ .orig.which = which, .shipped.which = which };
		if (!find_table(match, orig, which, &pair->orig) ||
		    !find_shape(&pair->orig, tables[which].refs) ||
		    !find_table(match, match->parent->elf, which, &pair->shipped))
			continue;
		pair->shipped.shape = pair->orig.shape;
		pair->shipped.refs = pair->orig.refs;
		pair->shipped.stride = pair->orig.stride;
		read_entries(orig, &pair->orig);
		read_entries(orig, &pair->shipped);
		sites->n++;
	}
	match->sites = sites;
}

enum verdict match_sites(const struct match *match, const struct code *orig, const struct code *shipped,
			 struct difference *diff)
{
	/* a function of another size has its sites elsewhere */
	if (orig->size != shipped->size)
		return MATCHES;
	for (size_t i = 0; i < match->sites->n; i++)
		if (match_table(match, &match->sites->pairs[i], orig, shipped, diff) != MATCHES)
			return DIFFERS;
	return MATCHES;
}
