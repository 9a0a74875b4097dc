# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# symvers.sh: a Module.symvers for a kernel that came without one.
#
# vmlinux itself knows what it exports: a symbol __ksymtab_NAME for each, and
# __crc_NAME, which is either the CRC as an absolute value or the address of
# its four bytes in __kcrctab* or .rodata.

symvers_of_vmlinux() {
	local vmlinux=$1 tables=$WORK/symvers
	mkdir -p "$tables"
	readelf -sW "$vmlinux" 2>>"$LOG" |
		awk '$4 != "SECTION" && $8 ~ /^__(ksymtab|crc)_/ { print $2, $7, $8 }' >"$tables/symbols"
	if ! grep -q ' __ksymtab_' "$tables/symbols"; then
		die "$vmlinux: exports no symbols, or has no symbol table; give one with symbols"
	fi
	# "[ 5] __ksymtab PROGBITS ADDRESS OFFSET SIZE": brackets may hold a space
	readelf -SW "$vmlinux" 2>>"$LOG" |
		sed -nE 's/^ *\[ *([0-9]+)\] +([^ ]+) +[A-Z_0-9]+ +([0-9a-f]+) ([0-9a-f]+) ([0-9a-f]+) .*/\1 \2 \3 \4 \5/p' \
		>"$tables/sections"

	: >"$tables/words"
	local index name addr off size order
	order=$(order_of_elf "$vmlinux")
	while read -r index name addr off size; do
		grep -q " $index __crc_" "$tables/symbols" || continue
		tail -c +$((16#$off + 1)) "$vmlinux" | head -c $((16#$size)) |
			od -An -v -tx4 --endian="$order" -w4 | sed "s/^/$index $addr/" >>"$tables/words" || true
	done <"$tables/sections"

	awk '
	function hex(s,  i, v) {	# the low 32 bits are enough inside a section
		s = substr(s, length(s) - 7)
		for (i = 1; i <= length(s); i++)
			v = v * 16 + index("0123456789abcdef", substr(s, i, 1)) - 1
		return v
	}
	# awk would print large numbers as 1e+09, the same for many
	function key(n) { return sprintf("%.0f", n % 4294967296) }
	FILENAME ~ /sections$/ { section[$1] = $2; next }
	FILENAME ~ /words$/ {
		word[$1, key(hex($2) + 4 * n[$1]++)] = $3; next
	}
	$3 ~ /^__ksymtab_/ { kind[substr($3, 11)] = section[$2]; next }
	$3 ~ /^__crc_/ {
		name = substr($3, 7)
		crc[name] = $2 == "ABS" ? substr($1, length($1) - 7) : word[$2, key(hex($1))]
		next
	}
	END {
		for (name in kind)
			printf "0x%s\t%s\tvmlinux\tEXPORT_SYMBOL%s\t\n",
			       crc[name] == "" ? "00000000" : crc[name], name,
			       kind[name] ~ /gpl/ ? "_GPL" : ""
	}' "$tables/sections" "$tables/words" "$tables/symbols" | sort -k2
}
