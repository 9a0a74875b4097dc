// SPDX-License-Identifier: GPL-2.0-only
/* Another patch that has the state in the version that t_state2 has it in. */
#include "t_state2.c"
