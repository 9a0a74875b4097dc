// SPDX-License-Identifier: GPL-2.0-only
/* arch.c: which CPUs are there? */
#include "arch.h"

static const struct arch *const archs[] = {
	&arch_x86_64,
};

const struct arch *arch_find(uint16_t machine)
{
	for (size_t i = 0; i < sizeof(archs) / sizeof(archs[0]); i++) {
		if (archs[i]->machine == machine)
			return archs[i];
	}
	return NULL;
}
