// SPDX-License-Identifier: GPL-2.0-only
/*
 * keys.c: will the switches and alternatives in the patch's code work?
 *
 * The kernel links a jump label or a static call with its key when the patch
 * module is loaded, and unlinks it when that goes.  That works for keys of
 * vmlinux and of the patch itself.  A key of another module can come and go
 * under the patch, and the code would stay frozen as it was compiled.
 *
 * A static call goes through its trampoline then, which works as well.  What only
 * tells an observer something may stay off, and that is said: most drivers'
 * functions have a debugging message.  All else must be rewritten.
 */
#include "cdo.h"
#include "diag.h"
#include "parent.h"
#include "symvers.h"
#include "tables.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The module that the key belongs to, or NULL when it is vmlinux's or the patch's own. */
static const char *foreign_owner(struct diff *diff, const struct piece *to, const struct symbol *sym)
{
	const char *parent = diff->opt.parent_name, *owner;
	struct parent_symbol found;

	if (to && to->included)
		return NULL;
	if (to)
		return strcmp(parent, "vmlinux") ? parent : NULL;
	owner = symvers_owner(diff->symvers, sym->name);
	if (owner)
		return strcmp(owner, "vmlinux") ? owner : NULL;
	if (parent_find_global(diff->parent, sym->name, &found) == NOT_THERE)
		return NULL;	/* of another object of the patch */
	return strcmp(parent, "vmlinux") ? parent : NULL;
}

static bool is_static_call(const char *key)
{
	return !strncmp(key, "__SCK__", 7) || !strncmp(key, "__SCT__", 7);
}

static const char *remedy(const char *key)
{
	if (is_static_call(key))
		return "use KPATCH_STATIC_CALL() in the changed function, which reads the target each time";
	return "use static_key_enabled() in the changed function, which reads the key each time";
}

/* What a key switches on for an observer, told by the key's name, or the section that it is in. */
static const struct observer {
	const char *name, *section;
	const char *what, *stay;
} observers[] = {
	{ "__UNIQUE_ID_ddebug", "__dyndbg", "dynamic debug messages (pr_debug() and the like)",
	  "off, or on where DEBUG is defined," },
	{ "__UNIQUE_ID_ddebug", "__verbose", "dynamic debug messages (pr_debug() and the like)",
	  "off, or on where DEBUG is defined," },
	{ "__tracepoint_", "__tracepoints", "tracepoints", "off" },
};

#define NOBSERVERS (sizeof(observers) / sizeof(observers[0]))

static const struct observer *find_observer(const char *key, const struct piece *to)
{
	for (size_t i = 0; i < NOBSERVERS; i++) {
		const struct observer *observer = &observers[i];

		if (!strncmp(key, observer->name, strlen(observer->name)) ||
		    (to && !strcmp(to->sec->name, observer->section)))
			return observer;
	}
	return NULL;
}

static void freeze(struct piece *site, const struct observer *observer)
{
	struct piece *function = site->parent ? site->parent : site;

	function->frozen |= 1u << (observer - observers);
}

/* In one line, for a driver may have one in each of its functions. */
static void warn_frozen(const struct diff *diff, size_t observer)
{
	const struct object *obj = &diff->patched;
	char *names = NULL;
	size_t size = 0, n = 0;
	FILE *list = open_memstream(&names, &size);

	if (!list)
		errx(1, "out of memory");
	for (size_t i = 0; i < obj->npieces; i++) {
		if (obj->pieces[i]->frozen & 1u << observer)
			fprintf(list, "%s %s", n++ ? "," : "", piece_name(obj->pieces[i]));
	}
	if (fclose(list))
		errx(1, "out of memory");
	if (n)
		warning("%s: %s of a module cannot be switched in a patch: whatever is switched on, they stay %s in%s",
			obj->elf->name, observers[observer].what, observers[observer].stay, names);
	free(names);
}

/* What refers to something in an alternative or a static call is a call or jump; its size: */
#define CALL_SIZE 5

/*
 * A static call is compiled as a call of its trampoline, which the kernel leads
 * to where the key says, too: without an entry it stays that.
 */
