# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# variants.sh: what is done to a source file before it is compiled once more.

# One blank line on top: every line number moves, nothing else does.
variant_blank() {
	echo
	cat "$1"
}
