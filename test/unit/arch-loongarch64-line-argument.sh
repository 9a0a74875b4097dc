#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# loongarch: a line number passed to a might_sleep check is no change.
. "$(dirname "$0")/lib.sh"
need_yaml2obj

addi=8400c002 # addi.d $a0,$a0,0
yaml_object orig "$addi" 050c8002 04048002

yaml_object patched "$addi" 05208002 04048002
compare_yaml_objects
expect_status 3
