/* SPDX-License-Identifier: GPL-2.0-only */
const char *same_of_b(void);
