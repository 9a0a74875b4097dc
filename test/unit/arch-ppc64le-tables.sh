#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# powerpc: of each table of what to rewrite, the changed function's entries are kept.
. "$(dirname "$0")/lib.sh"
arch ppc64le

# one TABLE SIZE FIELD...: an entry made of these fields, which lead to the code at 1
one() {
	local table=$1 size=$2
	shift 2
	original <<-END
	#define ENTRY asm volatile("1: nop\n.pushsection $table,\"a\"\n2: $*\n.popsection")
	int other(int x) { ENTRY; ENTRY; return x * 5; }
	int show(int x) { ENTRY; return x * 3; }
	END
	patched_by 's/\* 3/* 7/'
	rm -f out.o
	diff_objects
	expect_report <<<'proc.o: changed function: show'
	expect_entries "$table" "$size" 1
}

for table in __lwsync_fixup __stf_entry_barrier_fixup __stf_exit_barrier_fixup __uaccess_flush_fixup \
	     __entry_flush_fixup __scv_entry_flush_fixup __rfi_flush_fixup __barrier_nospec_fixup \
	     __spec_barrier_fixup __btb_flush_fixup; do
	one $table 8 '.8byte 1b - 2b'
done
for table in __ftr_fixup __mmu_ftr_fixup __fw_ftr_fixup; do
	one $table 48 '.8byte 1, 1, 1b - 2b, 1b + 4 - 2b, 0, 0'
done
one __soft_mask_table 16 '.8byte 1b, 1b + 4'
one __restart_table 24 '.8byte 1b, 1b + 4, 1b'
