# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# value-options.sh: which options has the kernel other than the config, by what its
# variables start with?
#
# vmlinux holds the first values.  Asked only when code was found to differ, for a
# reason to name.

# value_options: prints "CONFIG_X is set there, but not here", and the contrary.
value_options() {
	readelf -sW "$VMLINUX" 2>>"$LOG" |
		awk '$4 == "OBJECT" { seen[$8]++; is[$8] = $2 " " $3 } END { for (name in seen) if (seen[name] == 1) print name, is[name] }' \
			>"$WORK/variables.there"
	clock_option
	initial_options | sort
}

# first_value VARIABLE: its bytes in hexadecimal, as they stand in memory; false when there is no
# such variable, or several.  What is in no file is 0.
first_value() {
	local address size
	read -r address size < <(awk -v name="$1" '$1 == name { print $2, $3 }' "$WORK/variables.there")
	[[ -n $size && $size -gt 0 ]] || return 1
	"${OBJCOPY%objcopy}objdump" -s --start-address="0x$address" --stop-address=$((16#$address + size)) "$VMLINUX" 2>>"$LOG" |
		awk '/^ [0-9a-f]+ / { print substr($0, length($1) + 3, 36) }' | tr -d ' \n'
	echo
}

# The kernel's clock starts 300 s before its low 32 bits turn over (INITIAL_JIFFIES).
clock_option() {
	local bytes low hz here
	here=$(sed -n 's/^CONFIG_HZ=//p' "$CONFIG")
	bytes=$(first_value jiffies_64) || return 0
	[[ ${#bytes} -eq 16 && -n $here ]] || return 0
	if is_little_endian; then
		low=${bytes:6:2}${bytes:4:2}${bytes:2:2}${bytes:0:2}
	else
		low=${bytes:8:8}
	fi
	hz=$(((0x100000000 - 16#$low) / 300))
	if (( hz > 0 && hz * 300 + 16#$low == 0x100000000 && hz != here )); then
		echo "CONFIG_HZ is $hz there, and $here here (by where vmlinux starts jiffies)"
	fi
}

is_little_endian() {
	[[ $(od -An -tu1 -j5 -N1 "$VMLINUX") -eq 1 ]]
}

# "static bool x = IS_ENABLED(CONFIG_X);" and "DEFINE_STATIC_KEY_MAYBE(CONFIG_X, x)".
initial_options() {
	local option variable bytes
	[[ -s $UNITS ]] || return 0
	# what is generated is not there to be read
	(cd "$TREE" && { xargs -d '\n' grep -shE \
		'^(DEFINE_STATIC_KEY_MAYBE(_RO)?\(|[a-z][a-z0-9_ ]* [a-z0-9_]+ *= *IS_ENABLED\()CONFIG_' <"$UNITS" || true; }) |
		sed -nE 's/^DEFINE_STATIC_KEY_MAYBE(_RO)?\((CONFIG_[A-Za-z0-9_]+), *([a-z0-9_]+)\).*/\2 \3/p
			s/ __[a-z][a-z0-9_]*( *=)/\1/
			s/^[a-z].*[ ]([a-z0-9_]+) *= *IS_ENABLED\((CONFIG_[A-Za-z0-9_]+)\);.*/\2 \1/p' |
		while read -r option variable; do
			bytes=$(first_value "$variable") || continue
			# a static key is on when the number it begins with is 1
			if [[ ${bytes:0:8} == *[!0]* ]]; then
				grep -qE "^$option=[ym]$" "$CONFIG" ||
					echo "$option is set there, but not here ($variable of vmlinux starts with 1)"
			elif grep -qE "^$option=[ym]$" "$CONFIG"; then
				echo "$option is set here, but not there ($variable of vmlinux starts with 0)"
			fi
		done
}
