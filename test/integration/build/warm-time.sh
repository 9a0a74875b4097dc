#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# With the tree prepared, a one-line patch takes at most 15 seconds on two processors.
. "$(dirname "$0")/lib.sh"

kb -a "$release" -t vmlinux -o out "$cases/meminfo-string/change.patch"
[[ $status -eq 0 ]] || fail "$(cat stderr)"
# Another string, so that nothing can come from an earlier run.
sed "s/BlockBuffers:   /Buffers.$RANDOM:  /" "$cases/meminfo-string/change.patch" >other.patch
start=${EPOCHREALTIME/[.,]/}
kb -a "$release" -t vmlinux -j 2 -o out other.patch
took=$(((${EPOCHREALTIME/[.,]/} - start) / 1000))
[[ $status -eq 0 ]] || fail "$(cat stderr)"
cat stdout
echo "$took ms"
[[ $took -le 15000 ]] || fail "it took $took ms"
