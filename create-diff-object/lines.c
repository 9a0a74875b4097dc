// SPDX-License-Identifier: GPL-2.0-only
/*
 * lines.c: do two functions differ in line numbers alone?
 *
 * Macros hand __LINE__ to a few functions that print it.  A diff that moves code
 * down the file changes these numbers and nothing else; such functions need no
 * replacement.  An argument is a line number when debug info says so: in both objects it equals
 * the line that the call comes from, or that its arguments end on.  Without debug info only the functions listed
 * below are known to take one.  Whatever is not understood here counts as a real difference.
 */
#include "cdo.h"
#include "sourcelines.h"

#include <ctype.h>
#include <string.h>

#define MAX_LINES_BELOW 8	/* on how many more lines a call's arguments may stand */

/* Is @at just behind "name.c:" or "name.h:" in @text? */
static bool follows_file_name(const char *text, const char *at)
{
	return at - text >= 4 && at[-1] == ':' && (at[-2] == 'c' || at[-2] == 'h') && at[-3] == '.';
}

static const char *skip_digits(const char *s)
{
	while (isdigit((unsigned char)*s))
		s++;
	return s;
}

/* With KASAN a string is a constant with zeros behind it. */
static bool is_padded_string(const struct piece *piece, const char *end)
{
	const struct range relas = piece_relas(piece);
	const char *last = (const char *)piece->sec->data + piece->end;

	while (end < last && !*end)
		end++;
	return piece->kind == KIND_CONST && end == last && relas.first == relas.last;
}

static const char *text_of(const struct piece *piece)
{
	const char *text = piece->sec->data ? (const char *)piece->sec->data + piece->start : NULL;
	const char *end = text ? memchr(text, 0, piece_size(piece)) : NULL;
	bool is_text = piece->kind == KIND_STRING ? piece->sec->sh.sh_entsize == 1 :
						   end && is_padded_string(piece, end);

	return end && is_text ? text : NULL;
}

/* memcpy()'s overflow warning: field "&neigh->ha" at net/core/neighbour.c:1426 */
bool strings_differ_in_line(const struct piece *a, const struct piece *b)
{
	const char *x = text_of(a), *y = text_of(b), *text = x;
	bool has_line = false;

	if (!x || !y)
		return false;
	while (*x && *y) {
		if (isdigit((unsigned char)*x) && isdigit((unsigned char)*y) &&
		    follows_file_name(text, x)) {
			x = skip_digits(x);
			y = skip_digits(y);
			has_line = true;
		} else if (*x++ != *y++) {
			return false;
		}
	}
	/* Zeros behind a text are looked past: without a line, let its size count. */
	return has_line && *x == *y;
}

/* Functions of the kernel that take a line number, and which argument it is. */
static const struct line_taker {
	const char *name;
	unsigned int arg;	/* from 0 */
	const char *format;	/* for printf-likes: only with this first argument */
} line_takers[] = {
	{ "__might_sleep", 1, NULL },
	{ "___might_sleep", 1, NULL },
	{ "__might_resched", 1, NULL },
	{ "__might_fault", 1, NULL },
	{ "__cant_sleep", 1, NULL },
	{ "__cant_migrate", 1, NULL },
	{ "lockdep_rcu_suspicious", 1, NULL },
	{ "rcu_read_lock_held_common", 1, NULL },
	{ "warn_slowpath_null", 1, NULL },
	{ "warn_slowpath_fmt", 1, NULL },
	{ "warn_slowpath_fmt_taint", 1, NULL },
	{ "__warn_printk", 2, "RTNL: assertion failed at %s (%d)\n" },
	{ "_printk", 2, "RTNL: assertion failed at %s (%d)\n" },
	{ "printk", 2, "RTNL: assertion failed at %s (%d)\n" },
};

/* Does some relocation of @piece lead to the string @text? */
static bool mentions(const struct piece *piece, const char *text)
{
	struct range range = piece_relas(piece);

	for (size_t r = range.first; r < range.last; r++) {
		const struct piece *to = meant_by(piece->sec, r);

		if (to && to->kind == KIND_STRING && piece_size(to) == strlen(text) + 1 &&
		    !memcmp(to->sec->data + to->start, text, piece_size(to)))
			return true;
	}
	return false;
}

static bool takes_line(const struct piece *piece, const struct arg_load *load)
{
	if (!load->callee)
		return false;
	for (size_t i = 0; i < sizeof(line_takers) / sizeof(line_takers[0]); i++) {
		const struct line_taker *taker = &line_takers[i];

		if (!strcmp(taker->name, load->callee) && taker->arg == load->arg)
			return !taker->format || mentions(piece, taker->format);
	}
	return false;
}

static bool is_line_of_call(struct object *obj, const struct section *sec,
			    const struct arg_load *load, unsigned int below)
{
	if (!obj->lines)
		obj->lines = source_lines_open(obj->elf->path);
	return source_lines_match(obj->lines, sec->shndx, load, below);
}

static bool both_take_line(struct diff *diff, const struct piece *orig, const struct arg_load *a,
			   const struct piece *patched, const struct arg_load *b)
{
	if (takes_line(orig, a) && takes_line(patched, b))
		return true;
	for (unsigned int below = 0; below <= MAX_LINES_BELOW; below++) {
		if (is_line_of_call(&diff->orig, orig->sec, a, below) &&
		    is_line_of_call(&diff->patched, patched->sec, b, below))
			return true;
	}
	return false;
}

bool only_lines_differ(struct diff *diff, const struct piece *orig, const struct piece *patched)
{
	const struct arch *arch = orig->sec->elf->arch;
	uint8_t *copy, *bytes = patched->sec->data + patched->start;
	uint8_t *from = orig->sec->data + orig->start;
	uint64_t size = piece_size(orig);
	bool same = true;

	if (size != piece_size(patched) || !arch->find_arg_load || !orig->sec->data)
		return false;
	for (uint64_t i = 0; i < size && same; i++) {
		struct arg_load a, b;

		if (from[i] == bytes[i])
			continue;
		same = arch->find_arg_load(orig->sec, orig->start, orig->end, orig->start + i, &a) &&
		       arch->find_arg_load(patched->sec, patched->start, patched->end,
					   patched->start + i, &b) &&
		       a.offset - orig->start == b.offset - patched->start && a.arg == b.arg &&
		       both_take_line(diff, orig, &a, patched, &b);
		if (same)
			i = a.offset - orig->start + a.size - 1;
	}
	if (!same)
		return false;
	/* The bytes are accounted for; the relocations must still agree. */
	copy = kelf_alloc(patched->sec->elf, size);
	memcpy(copy, bytes, size);
	memcpy(bytes, from, size);
	same = same_content(orig, patched);
	memcpy(bytes, copy, size);
	return same;
}
