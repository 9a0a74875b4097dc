#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# loongarch: data that is loaded from where it is, and cannot be reached from a module, is refused.
. "$(dirname "$0")/lib.sh"
need_yaml2obj

addi=8400c002 # addi.d $a0,$a0,0
yaml_object orig "$addi" 050c8002 04048002

load=84000024 # ldptr.w, as a stand-in for any load
yaml_object orig "$load" 050c8002 04048002
yaml_object patched "$load" 050c8002 04088002
compare_yaml_objects
expect_status 1
grep -q 'show+0xc: refers to counter, .*compile the object with -mno-direct-extern-access' stderr || fail "$(cat stderr)"
