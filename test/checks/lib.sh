# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
# lib.sh: what the checks of the source itself share.

set -Eeuo pipefail

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/check.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'echo "line $LINENO: $BASH_COMMAND" >&2' ERR

# In the order in which they need each other.
tools=(kelf create-diff-object create-patch-module match-object kpatch)

# build_copy CC [VARIABLE=VALUE...]: builds the C tools from a copy of the sources, so that the real
# tree's objects stay.
build_copy() {
	local tool cc=$1
	shift
	mkdir -p "$work/tree"
	(
		cd "$top"
		git ls-files -z --cached --others --exclude-standard -- '*.c' '*.h' '*.mk' '*Makefile' |
			xargs -0 ls -d 2>/dev/null | xargs cp --parents -t "$work/tree"
	)
	for tool in "${tools[@]}"; do
		make -s -C "$work/tree/$tool" CC="$cc" "$@"
	done
}
