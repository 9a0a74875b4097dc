#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The kernel's own livepatch may attach to a function behind the one that is meant, if that has
# lost its symbol and the entry call of the other lies behind a landing pad.
. "$(dirname "$0")/lib.sh"

# A weak function that is overridden keeps its code and its entry call.
cat >vmlinux.s <<'END'
	.macro entry
	.pushsection __mcount_loc, "aw"
	.quad 1f
	.popsection
1:	.zero 5
	.endm
	.macro function name, visible=1
	.if \visible
	.type \name, @function
\name:
	.endif
	.endm

	.text
	.globl _stext
_stext:
	function before; endbr64; entry; ret
	function shown; endbr64; entry; ret
	function hidden, 0; endbr64; entry; ret
	function twin_1; entry; ret
	function hidden, 0; endbr64; entry; ret
	function twin_2; endbr64; entry; ret
	function hidden, 0; endbr64; entry; ret
	function last; endbr64; entry; ret
	.data
	.globl _end
_end:
END
gcc -c -o vmlinux.o vmlinux.s
for n in 1 2; do
	objcopy --redefine-sym "twin_$n=twin" vmlinux.o
done
printf 'SECTIONS { .text 0xffffffff81000000 : { *(.text) }
	.init.data : { __start_mcount_loc = .; *(__mcount_loc) __stop_mcount_loc = .; } .data : { *(.data) } }\n' >vmlinux.lds
ld -z noexecstack --build-id=sha1 -T vmlinux.lds -e _stext -o vmlinux vmlinux.o

# finish FUNCTION POSITION OBJECT BACKEND: of a patch of that function.
finish() {
	cat >patch.c <<-END
		#include "kpatch-format.h"
		#define P(x) (unsigned long)(x)
		int replacement(void) { return 0; }
		struct kpatch_func_entry funcs[] __attribute__((section(KPATCH_SEC_FUNCS))) = {
			{ P(replacement), P("before"), P("vmlinux"), 0, 0 },
			{ P(replacement), P("$1"), P("$3"), $2, 0 },
		};
		struct kpatch_tables t __attribute__((section(KPATCH_SEC_TABLES))) = { KPATCH_FORMAT_VERSION };
	END
	local module=''
	[[ $3 == vmlinux ]] || module=--object=$3=vmlinux.o
	rm -f out.ko patch.o
	gcc -O2 -fno-pie -mcmodel=kernel -I"$top/kmod/patch" -c -o patch.o patch.c || fail "no patch"
	"$CREATE_PATCH_MODULE" --backend="$4" --object vmlinux=vmlinux ${module:+"$module"} patch.o out.ko 2>actual
}

refused() {
	! finish "$@" || fail "$1,$2 was taken"
	[[ ! -e out.ko ]] || fail "$1,$2: refused, but written"
	compare "$1,$2"
}

finish last 0 vmlinux livepatch || fail "last: $(cat actual)"
finish twin 1 vmlinux livepatch || fail "twin, whose entry call is at its address: $(cat actual)"
finish last 0 ext4 livepatch || fail "of a module: $(cat actual)"
finish shown 0 vmlinux core || fail "for the core: $(cat actual)"
refused shown 0 vmlinux livepatch <<'END'
error: vmlinux: behind shown lies a function without a symbol, a weak one that another overrides: the kernel's own livepatch may attach to that, and the patch would do nothing; make it for the core (--backend core)
END
refused twin 2 vmlinux livepatch <<'END'
error: vmlinux: behind twin lies a function without a symbol, a weak one that another overrides: the kernel's own livepatch may attach to that, and the patch would do nothing; make it for the core (--backend core)
END
refused shown 0 ext4 livepatch <<'END'
error: vmlinux.o: behind shown lies a function without a symbol, a weak one that another overrides: the kernel's own livepatch may attach to that, and the patch would do nothing; make it for the core (--backend core)
END
refused nowhere 0 vmlinux livepatch <<'END'
error: vmlinux: has 0 symbols 'nowhere', and the patch names it; take the file that the patch was compared with
END

# As a debugger's file is.
objcopy --only-keep-debug vmlinux debug
mv debug vmlinux
refused last 0 vmlinux livepatch <<'END'
error: vmlinux: its table of entry calls is not in the file; take the vmlinux as it was linked
END
