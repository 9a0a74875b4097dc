#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Strings before and behind the file's name do not hide how the entry's fields count.
. "$(dirname "$0")/lib.sh"

# try NAME1 NAME2 FILE FROM: two strings in a row, the label of the file's name, and what fields count from
try() {
	original <<-END
		#define WARN() asm volatile("1: ud2\n" \
			".pushsection .rodata.str,\"aMS\",@progbits,1\n2: .string \"$1\"\n3: .string \"$2\"\n.popsection\n" \
			".pushsection __bug_table,\"aw\"\n4: .long 1b - $4\n.long $3 - $4\n" \
			".short %c0, 1\n.popsection" :: "i" (__LINE__))
		int show(int x)
		{
			WARN();
			return x * 3;
		}
	END
	patched_by '/^int show/i /* a comment */\n'
	diff_objects
	expect_status 3
}

# Read the wrong way, an entry of the first form leads to the string before, which is of three characters;
for before in abc a.5 ...; do
	try $before mm/proc.c 3b .
	try $before rust/proc.rs 3b .
	try $before mm/proc.c 3b 4b
done
# and one of the second to the string behind a name of three.
for behind in abc 5.25 x.long; do
	try a.c $behind 2b 4b
done