static bool calls_trampoline(const struct target *site)
{
	const struct section *sec = site->piece->sec;
	uint64_t at = site->piece->start + (uint64_t)site->off;
	size_t r = kelf_rela_at(sec, at);
	const struct piece *to;

	if (r == kelf_rela_at(sec, at + CALL_SIZE))
		return false;
	to = target_of(sec, r)->piece;
	return !strncmp(to ? piece_name(to) : sec->relas[r].sym->name, "__SCT__", 7);
}

/* An entry's last relocation leads to its key. */
static void check_key(struct diff *diff, struct piece *entry)
{
	struct range range = piece_relas(entry);
	const struct rela *rela = &entry->sec->relas[range.last - 1];
	const struct piece *to = target_of(entry->sec, range.last - 1)->piece;
	const struct target *site = target_of(entry->sec, range.first);
	const char *owner = foreign_owner(diff, to, rela->sym), *key;
	const struct observer *observer;

	if (!owner)
		return;
	key = to ? piece_name(to) : rela->sym->name;
	observer = find_observer(key, to);
	/* without an entry the kernel leaves the code alone */
	if (observer || (is_static_call(key) && calls_trampoline(site))) {
		entry->included = false;
		if (observer)
			freeze(site->piece, observer);
		return;
	}
	error("%s: %s '%s' belongs to module %s, so the kernel could not switch it in a patch module; %s",
	      place(site->piece, (uint64_t)site->off), entry->table->keyed, key, owner, remedy(key));
}

/* The module to which a relocation of @sec in [start, end) leads, to what stays behind; or NULL. */
static const char *module_within(struct diff *diff, const struct section *sec, uint64_t start, uint64_t end)
{
	for (size_t r = kelf_rela_at(sec, start); r < kelf_rela_at(sec, end); r++) {
		const char *owner = foreign_owner(diff, target_of(sec, r)->piece, sec->relas[r].sym);

		if (owner)
			return owner;
	}
	return NULL;
}

static bool ends_in_sizes(const struct piece *entry)
{
	return entry->sec->elf->arch->alternatives_end_in_sizes && entry->sec->data &&
	       entry->end - entry->start >= 2;
}

/* The module to which the code leads that @entry would put in place, or NULL. */
static const char *module_of_replacement(struct diff *diff, const struct piece *entry,
					 const struct target *to)
{
	uint64_t start, end;

	if (!to->piece)
		return NULL;
	start = to->piece->start;
	end = to->piece->end;
	if (ends_in_sizes(entry)) {
		start += (uint64_t)to->off;
		end = start + entry->sec->data[entry->end - 1];
	}
	return module_within(diff, to->piece->sec, start, end);
}

/*
 * Alternatives are applied once, with the references to vmlinux.  What leads to
 * a module is resolved when that is there, and would be written over them.
 */
static void check_alternative(struct diff *diff, const struct piece *entry)
{
	struct range range = piece_relas(entry);
	const struct target *site = target_of(entry->sec, range.first);
	uint64_t at = site->piece->start + (uint64_t)site->off;
	uint64_t size = ends_in_sizes(entry) ? entry->sec->data[entry->end - 2] : CALL_SIZE;
	const char *module = module_within(diff, site->piece->sec, at, at + size);

	if (!module && range.last - range.first > 1)
		module = module_of_replacement(diff, entry, target_of(entry->sec, range.first + 1));
	if (module)
		error("%s: this instruction has an alternative that refers to module %s; alternatives are applied before references to a module can be resolved: call a function of the patch in its place",
		      place(site->piece, (uint64_t)site->off), module);
}

int check_keys(struct diff *diff)
{
	unsigned int before = error_count();

	for (size_t i = 0; i < diff->patched.npieces; i++) {
		struct piece *piece = diff->patched.pieces[i];

		if (!piece->included || !piece->table)
			continue;
		if (piece->table->keyed)
			check_key(diff, piece);
		else if (piece->table->replaces_code)
			check_alternative(diff, piece);
	}
	for (size_t i = 0; i < NOBSERVERS; i++)
		warn_frozen(diff, i);
	return error_count() == before ? 0 : -1;
}
