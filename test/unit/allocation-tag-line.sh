#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The line in the tag of an allocation is no change; its function's name is; a new call may have a new tag.
. "$(dirname "$0")/lib.sh"

original <<'END'
struct tag { unsigned int flags, line; const char *module, *function, *file; void *counters; } __attribute__((aligned(8)));
void *alloc(int size, struct tag *tag);
#define ALLOC(size) ({ static struct tag _alloc_tag __attribute__((section("alloc_tags"), used)) = \
	{ 0, __LINE__, 0, __func__, __FILE__, 0 }; alloc(size, &_alloc_tag); })
void *show(int x) { return ALLOC(x) + 1; }
void *other(int x) { return ALLOC(x * 2); }
END
patched_by '/^void .show/i /* a comment */\n'
diff_objects
expect_status 3

patched_by -e '/^void .show/i /* a comment */\n' -e 's/return ALLOC(x) + 1/return ALLOC(x) ? ALLOC(x + 7) : 0/'
diff_objects
expect_report <<'END'
proc.o: changed function: show
END

rm out.o
patched_by 's/{ 0, __LINE__/{ 1, __LINE__/'
diff_objects
expect_status 1
