# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
# lib.sh: what the checks of the source itself share.

set -Eeuo pipefail

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/check.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'echo "line $LINENO: $BASH_COMMAND" >&2' ERR

tools=(kelf create-diff-object create-patch-module kpatch)

# build_copy CC: builds the C tools from a copy, so that the real tree's objects stay.
build_copy() {
	local tool
	mkdir -p "$work/tree"
	cp -r "${tools[@]/#/$top/}" "$top/kmod" "$work/tree/"
	for tool in "${tools[@]}"; do
		make -s -C "$work/tree/$tool" clean
	done
	for tool in "${tools[@]}"; do
		make -s -C "$work/tree/$tool" CC="$1"
	done
}
