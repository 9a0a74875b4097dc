#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The core passes sparse.
. "$(dirname "$0")/lib.sh"
. "$top/test/integration/kernel.sh"

release=$(newest_release)
# Any patch, for the prepared tree.
"$top/kpatch-build/kpatch-build" -a "$release" -t vmlinux -n sparse -o "$work" --json "$work/report.json" \
	"$top/test/integration/cases/meminfo-string/change.patch" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
for stacks in '' KPATCH_SCAN=1; do
	make -s -C "$top/kmod/core" KDIR="$cache/kernels/$release/tree" BUILD="$work/sparse" KPATCH_FAULTS=1 $stacks \
		C=2 CHECK=sparse >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
	# What it says of the kernel's own headers is not ours to mend.
	if grep -E "^$work/sparse/.*: (warning|error):" "$work/log" >"$work/complaints"; then
		sed "s,^$work/sparse,kmod," "$work/complaints"
		exit 1
	fi
done
