// SPDX-License-Identifier: GPL-2.0-only
/*
 * spread.c: how does a change reach the running kernel when its function cannot
 * be redirected?
 *
 * A function without an fentry call (notrace, noinstr, lib/) is replaced through
 * its callers: they are replaced by copies that call the new one.  That works
 * when every way to the function is a call from this object that begins, sooner
 * or later, at a function that can be redirected.
 */
#include "cdo.h"
#include "diag.h"

#include <string.h>

static bool can_be_redirected(const struct piece *piece)
{
	return piece->has_fentry && piece->twin && piece->twin->has_fentry;
}

static bool needs_callers(const struct piece *piece)
{
	return is_func(piece) && piece->status == STATUS_CHANGED && !piece->parent &&
	       !is_init_section(piece->sec) && !can_be_redirected(piece);
}

static struct piece *whole_function(struct piece *piece)
{
	return piece->parent ? piece->parent : piece;
}

/* Why the callers of a function that @user refers to are no way to it, or NULL. */
static const char *obstacle(const struct piece *user, size_t r)
{
	if (!is_func(user))
		return "its address is stored in";
	if (!user->sec->elf->arch->rela_is_branch(user->sec, &user->sec->relas[r]))
		return "its address is taken in";
	return NULL;
}

/* Turn one user of @piece into a changed function.  False when that is not possible. */
static bool spread_to(struct piece *piece, struct piece *user, size_t r)
{
	struct piece *caller = whole_function(user);
	const char *why = obstacle(user, r);

	if (caller == piece || user->kind == KIND_ENTRY)
		return true;
	/* What init code called is over; the address that it passed on is not. */
	if (is_init_section(caller->sec) && !why)
		return true;
	if (why) {
		error("%s: changed function has no fentry call, so calls of it cannot be redirected, and %s %s, so its callers cannot be replaced instead; move the change to a function that can be traced",
		      place(piece, 0), why, piece_name(user));
		return false;
	}
	if (caller->status != STATUS_SAME)
		return true;
	caller->status = STATUS_CHANGED;
	caller->reason = kelf_printf(piece->sec->elf, "calls %s, which has no fentry call",
				     piece->sym->name);
	return true;
}

static bool spread_to_users(struct object *obj, struct piece *piece)
{
	bool used = false, possible = true;

	for (size_t i = 0; i < obj->npieces; i++) {
		struct piece *user = obj->pieces[i];
		struct range range = piece_relas(user);

		for (size_t r = range.first; r < range.last; r++) {
			if (target_of(user->sec, r)->piece != piece)
				continue;
			used |= user->kind != KIND_ENTRY && whole_function(user) != piece &&
				!is_init_section(user->sec);
			possible &= spread_to(piece, user, r);
		}
	}
	return used && possible;
}

/* Carried along under its callers, no longer listed as changed itself. */
static void make_private(struct piece *piece)
{
	piece->status = STATUS_NEW;
	piece->reason = "has no fentry call; replaced through its callers";
}

static void refuse(struct piece *piece)
{
	error("%s: changed function has no fentry call, so calls of it cannot be redirected (notrace, noinstr, or a file built without tracing); change its callers instead, or move the change to a function that can be traced",
	      place(piece, 0));
}

/*
 * Bring in the callers of @piece.  Returns whether that was possible; if not,
 * it has been reported.
 */
static bool replace_through_callers(struct object *obj, struct piece *piece)
{
	unsigned int before = error_count();

	/* Functions of other files may call what is global. */
	if (symbol_is_local(piece->sym) && spread_to_users(obj, piece)) {
		make_private(piece);
		return true;
	}
	if (error_count() == before)
		refuse(piece);
	piece->hopeless = true;
	return false;
}

int spread(struct diff *diff)
{
	struct object *obj = &diff->patched;
	bool again = true;

	/* A caller may itself lack an fentry call, so until nothing moves. */
	while (again) {
		again = false;
		for (size_t i = 0; i < obj->npieces; i++) {
			if (needs_callers(obj->pieces[i]) && !obj->pieces[i]->hopeless)
				again |= replace_through_callers(obj, obj->pieces[i]);
		}
	}
	return 0;	/* verify() counts what was refused here, when all reasons are known */
}
