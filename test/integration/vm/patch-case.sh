#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# patch-case.sh: the way of one patch case inside the VM.  check.sh must fail
# before the load, hold while loaded, and fail again after the unload.

die() {
	echo "$*"
	exit 1
}

name=$(cat name)
core=''
[ "$(cat backend)" = livepatch ] || core=/lib/kpatch/kpatch.ko
[ -z "$core" ] || insmod "$core" || die "the core does not load"

echo "--- before"
sh ./check.sh && die "the check holds before the load"
echo "--- load"
kpatch load ./patch.ko || die "kpatch load failed"
sh ./check.sh || die "the check fails while loaded"
kpatch list | grep -q "$name" || die "kpatch list does not show $name: $(kpatch list)"
echo "--- unload"
kpatch unload "$name" || die "kpatch unload failed"
sh ./check.sh && die "the check holds after the unload"
[ -z "$core" ] || rmmod kpatch || die "the core cannot be removed"
