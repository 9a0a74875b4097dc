#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Changed data in a section that the author has ignored is no reason to refuse.
. "$(dirname "$0")/lib.sh"

original <<'END'
int limit __attribute__((section(".data.limits"))) = 51;
int show(int x) { return x + 41; }
END
patched_by 's/41/42/; s/51/52/'
echo 'static const char *ignore __attribute__((section(".kpatch.ignore.sections"), used)) = ".data.limits";' >>patched/proc.c
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_objects </dev/null
grep -c ignored stderr >actual || true
compare "warnings" <<<1

# What did not change there is not spoken of.
patched_by 's/41/42/'
echo 'static const char *ignore __attribute__((section(".kpatch.ignore.sections"), used)) = ".data.limits";' >>patched/proc.c
rm out.o
diff_objects
[[ ! -s stderr ]] || fail "$(cat stderr)"

# What is new there goes along.
original <<'END'
int show(int x) { return x + 41; }
END
patched_by 's/41/limit/'
{
	echo 'static int limit __attribute__((section(".data.limits"))) = 42;'
	cat patched/proc.c
	echo 'void more(void) { limit++; }'
	echo 'static const char *ignore __attribute__((section(".kpatch.ignore.sections"), used)) = ".data.limits";'
} >with-limit.c
mv with-limit.c patched/proc.c
rm out.o
diff_objects
expect_objects <<<limit
[[ ! -s stderr ]] || fail "$(cat stderr)"
