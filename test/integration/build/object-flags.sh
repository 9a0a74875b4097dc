#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck disable=SC1090,SC2034 # variables of kpatch-build's stages
# What lets built-in code live in a module is told to each compiler in its own words, and has the last word.
. "$(dirname "$0")/lib.sh"
LIB_DIR=$top/kpatch-build/lib
for lib in ui kernel arch record; do
	. "$LIB_DIR/$lib.sh"
done
trap 'echo "$test_name: line $LINENO: $BASH_COMMAND" >&2' ERR
: >config
CONFIG=config LOG=log SKIP_BINARY_CHECK=0

# with CPU COMPILER: each compiler that is there takes its flags.
with() {
	choose_cpu "$1"
	CC=$2 CC_TEXT=$2
	choose_object_flags
}

with x86_64 gcc
[[ -z $OBJECT_FLAGS ]] || fail "x86_64: $OBJECT_FLAGS"
for cpu in ppc64le s390x; do
	with "$cpu" "${cpu/ppc/powerpc}-linux-gnu-gcc"
	[[ $FLAGS_PLACE == first && -n $OBJECT_FLAGS ]] || fail "$cpu: $FLAGS_PLACE $OBJECT_FLAGS"
	with "$cpu" clang-19
	[[ -n $OBJECT_FLAGS ]] || fail "$cpu by clang: none"
done

# As kbuild records it for built-in code of LoongArch.
with loongarch64 clang-19
flags='clang-19 --target=loongarch64-linux-gnusf -O2 -fdirect-access-external-data -fPIE'
echo "savedcmd_x.o := $flags -c -o x.o x.c" >.x.o.cmd
echo 'extern int counter; int show(void) { return counter; }' >x.c
bash -ec "$flags -c -o x.o x.c"
! readelf -rW x.o | grep -q R_LARCH_GOT || fail "the kernel's own flags reach data by the GOT already"
bash -ec "$(recorded_line .x.o.cmd)"
readelf -rW x.o | grep -q 'R_LARCH_GOT.* counter' || fail "data of the kernel is not reached by the GOT: $(readelf -rW x.o)"

# One that is too old is refused, not run into an error for each file.
if (with s390x clang-14) 2>said; then
	fail 'clang 14 for s390x was taken'
fi
grep -qx "kpatch-build: clang-14 does not know '-fPIC .*', .* on s390x; a newer one is needed" said || fail "it says: $(cat said)"
