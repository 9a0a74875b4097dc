/* SPDX-License-Identifier: GPL-2.0-only */
/* pieces.h: what cutting (pieces.c) and aiming (aim.c) share. */
#ifndef CDO_PIECES_H
#define CDO_PIECES_H

#include "cdo.h"

/* Room in @array for one more than @n elements of @size bytes. */
void *pieces_grow(void *array, size_t *cap, size_t n, size_t size);

/* Call @visit for each section of @obj, until one returns other than 0: -1 then. */
int each_section(struct object *obj, int (*visit)(struct object *, struct section *));

/*
 * The assembler resolves jumps between functions of one section (.sched.text)
 * itself.  Bring the relocations back, so that the functions can part.
 */
int restore_branches(struct object *obj);

/* Find the place that each relocation means, and mark those without a piece. */
void aim_relocations(struct object *obj);

/* Find the piece at each of these places, now that all are cut. */
void bind_targets(struct object *obj);

#endif /* CDO_PIECES_H */
