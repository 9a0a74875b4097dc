#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Where it runs: closed or full streams, another umask and locale, odd variables, a directory that is gone, read-only disks.
. "$(dirname "$0")/lib.sh"

good=$cases/meminfo-string/change.patch
on=(-a "$release" -t vmlinux)
build=$top/kpatch-build/kpatch-build

# made WHAT: the last run wrote a whole module.
made() {
	[[ $status -eq 0 && -s out/kpatch-change.ko ]] || fail "$1: exit status $status, $(cat stderr)"
	rm -f out/*
}

run() { status=0; timeout 300 "$build" -o out "${on[@]}" "$good" || status=$?; }
run <&- >stdout 2>stderr
made 'no input'
run 2>stderr >&-
made 'no output'
run >stdout 2>&-
made 'no errors'
run >/dev/full 2>stderr
made 'a full output'

# kpatch-build without what a login sets, with what others may have left there.
kb_with() {
	status=0
	env "$@" "$build" -o out "${on[@]}" "$good" >stdout 2>stderr || status=$?
}
echo 'broken' >makefile
echo '#error CPATH' >version.h
kb_with LANG=de_DE.UTF-8 LC_ALL=de_DE.UTF-8 LANGUAGE=de POSIXLY_CORRECT=1 CDPATH=/tmp "CPATH=$work" \
	"MAKEFILES=$work/makefile" KCONFIG_CONFIG=other HOSTCFLAGS=-broken LDFLAGS=-broken TAR_OPTIONS=--broken QUOTING_STYLE=c
made 'odd variables'
kb_with obj=other src=other srctree=/ objtree=/ sub_make_done=1 quiet=silent_ hostprogs=x VPATH=/ VERSION=9 NAME=x \
	KBUILD_OUTPUT=/nonexistent ARCH=arm64 GREP_OPTIONS=--broken MAKEFLAGS=--broken XZ_DEFAULTS=--broken LDEMULATION=none
made 'variables of kbuild'
kb_with -u HOME
made 'no HOME, but CACHEDIR'
kb_with TMPDIR=/nonexistent
made 'a TMPDIR that is not there'
kb_with "CACHEDIR=$(realpath --relative-to=. "$cache")"
made 'a relative CACHEDIR'
# As left there from work on another kernel.
kb_with CROSS_COMPILE=s390x-linux-gnu-
[[ $status -eq 1 && -z $(ls -A out) ]] || fail "another CROSS_COMPILE: exit status $status"
grep -qx "kpatch-build: s390x-linux-gnu-ld and s390x-linux-gnu-objcopy do not work on what gcc[^ ]* compiles: CROSS_COMPILE=s390x-linux-gnu- is not for the CPU of $release (x86_64); unset it" stderr ||
	fail "another CROSS_COMPILE: $(cat stderr)"
(umask 077; kb -o out "${on[@]}" "$good"; made 'umask 077')

mkdir gone
(
	cd gone
	rmdir ../gone
	status=0
	"$build" -o "$work/out" "${on[@]}" "$good" >"$work/stdout" 2>"$work/stderr" || status=$?
	[[ $status -eq 1 && -z $(ls -A "$work/out") ]] || fail "no directory: exit status $status"
)
grep -q '^kpatch-build: the current directory was removed; change to one that exists' stderr || fail "no directory: $(cat stderr)"

mkdir -p noexec full/{packages,kernels,work,logs} there
mount -t tmpfs -o noexec,size=1m none noexec
trap 'umount noexec; rm -rf "$work"' EXIT
CACHEDIR=$work/noexec refused 'a cache where nothing runs' 'no program can be run in the cache .*noexec.*; set CACHEDIR' "${on[@]}" "$good"
umount noexec
mount --bind full full
mount --bind there there
trap 'umount full there; rm -rf "$work"' EXIT
mount -o remount,ro,bind full
mount -o remount,ro,bind there
CACHEDIR=$work/full refused 'a read-only cache' 'cannot write to the cache .*; set CACHEDIR' "${on[@]}" "$good"
refused 'a read-only place' 'there: not a directory that can be written' "${on[@]}" -o there "$good"

# A report of an earlier run is not taken for this one's.
echo '{"status": 0}' >report
refused 'a bad argument' 'backend' "${on[@]}" --json report --backend=none "$good"
[[ ! -e report ]] || fail 'a bad argument: an older report is left'
RESULT=$good CORE_DIR=/tmp CC_TEXT=x KERNEL_NOTE=y kb "${on[@]}" --json report -o out nowhere.patch
jq -e '.status == 1 and .module == null and .core == "" and .versions.compiler == ""' report >/dev/null || fail "the report says: $(cat report)"
