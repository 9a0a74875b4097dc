#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# KASAN's description of a stack frame may differ in lines; variables, places, sizes and their number are a change.
. "$(dirname "$0")/lib.sh"

# frame TEXT STATUS: that in place of the original's
frame() {
	patched_by "s/2 32 4 3 i:7 48 16 6 buf:12/$1/"
	rm -f out.o
	diff_objects
	[[ $status -eq $2 ]] || fail "'$1': status $status, expected $2"
}

original <<'END'
extern void note(const char *);
int show(int x) { note("2 32 4 3 i:7 48 16 6 buf:12"); return x; }
END
frame '2 32 4 3 i:8 48 16 7 buf:102' 3
frame '2 32 4 3 j:7 48 16 6 buf:12' 0	# another name
frame '2 32 4 3 i:7 64 16 6 buf:12' 0	# another place
frame '2 32 4 3 i:7 48 20 6 buf:12' 0	# another size
frame '3 32 4 3 i:7 48 16 6 buf:12' 0	# another number
frame '1 32 4 3 i:7' 0
frame '3 32 4 3 i:7 48 16 6 buf:12 80 4 3 k:9' 0
frame '2 32 4 3 i:7 48 16 6 buf:12 80 4 3 k:9' 0	# more than it says
frame '2 32 4 3 i:7 48 16 7 buf2:12' 0

# Old compilers gave no line, and what stands there is of the name.
sed -i 's/:7//; s/:12//; s/4 3 i/4 1 i/; s/16 6 buf/16 4 buf2/' orig/proc.c
patched_by 's/buf2/buf3/'
rm -f out.o
diff_objects
expect_status 0
