#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The author may say that no memory with the old layout is met: of one type, not of another.
. "$(dirname "$0")/lib.sh"
extra_cflags=(-g)

original <<'END'
struct item { int a; };
struct other { int a; };
int show(struct item *item, struct other *other) { return item->a + other->a + 41; }
END
patched_by 's/41/42/; s/struct item { int a;/& int b;/'
echo 'static const char *ignore __attribute__((section(".kpatch.ignore.layouts"), used)) = "item";' >>patched/proc.c
diff_objects
expect_report <<'END'
proc.o: changed function: show
END
expect_objects </dev/null
cp stderr actual
compare "warning" <<'END'
warning: proc.c:1: struct item: new member b; ignored at the author's word
END

sed -i 's/struct other { int a;/& int b;/' patched/proc.c
rm out.o
diff_objects
expect_status 1
sed -n 's/^error: \([^;]*\);.*/\1/p' stderr >actual
compare "refusal" <<'END'
proc.c:2: struct other: new member b
END

# What holds it is laid out anew, too, and that is another question.
original <<'END'
struct inner { int i; };
struct outer { struct inner in; int last; };
int show(struct outer *outer) { return outer->last + outer->in.i + 41; }
END
patched_by 's/41/42/; s/int i;/& int j;/'
echo 'static const char *ignore __attribute__((section(".kpatch.ignore.layouts"), used)) = "struct inner";' >>patched/proc.c
diff_objects
expect_status 1
sed -n 's/^error: \([^;]*\);.*/\1/p' stderr >actual
compare "refusal" <<'END'
proc.c:2: struct outer: member in has 64 bits instead of 32
END

# All reasons are told at once.
original <<'END'
struct item { int a; };
int limit = 4;
int show(struct item *item) { return item->a + limit + 41; }
END
patched_by 's/41/42/; s/int a;/& int b;/; s/limit = 4/limit = 5/'
diff_objects
expect_status 1
sed -n 's/^error: [^;]*proc[.]\([^;]*\);.*/\1/p' stderr >actual
compare "refusal" <<'END'
c:1: struct item: new member b
o: limit: initial value of this variable changed at byte 0
END
