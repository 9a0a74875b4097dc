#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What another module exports is looked for in that module.
. "$(dirname "$0")/lib.sh"

original <<'END'
int kvm_read(int x);
int show(int x) { return kvm_read(x) + 1; }
END
patched_by 's/+ 1/+ 2/'
printf '0x00000000\tkvm_read\tarch/x86/kvm/kvm\tEXPORT_SYMBOL_GPL\t\n' >>Module.symvers
build_objects
run_cdo orig/proc.o patched/proc.o vmlinux vmlinux "$symvers" test_patch out.o

expect_undefined <<'END'
.klp.sym.kvm.kvm_read,0
__fentry__
END
