/* SPDX-License-Identifier: GPL-2.0-only */
/* core-calls.h: see core-calls.c */

/**
 * core_calls_find() - find what the core offers to the patch's code
 *
 * The caller holds the core.
 *
 * Return: 0, or -ENOENT after naming in the log what this core lacks.
 */
int core_calls_find(void);
