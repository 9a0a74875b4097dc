# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
# lib.sh: what the tests of kpatch-build's own behaviour share.
#
# A test stands in an empty directory.  kb runs kpatch-build and keeps $status,
# stdout and stderr.

set -Eeuo pipefail

build_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$build_dir/../../.." && pwd)
# shellcheck disable=SC2034 # for the tests
cases=$top/test/integration/cases
. "$build_dir/../kernel.sh"
CACHEDIR=$cache
export CACHEDIR

test_name=$(basename "$0" .sh)
work=$(mktemp -d "${TMPDIR:-/var/tmp}/build.$test_name.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'echo "$test_name: line $LINENO: $BASH_COMMAND" >&2' ERR
cd "$work"
mkdir out
release=$(newest_release)
status=''

fail() {
	echo "$test_name: $*" >&2
	exit 1
}

kb() {
	status=0
	"$top/kpatch-build/kpatch-build" "$@" >stdout 2>stderr || status=$?
}

# refused WHAT PATTERN ARGS...: exit 1, one clear line that matches, no module.
refused() {
	local what=$1 pattern=$2 said
	shift 2
	kb -o out "$@"
	said=$(grep -v '^kpatch-build: full log: ' stderr || true)
	[[ $status -eq 1 ]] || fail "$what: exit status $status: $said"
	[[ $(wc -l <<<"$said") -eq 1 ]] || fail "$what: more than one line: $said"
	grep -qE "$pattern" <<<"$said" || fail "$what: it says: $said"
	[[ -z $(ls -A out) ]] || fail "$what: it left $(ls out)"
}

# own_cache DIR: a cache of the test's own, with the prepared kernel in it.
own_cache() {
	kb -a "$release" -t vmlinux -o out "$cases/meminfo-string/change.patch"
	[[ $status -eq 0 ]] || fail "$(cat stderr)"
	rm -f out/*
	mkdir -p "$1"/{packages,work,logs} "$1/kernels/$release"
	copy_kernel "$cache/kernels/$release" "$1/kernels/$release"
}

# copy_kernel FROM TO: by links where there can be any.  Other runs work in FROM: what they
# finish or give up meanwhile goes under our hands.  The corpus is nothing of kpatch-build's.
copy_kernel() {
	local from=$1 to=$2 by=--reflink=auto entries
	mapfile -t entries < <(find "$from" -mindepth 1 -maxdepth 1 ! -name corpus ! -name lock ! -name turn)
	! ln "$from/source.done" "$to/" 2>/dev/null || by=--link
	rm -f "$to/source.done"
	flock "$from/turn" cp -a "$by" "${entries[@]}" "$to/" 2>copy.err ||
		! grep -v 'cannot stat .*: No such file or directory' copy.err || fail 'the kernel cannot be copied'
}

# cut_source DIR: Debian's source as it came, as far as fs/proc needs it.
cut_source() {
	local kernel=$cache/kernels/$release dir
	local -a whole=()
	for dir in arch/x86 certs fs/proc include init kernel lib mm scripts security tools/{arch/x86,bpf,build,include,lib,objtool,scripts}; do
		whole+=(-o -path "./$dir/*")
	done
	mkdir "$1"
	(
		cd "$kernel/tree"
		find . \( -type f -o -type l \) ! -newer "$kernel/source.done" \
			\( -name 'Kconfig*' -o -name 'Makefile*' -o -name 'Kbuild*' "${whole[@]}" \) -print0 |
			# 1: a file has got another link meanwhile, from a run beside this one
			{ tar -c --null -T - -f - 2>"$work/tar.err" || [[ $? -eq 1 ]] || { cat "$work/tar.err" >&2; false; }; }
	) | tar -x -C "$1"
}

# small_tree COMPILER CPU: what kpatch-build looks at before it copies a tree, and its config.
small_tree() {
	mkdir -p tree/kernel
	printf '%s\n' 'VERSION = 6' 'PATCHLEVEL = 1' 'SUBLEVEL = 99' >tree/Makefile
	touch tree/Kconfig
	{
		echo "CONFIG_CC_VERSION_TEXT=\"$1\""
		printf 'CONFIG_%s=y\n' "$2" MODULES KALLSYMS KPROBES DYNAMIC_FTRACE DYNAMIC_FTRACE_WITH_REGS
	} >good.config
}

# small_vmlinux COMPILER [PREFIX]: says what it is, and who made it.
small_vmlinux() {
	printf 'const char banner[] = "Linux version 6.1.99-own (me) "; int __ksymtab_exported;' >vmlinux.c
	"${2:-}gcc" -c -o vmlinux vmlinux.c
	printf '%s\0' "$1" >comment
	"${2:-}objcopy" --update-section .comment=comment vmlinux
}
