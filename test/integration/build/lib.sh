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
	mkdir -p "$1"/{kernels,packages,work,logs}
	cp -al "$cache/kernels/$release" "$1/kernels/" 2>/dev/null ||
		cp -a --reflink=auto "$cache/kernels/$release" "$1/kernels/"
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
			tar -c --null -T - -f -
	) | tar -x -C "$1"
}
