#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A truncated or corrupt object is refused with one clear message, never a crash.
. "$(dirname "$0")/lib.sh"

original <<'END'
static int hits = 3;
int outside(int);
int show(int x) { return outside(x) + hits++ + 41; }
END
patched_by 's/41/42/'
build_objects
size=$(stat -c %s patched/proc.o)

# section_field NAME FIELD_OFFSET: where in the file a field of its header lies.
section_field() {
	local shoff index
	shoff=$(readelf -hW patched/proc.o | awk '/Start of section headers/ { print $5 }')
	index=$(readelf -SW patched/proc.o | sed -nE "s/^ *\[ *([0-9]+)\] $1 .*/\1/p" | head -n 1)
	echo $((shoff + index * 64 + $2))
}
section_data() {
	readelf -SW patched/proc.o | sed 's/^ *\[ *[0-9]*\] //' |
		awk -v name="$1" "$hex"'$1 == name { print hex($4); exit }'
}

try() {
	local what=$1
	run_cdo orig/proc.o broken.o vmlinux vmlinux "$symvers" test_patch out.o
	[[ $status -eq 1 ]] || fail "$what: exit status $status: $(cat stderr)"
	grep -q 'broken\.o' stderr || fail "$what: the file is not named: $(cat stderr)"
	[[ ! -e out.o ]] || fail "$what: it wrote out.o"
}

broken() {
	local what=$1 offset=$2
	shift 2
	cp patched/proc.o broken.o
	set_bytes broken.o "$offset" "$@"
	try "$what"
}

for part in 0 1 16 63 64 $((size / 2)) $((size - 64)) $((size - 1)); do
	head -c "$part" patched/proc.o >broken.o
	try "cut to $part bytes"
done
echo 'int show(void);' >broken.o
try "text"
head -c 4096 /dev/zero >broken.o
try "zeros"
broken "32-bit class" 4 01
broken "big endian" 5 02
broken "executable, not relocatable" 16 02
broken "another machine" 18 b7
broken "4 GB of padding" "$(section_field '\.text\.show' 48)" 00 00 00 00 01
broken "section headers beyond the file" 40 ff ff ff 7f
broken "no section names" 62 ff ff
broken ".symtab beyond the file" "$(section_field .symtab 24)" ff ff ff 7f
broken ".symtab larger than the file" "$(section_field .symtab 32)" f0 ff ff 7f
broken ".symtab without strings" "$(section_field .symtab 40)" ff 00 00 00
broken ".symtab of odd entry size" "$(section_field .symtab 56)" 07
broken "relocations of no section" "$(section_field .rela.text.show 44)" ff 7f 00 00
broken "relocation with no such symbol" "$(($(section_data .rela.text.show) + 12))" ff ff 00 00
broken "relocation beyond its section" "$(($(section_data .rela.text.show)))" ff ff 0f 00
broken "symbol of no section" "$(($(section_data .symtab) + 24 * 3 + 6))" f0 7f
broken "symbol name beyond the strings" "$(($(section_data .symtab) + 24 * 3))" ff ff ff 7f
