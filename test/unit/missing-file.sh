#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A file that is not there is named.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched_by 's/41/42/'
build_objects
for missing in orig patched symtab; do
	files=([0]=orig/proc.o [1]=patched/proc.o [2]=vmlinux)
	case $missing in
	orig) files[0]=gone.o ;;
	patched) files[1]=gone.o ;;
	symtab) files[2]=gone.o ;;
	esac
	run_cdo "${files[0]}" "${files[1]}" vmlinux "${files[2]}" "$symvers" test_patch out.o
	expect_status 1
	grep -q 'gone\.o' stderr || fail "$missing: $(cat stderr)"
	[[ ! -e out.o ]] || fail "$missing: it wrote out.o"
done
