#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What one kpatch-build left in the cache serves another one that lies elsewhere, also
# where the kernel's build calls a part of kpatch-build (X86_KERNEL_IBT).
. "$(dirname "$0")/lib.sh"

kernel=$("$top/test/kernels/build" nolivepatch)
grep -qx CONFIG_X86_KERNEL_IBT=y "$kernel/tree/.config" || fail 'the kernel nolivepatch does not track branches'
export CACHEDIR=$work/cache
args=(-s "$kernel/tree" -t vmlinux -n string -o out)

mkdir first
cp -a "$top"/{kpatch-build,create-diff-object,create-patch-module,match-object,kmod} first/
(top=$work/first && kb "${args[@]}" "$cases/meminfo-string/change.patch" && exit "$status") || fail "$(cat stderr)"
rm -rf first out/*
# Another change, so that the object is compiled again.
sed 's/BlockBuffers:   /SomeBuffers:    /' "$cases/meminfo-string/change.patch" >again.patch
kb "${args[@]}" again.patch
[[ $status -eq 0 ]] || fail "$(cat stderr)"
grep -q SomeBuffers out/kpatch-string.ko || fail 'the module is not of the second diff'
