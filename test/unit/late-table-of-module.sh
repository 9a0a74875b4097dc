#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# create-patch-module finishes a switch of vmlinux for the core, and refuses one
# of a module that could come and go under the patch.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

cpm=$CREATE_PATCH_MODULE

# linked OBJECT: a linked patch module whose one switch belongs to OBJECT.
linked() {
	cat >"$1.c" <<-END
		#include "$top/kmod/patch/kpatch-format.h"
		static struct kpatch_tables tables __attribute__((used, section(KPATCH_SEC_TABLES))) = {
			.version = KPATCH_FORMAT_VERSION,
		};
		asm(".pushsection __jump_table, \"aw\"\n"
		    ".long 0, 0\n"
		    ".quad \".klp.sym.$1.some_key,0\" - .\n"
		    ".popsection\n");
	END
	gcc -O2 -c -o "$1.o" "$1.c"
	"$cpm" "$1.o" "$1.ko" 2>stderr
}

linked vmlinux || fail "refused: $(<stderr)"
[[ $(readelf -SW vmlinux.ko) == *.kpatch.jump_table* ]] || fail "the table was left to the module loader"
! linked xfs || fail "a switch of module xfs was let pass"
diff -u - stderr <<'END'
error: __jump_table+0x8: the entry leads to some_key of module xfs, which may come and go under the patch; read the key or call a function of the patch in its place
END
[[ ! -e xfs.ko ]] || fail "refused, but a module was left"
