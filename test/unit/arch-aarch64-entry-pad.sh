#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# arm64: the tracer's no-ops before a function in a shared section go along with it.
. "$(dirname "$0")/lib.sh"
arch aarch64

fentry_cflags=('-fpatchable-function-entry=4,2')
original <<'END'
#define __sched __attribute__((section(".sched.text")))
__sched int before(int x) { return x; }
__sched int show(int x) { return x * 3; }
__sched int other(int x) { return x * 7; }
END
patched_by 's/return x; /return x + 9; /'
diff_objects
expect_report <<'END'
proc.o: changed function: before
END

patched_by 's/\* 3/* 5/'
diff_objects
expect_report <<'END'
proc.o: changed function: show
END
readelf -sW out.o | awk '$NF == "show" && $4 == "FUNC" { print $2 }' >actual
compare "offset of show" <<'END'
0000000000000008
END
expect_entries __patchable_function_entries 8 1
