#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# patch-case.sh: the way of one patch case inside the VM.  check.sh must fail
# before the load, hold while loaded, and fail again after the unload: with
# status 1, for a higher one says that something is wrong in any case.

die() {
	echo "$*"
	exit 1
}

check_fails() {
	sh ./check.sh
	case $? in
	0) die "the check holds $1 the $2" ;;
	1) ;;
	*) die "the check finds something wrong $1 the $2" ;;
	esac
}

name=$(cat name)
core=''
[ "$(cat backend)" = livepatch ] || core=/lib/kpatch/kpatch.ko
[ -z "$core" ] || insmod "$core" || die "the core does not load"

echo "--- before"
check_fails before load
echo "--- load"
kpatch load ./patch.ko || die "kpatch load failed"
sh ./check.sh || die "the check fails while loaded"
kpatch list | grep -q "$name" || die "kpatch list does not show $name: $(kpatch list)"
echo "--- unload"
kpatch unload "$name" || die "kpatch unload failed"
check_fails after unload
[ -z "$core" ] || rmmod kpatch || die "the core cannot be removed"
