#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The finished module says where in vmlinux each thing that it names lies: from
# _stext, or by value where that does not move.  Positions count by address.  And where in a
# part of a module's memory its data will lie: positions count in the symbol table, without init.
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

list_places() {
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
}
list_places
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
error: vmlinux: has 4 symbols 'twin', and the patch refers to number 5; take the file that the patch was compared with
END

# As the module loader lays it out: read-only (flags 2), read-only after init (4), the rest (8)
# and per-CPU data (10); init and what only the loader reads left out.  Of text the position
# without data (20), where that is another one.
cat >module.s <<'END'
	.section .note.gnu.build-id, "a", @note
	.long 4, 20, 3
	.asciz "GNU"
	.zero 20, 0x5a
	.section .modinfo, "a"
	.zero 0x11
	.section __versions, "a"
	.balign 64
	.zero 0x40
	.section .rodata, "a"
	.balign 32
	.zero 8
fixed:	.quad 0
	.section .data, "aw"
	.zero 3
	.section .init.data, "aw"
datum:	.zero 0x100
	.section .data..ro_after_init, "aw"
	.zero 0x18
once:	.quad 0
	.data
	.balign 16
datum_1: .quad 0
	.text
datum_2: .zero 8
	.section .more, "aw"
datum_3: .zero 4
	.section .data..percpu, "aw"
	.zero 0x28
each:	.quad 0
	.section .gnu.linkonce.this_module, "aw"
	.balign 64
	.zero 64
END
gcc -c -o ext4.ko module.s
for n in 1 2 3; do
	objcopy --redefine-sym "datum_$n=datum" ext4.ko
done
cat >patch.c <<'END'
#include "kpatch-format.h"
extern char a, b, c, d, e, f;
char *refs[] = { &a, &b, &c, &d, &e, &f };
struct kpatch_tables t __attribute__((section(KPATCH_SEC_TABLES))) = { KPATCH_FORMAT_VERSION };
END
gcc -O2 -fno-pie -mcmodel=kernel -I"$top/kmod/patch" -c -o patch.o patch.c
refer() {
	local -a renames=()
	for name; do
		renames+=(--redefine-sym "${name%=*}=.klp.sym.ext4.${name#*=}")
	done
	objcopy "${renames[@]}" patch.o named.o
}
refer a=fixed,0 b=once,0 c=datum,1 d=datum,2 e=datum,3 f=each,0
status=0
"$CREATE_PATCH_MODULE" --object ext4=ext4.ko named.o out.ko 2>said || status=$?
[[ $status -ne 0 ]] || list_places
expect_text <<'END'
fixed ext4 0 48 2
once ext4 0 18 4
datum ext4 1 10 8
datum ext4 2 1 20
datum ext4 3 18 8
each ext4 0 28 10
.note.gnu.build-id ext4 0 0 2
.gnu.linkonce.this_module ext4 0 40 8
END
refer a=fixed,0 b=once,0 c=datum,1 d=datum,0 e=datum,3 f=each,0
! "$CREATE_PATCH_MODULE" --object ext4=ext4.ko named.o out.ko 2>said || fail "no position of three was taken"
expect_text <<'END'
error: ext4.ko: has 3 symbols 'datum', and the patch does not say which; take the file that the patch was compared with
END
