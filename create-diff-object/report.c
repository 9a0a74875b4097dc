// SPDX-License-Identifier: GPL-2.0-only
/* report.c: what changed, for a person and for the pipeline that reads it?  Once the output is there. */
#include "cdo.h"

#include "diag.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void report_function(const struct piece *piece)
{
	const char *file = piece->sec->elf->name;

	if (!piece->twin)
		printf("%s: new function: %s\n", file, piece->sym->name);
	else if (piece->reason)
		printf("%s: changed function: %s (%s)\n", file, piece->twin->sym->name, piece->reason);
	else
		printf("%s: changed function: %s\n", file, piece->twin->sym->name);
}

int report(struct diff *diff)
{
	for (size_t i = 0; i < diff->patched.npieces; i++) {
		const struct piece *piece = diff->patched.pieces[i];

		if (piece->included && is_func(piece) && !piece->parent && !is_author_section(piece->sec))
			report_function(piece);
	}
	if (!fflush(stdout) && !ferror(stdout))
		return 0;
	error("standard output: cannot write: %s; %s is removed again", strerror(errno),
	      diff->opt.output);
	unlink(diff->opt.output);
	return -1;
}
