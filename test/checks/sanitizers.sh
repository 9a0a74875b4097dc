#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The unit tests hold for tools built with ASan and UBSan.
. "$(dirname "$0")/lib.sh"

build_copy 'gcc -g -fsanitize=address,undefined -fno-sanitize-recover=all' WARNINGS=-Wall
export ASAN_OPTIONS=detect_leaks=1:exitcode=99
export UBSAN_OPTIONS=print_stacktrace=1
mapfile -t tests < <(find "$top/test/unit" -name '*.sh' ! -name lib.sh | sort)
export CDO=$work/tree/create-diff-object/create-diff-object MATCH_OBJECT=$work/tree/match-object/match-object
export CREATE_PATCH_MODULE=$work/tree/create-patch-module/create-patch-module
"$top/test/run" "${tests[@]}"
