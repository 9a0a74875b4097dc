#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The core calls the kernel directly.  An indirect call of a function that the
# kernel does not export ends in a fault on a CPU that checks indirect branches
# (IBT): the kernel takes their landing pads away.  No emulator has such a CPU,
# so the code is looked at instead.
. "$(dirname "$0")/lib.sh"
. "$top/test/integration/kernel.sh"

# Where a pointer leads to the core's own functions, to a patch's callback, or
# to what the kernel itself calls by pointer.  Some are inlined into others.
allowed='run|run_pre|kpatch_(pre|post)_(patch|unpatch)'				# callbacks.c
allowed+='|add|attach|drop'							# shadow.c: constructors, destructors
allowed+='|apply_entry|apply_writing_text|kpatch_(apply|undo)_late'		# late.c: struct late_kind
allowed+='|read_attr|read_notes|check_vmlinux|kpatch_check_said_builds'			# buildid.c: sysfs' function
allowed+='|on_match|on_symbol|walk_object|walk_module'				# symbols.c: struct walk

release=$(newest_release)
# Any patch, for the prepared tree.
"$top/kpatch-build/kpatch-build" -a "$release" -t vmlinux -n calls -o "$work" --json "$work/report.json" \
	"$top/test/integration/cases/meminfo-string/change.patch" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
for stacks in '' KPATCH_SCAN=1; do
	make -s -C "$top/kmod/core" KDIR="$cache/kernels/$release/tree" BUILD="$work/calls" CC=gcc $stacks \
		>"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
	objdump -dr "$work/calls/core/kpatch.ko" | awk '
		/^[0-9a-f]+ <.*>:/ { name = $2; gsub(/[<>:]/, "", name) }
		/__x86_indirect_thunk|(call|jmp) +\*/ { print name }' | sort -u >"$work/indirect"
	[[ -s $work/indirect ]] || { echo "no indirect call at all: the disassembly was not understood"; exit 1; }
	if grep -vxE "($allowed)([.][a-z.0-9]+)?" "$work/indirect" >"$work/bad"; then
		sed 's/.*/kpatch.ko: &() makes an indirect call; use kernel_call()/' "$work/bad"
		exit 1
	fi
done
