// SPDX-License-Identifier: GPL-2.0-only
/*
 * sanitizers.c: what of an object is not the program but what KASAN, UBSAN and
 * their like wrote about it?
 *
 * Descriptions of places in the source (UBSAN) and of stack frames (KASAN) go
 * along with the code that reports them, and the line numbers in them are no
 * change of that code.  The constructors that tell the sanitizer about an
 * object's variables do not: see is_compiler_section().
 */
#include "cdo.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool starts_with(const char *s, const char *prefix)
{
	return !strncmp(s, prefix, strlen(prefix));
}

bool is_description(const struct section *sec)
{
	return starts_with(sec->name, ".data..Lubsan_") ||
	       starts_with(sec->name, ".data..L__unnamed_") ||
	       starts_with(sec->name, ".data.__unnamed_");
}

/* KASAN turns clang's private ".L.str.3" and ".L__unnamed_1" into symbols. */
bool is_unnamed(const char *name)
{
	return starts_with(name, ".L") || starts_with(name, "__unnamed_") || !strcmp(name, ".str") ||
	       starts_with(name, ".str.");
}

/* "struct source_location": a file's name, 32 bits of line, 32 of column. */
#define LOCATION_LINE	8
#define LOCATION_SIZE	16

static bool has_location(const struct piece *piece, uint64_t at)
{
	size_t r = kelf_rela_at(piece->sec, piece->start + at);

	return at + LOCATION_SIZE <= piece_size(piece) && r < piece->sec->nrelas &&
	       piece->sec->relas[r].offset == piece->start + at &&
	       piece->sec->relas[r].type == piece->sec->elf->arch->abs64;
}

/* The first of a description's fields is a location, and may be followed by another. */
bool descriptions_differ_in_line(const struct piece *a, const struct piece *b)
{
	const uint8_t *x = a->sec->data, *y = b->sec->data;
	uint64_t at = 0, size = piece_size(a);

	if (!is_description(a->sec) || !is_description(b->sec) || !x || !y || size != piece_size(b))
		return false;
	x += a->start;
	y += b->start;
	for (; at < 2 * LOCATION_SIZE && has_location(a, at) && has_location(b, at); at += LOCATION_SIZE) {
		/* Of two pointers in a row, the second is the type. */
		if (at && piece_relas(a).last - piece_relas(a).first < 3)
			break;
		if (memcmp(x + at, y + at, LOCATION_LINE) != 0)
			return false;
	}
	return at && !memcmp(x + at, y + at, size - at);
}

static const char *frame_of(const struct piece *piece)
{
	const uint8_t *text = piece->sec->data ? piece->sec->data + piece->start : NULL;

	return is_anonymous(piece) && !section_is_exec(piece->sec) && text &&
	       memchr(text, 0, piece_size(piece)) ? (const char *)text : NULL;
}

static bool next_number(const char **s, unsigned long *number)
{
	char *end;

	if (!isdigit((unsigned char)**s))
		return false;
	*number = strtoul(*s, &end, 10);
	*s = *end == ' ' ? end + 1 : end;
	return true;
}

/* "name:7" of @length characters: the name's length; 0 where the text is not that. */
static unsigned long name_length(const char *s, unsigned long length)
{
	unsigned long name = length;

	if (strnlen(s, length) < length || (s[length] && s[length] != ' '))
		return 0;
	while (name && isdigit((unsigned char)s[name - 1]))
		name--;
	return name && s[name - 1] == ':' ? name : length;
}

static bool same_variable(const char **x, const char **y)
{
	unsigned long a[3], b[3], length;

	for (int i = 0; i < 3; i++) {	/* offset, size, length of the name */
		if (!next_number(x, &a[i]) || !next_number(y, &b[i]) || (i < 2 && a[i] != b[i]))
			return false;
	}
	length = name_length(*x, a[2]);
	if (!length || length != name_length(*y, b[2]) || memcmp(*x, *y, length) != 0)
		return false;
	*x += a[2];
	*y += b[2];
	if (**x != **y)
		return false;
	if (**x) {
		++*x;
		++*y;
	}
	return true;
}

/* "2 32 4 3 i:7 48 16 6 buf:12": the number of variables, then each with its offset and size. */
bool frames_differ_in_line(const struct piece *a, const struct piece *b)
{
	const char *x = frame_of(a), *y = frame_of(b);
	unsigned long n, m;

	if (!x || !y || !next_number(&x, &n) || !next_number(&y, &m) || n != m || !n)
		return false;
	for (; n; n--) {
		if (!same_variable(&x, &y))
			return false;
	}
	return !*x && !*y;
}
