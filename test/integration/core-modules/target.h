/* SPDX-License-Identifier: GPL-2.0-only */
const char *same_of_b(void);

/* Clang tells the callers of a function that is not inlined which constant it returns. */
static __always_inline const char *unforeseen(const char *text)
{
	barrier();
	OPTIMIZER_HIDE_VAR(text);
	return text;
}
