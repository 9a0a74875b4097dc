#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The finished module says where in vmlinux each thing that it names lies: from
# _stext, or by value where that does not move.  Positions count by address.
. "$(dirname "$0")/lib.sh"

# twin: per-CPU at 0x40; functions at _stext+0x10 and +0x30; data at 0x1000008.
cat >vmlinux.s <<'END'
	.section per_cpu, "aw"
	.zero 0x40
twin:	.quad 0
alone:	.quad 0
	.text
	.globl _stext, caller
_stext:	.zero 0x10
twin_1:	.zero 0x20
twin_2:	.zero 0x10
caller:	.zero 0x10
	.data
	.zero 8
twin_3:	.quad 1
	.globl _end
_end:
END
gcc -c -o vmlinux.o vmlinux.s
for n in 1 2 3; do
	objcopy --redefine-sym "twin_$n=twin" vmlinux.o
done
ld --build-id=sha1 --section-start=per_cpu=0 -Ttext=0xffffffff81000000 -Tdata=0xffffffff82000000 \
	-e _stext -o vmlinux vmlinux.o

cat >patch.c <<'END'
#include "kpatch-format.h"
extern char alone, twin_3, twin_4, of_module;
char *refs[] = { &alone, &twin_3, &twin_4, &of_module };
int replacement(void) { return 0; }
#define P(x) (unsigned long)(x)
struct kpatch_func_entry funcs[] __attribute__((section(KPATCH_SEC_FUNCS))) = {
	{ P(replacement), P("caller"), P("vmlinux"), 0, 0 },
	{ P(replacement), P("twin"), P("vmlinux"), 2, 0 },
};
struct kpatch_tables t __attribute__((section(KPATCH_SEC_TABLES))) = { KPATCH_FORMAT_VERSION };
END
gcc -O2 -fno-pie -mcmodel=kernel -I"$top/kmod/patch" -c -o patch.o patch.c
objcopy --redefine-sym alone=.klp.sym.vmlinux.alone,0 --redefine-sym of_module=.klp.sym.ext4.datum,0 \
	--redefine-sym twin_3=.klp.sym.vmlinux.twin,3 --redefine-sym twin_4=.klp.sym.vmlinux.twin,4 patch.o
"$CREATE_PATCH_MODULE" --object vmlinux=vmlinux patch.o out.ko

# bytes SECTION: what the finished module has in it.
bytes() {
	objcopy -O binary --set-section-flags "$1=alloc,load" -j "$1" out.ko "bytes$1"
	cat "bytes$1"
}

bytes .kpatch.names >names
bytes .kpatch.places >places
# An entry's name and object are two relocations into .kpatch.names.
readelf -rW out.ko | awk '/\.rela\.kpatch\.places/ { on = 1 } /^$/ { on = 0 } on && / R_X86_64_64 / { print $NF }' >pointers
count=0
while read -r name && read -r object; do
	for pointer in "$name" "$object"; do
		tail -c +$((16#$pointer + 1)) names | tr '\0' '\n' | head -n 1 | tr '\n' ' '
	done
	od -An -v -t x8 -w24 -j $((count * 40 + 16)) -N 24 places | sed 's/\<0*\([0-9a-f]\)/\1/g; s/^ //'
	count=$((count + 1))
done <pointers >said
expect_text() { diff -u --label expected - --label actual said || fail "other places"; }
expect_text <<'END'
alone vmlinux 0 48 1
caller vmlinux 0 40 0
twin vmlinux 2 10 0
twin vmlinux 3 30 0
twin vmlinux 4 1000008 0
END

# A position that vmlinux does not have.
objcopy --redefine-sym .klp.sym.vmlinux.twin,4=.klp.sym.vmlinux.twin,5 patch.o
! "$CREATE_PATCH_MODULE" --object vmlinux=vmlinux patch.o out.ko 2>said ||
	fail "position 5 of 4 was taken"
expect_text <<'END'
error: vmlinux: has 4 symbols 'twin', the patch refers to number 5; take the vmlinux that the patch was compared with
END
