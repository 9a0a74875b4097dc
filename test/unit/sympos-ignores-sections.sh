#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A section of the same name is not counted, in an ELF file either: the kernel does not list it.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 1; }
END
patched_by 's/+ 1/+ 2/'
build_objects
# as a kernel that can move itself is linked, with its sections' symbols
ld --emit-relocs --unresolved-symbols=ignore-all -z noexecstack -e 0 -Ttext="$text_address" \
	-o vmlinux entry.o shipped/proc.o
objcopy --rename-section .text=helper vmlinux
[[ $(readelf -sW vmlinux | grep -c ' SECTION .* helper$') -eq 1 ]] || fail "no symbol of the section"
run_cdo orig/proc.o patched/proc.o vmlinux vmlinux "$symvers" test_patch out.o

expect_undefined <<'END'
.klp.sym.vmlinux.helper,0
__fentry__
END
