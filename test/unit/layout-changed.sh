#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Code that would find a structure of the running kernel laid out otherwise is refused.
. "$(dirname "$0")/lib.sh"
try() {
original <<'END'
struct inner { int a; };
struct flags { unsigned int low : 3, high : 5; };
typedef struct { long count; } counter;
struct item {
	struct { short x, y; };
	struct inner inner[2];
	struct flags flags;
	counter n;
	struct { int len, max; } log, logs[2];
	char name[8];
};
struct list { long n; short tail; short data[]; };
union word { int whole; short half; };
struct item item;
union word word;
struct { int left, right; } pair;
typedef struct { int up, down; } *way;
int show(int i, struct list *list, way way) { return item.inner[i].a + item.x + item.flags.high + item.n.count + item.name[1] + word.half + item.log.max +
	item.logs[1].len + list->data[2] + pair.right + way->down + 41; }
END

# differs SCRIPT: what is said of the structures when sed has run SCRIPT over the source.
differs() {
	patched_by "s/41/42/; $1"
	diff_objects
	expect_status 1
	sed -n 's/^error: \(.*\); what the running kernel has in memory.* say \(KPATCH_IGNORE_LAYOUT([a-z]*)\) .*/\1 \2/p' stderr >actual
	compare "refusal of $1"
}

differs 's/char name.8.;/& int more;/' <<'END'
proc.c:4: struct item: new member more KPATCH_IGNORE_LAYOUT(item)
END
# within a structure that has no name
differs 's/short x, y;/& short z;/' <<'END'
proc.c:4: struct item: new member z KPATCH_IGNORE_LAYOUT(item)
END
differs 's/short x, y;/short y, x;/' <<'END'
proc.c:4: struct item: member y moves from byte 2 to 0 KPATCH_IGNORE_LAYOUT(item)
END
differs 's/char name.8.;/char name[7];/' <<'END'
proc.c:4: struct item: member name has 56 bits instead of 64 KPATCH_IGNORE_LAYOUT(item)
END
differs 's/low : 3, high : 5/low : 2, high : 5/' <<'END'
proc.c:2: struct flags: member low has 2 bits instead of 3 KPATCH_IGNORE_LAYOUT(flags)
END
differs 's/low : 3, high : 5/low : 3, : 2, high : 5/' <<'END'
proc.c:2: struct flags: member high moves from bit 3 to 5 KPATCH_IGNORE_LAYOUT(flags)
END
differs 's/{ long count; } counter/{ long count, more; } counter/' <<'END'
proc.c:3: typedef counter: new member more KPATCH_IGNORE_LAYOUT(counter)
proc.c:4: struct item: member n has 128 bits instead of 64 KPATCH_IGNORE_LAYOUT(item)
END
# What a structure holds is told, and not that it holds it.
differs 's/int a;/int a, b;/' <<'END'
proc.c:1: struct inner: new member b KPATCH_IGNORE_LAYOUT(inner)
END
differs 's/int whole;/long whole;/' <<'END'
proc.c:13: union word: member whole has 64 bits instead of 32 KPATCH_IGNORE_LAYOUT(word)
END
# A structure without a tag is one with what holds it.
differs 's/int len, max;/int max, len;/' <<'END'
proc.c:4: struct item: member log.max moves from byte 28 to 24 KPATCH_IGNORE_LAYOUT(item)
END
differs 's/int left, right;/int right, left;/' <<'END'
proc.c:16: variable pair: member right moves from byte 4 to 0 KPATCH_IGNORE_LAYOUT(pair)
END
differs 's/int up, down;/int down, up;/' <<'END'
proc.c:17: typedef way: member down moves from byte 4 to 0 KPATCH_IGNORE_LAYOUT(way)
END
# where a structure ends in an array
differs 's/short data\[/short more, data[/' <<'END'
proc.c:12: struct list: new member more KPATCH_IGNORE_LAYOUT(list)
END
differs 's/short data\[/int data[/' <<'END'
proc.c:12: struct list: member data moves from byte 10 to 12 KPATCH_IGNORE_LAYOUT(list)
END
differs 's/short data\[/signed char data[/' <<'END'
proc.c:12: struct list: member data has elements of 1 bytes instead of 2 KPATCH_IGNORE_LAYOUT(list)
END
# nothing but its end
differs 's/counter n;/counter n __attribute__((aligned(64)));/; s/char name/counter c; &/; s/struct flags flags;/& /' <<'END'
proc.c:4: struct item: member n moves from byte 16 to 64 KPATCH_IGNORE_LAYOUT(item)
END
differs 's/^struct item {/struct __attribute__((aligned(64))) item {/' <<'END'
proc.c:4: struct item: its size is 64 bytes instead of 56 KPATCH_IGNORE_LAYOUT(item)
END
}

extra_cflags=(-g)
on_cpus x86_64 x86_64/clang aarch64 ppc64le s390x
extra_cflags=(-gdwarf-4)
on_cpus s390x
