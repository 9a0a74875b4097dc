# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# abi.sh: are the types of exported symbols those that modules were built with?
#
# A CRC stands for the types of an exported symbol.  Computed here as kbuild
# does, of the text before and after the diff.  Before, it must be that of
# Module.symvers: the module loader compares it, and another one means another
# source or config.  After, another one means that modules built before know the
# type by another layout.  Needs OBJECTS; asks nothing where CRCs are not kept.
#
# The patch itself imports the shipped CRCs, whatever the diff does to types;
# check_imports sees that they are those of the running kernel.

ABI_FEW=20		# of so many objects the source before the diff is asked in any case

check_abi() {
	local obj
	if [[ -n $OOT_MODULE ]]; then
		STAGE_NOTE="not asked of a module with a source of its own"
		return 0
	fi
	if ! config_has MODVERSIONS || [[ ! -x $TREE/scripts/genksyms/genksyms ]]; then
		STAGE_NOTE="this kernel keeps no CRCs of types"
		return 0
	fi
	list_exports
	choose_abi_objects
	pool_start ${#ABI_OBJECTS[@]}
	for obj in "${ABI_OBJECTS[@]}"; do
		pool_run abi_of "$obj" "${ABI_BEFORE[$obj]}"
	done
	pool_wait
	compare_abi "${ABI_OBJECTS[@]}"
	if [[ -e $WORK/abi.wrong ]]; then
		die "refused: exported symbols have other types than in $RELEASE (see above), so source or config are not that kernel's; --skip-binary-check goes on nevertheless"
	fi
}

# Leaves $WORK/abi/OBJECT.exports, one name a line, for the objects that export something.
list_exports() {
	local obj objects=()
	for obj in "${OBJECTS[@]}"; do
		is_new_object "$obj" || objects+=("$obj")
	done
	make_directories "$WORK/abi" "${objects[@]}"
	(( ! ${#objects[@]} )) || (
		cd "$WORK/orig" || exit 1
		printf '%s\0' "${objects[@]}" | xargs -0 readelf -sW /dev/null 2>>"$LOG" || true
	) | awk -v dir="$WORK/abi/" '
		/^File: / { close(file); file = dir $2 ".exports" }
		sub(/^__(ksymtab|export_symbol)_/, "", $8) { print $8 > file }'
}

ABI_OBJECTS=()			# whose CRCs are asked
declare -gA ABI_BEFORE=()	# how the CRCs before the diff are known: see abi_of

# Of all whose types the diff may change.  Types other than the shipped mean another source, or
# config, and that shows in some of many: so every tenth of the rest, too, and of many of those
# that may change every tenth as it was before.
choose_abi_objects() {
	local obj i=0 same=() other=() only_functions=0 whole=0
	if only_functions_change; then only_functions=1; fi
	# Nor can a type be another where the debug info is the same, if it is whole.
	if has_whole_debug_info; then whole=1; fi
	for obj in "${OBJECTS[@]}"; do
		[[ -s $WORK/abi/$obj.exports ]] || continue
		if (( only_functions )) || [[ $whole${SAME[$obj]:-} == 11 ]]; then same+=("$obj"); else other+=("$obj"); fi
	done
	for ((i = 0; i < ${#same[@]}; i += 10)); do
		ABI_OBJECTS+=("${same[i]}")
		ABI_BEFORE[${same[i]}]=as_after
	done
	for ((i = 0; i < ${#other[@]}; i++)); do
		ABI_OBJECTS+=("${other[i]}")
		ABI_BEFORE[${other[i]}]=as_shipped
		if (( ${#other[@]} <= ABI_FEW || i % 10 == 0 )); then ABI_BEFORE[${other[i]}]=asked; fi
	done
}

# abi_of OBJECT asked|as_after|as_shipped: runs in the background; "NAME CRC" lines in
# $WORK/abi/OBJECT.patched and .orig, which is known as the last word says.  Where the diff leads
# to all of the shipped CRCs, it started from them.
abi_of() {
	trap - ERR
	local obj=$1 before=$2 crcs=$WORK/abi/$1
	crcs_of "$obj" "$WORK/tree" "$(author_options patched)" >"$crcs.patched"
	shipped_crcs <"$crcs.exports" >"$crcs.shipped"
	if [[ $before == as_after ]] || cmp -s "$crcs.patched" "$crcs.shipped"; then
		cp "$crcs.patched" "$crcs.orig"
	elif [[ $before == as_shipped && -s $crcs.patched ]]; then
		cp "$crcs.shipped" "$crcs.orig"
	else
		crcs_of "$obj" "$TREE" '' >"$crcs.orig"
	fi
}

# crcs_of OBJECT TREE OPTIONS: of what it exports, compiled in TREE.  With its line markers: a
# type of the source's own counts otherwise than one of a header.
crcs_of() {
	local cmd
	cmd=$(text_command "$(<"$KDIR/commands/$1.cmd")" -D__GENKSYMS__)
	cd "$2" || return
	eval "$CC $3${cmd#"$CC "}" 2>/dev/null | "$TREE/scripts/genksyms/genksyms" -r /dev/null 2>/dev/null |
		sed -nE 's/^#SYMVER ([^ ]+) (0x[0-9a-f]+)$/\1 \2/p; s/^__crc_([^ ]+) = (0x[0-9a-f]+);?.*/\1 \2/p' |
		sort
}

# shipped_crcs: of the names that it reads; none of what Module.symvers does not know.
shipped_crcs() {
	awk 'FILENAME == "-" { asked[$1] = 1; next } ($2 in asked) && $1 !~ /^0x0*$/ { print $2, $1 }' - "$SYMVERS" | sort
}

# compare_abi OBJECT...: tells what differs.
compare_abi() {
	local what obj name one other
	local -A changed=()
	while read -r what obj name one other; do
		case $what in
		unknown) note "$obj: the CRCs of its exported symbols could not be computed, so changes of their types are not seen" ;;
		shipped) tell_abi "$obj: exported symbol $name: its CRC is $one here and $other in $RELEASE: its types are others" ;;
		changed) log "abi: $obj: exported symbol $name: its CRC changes from $one to $other"
			changed[$obj]+="$name"$'\n' ;;
		checked) STAGE_NOTE=$(plural "$obj" "exported symbol") ;;
		esac
	done < <(printf '%s\n' "$@" | awk -v dir="$WORK/abi/" '
		function read_crcs(file, crc,  line, field, n) {
			split("", crc)
			while ((getline line < file) > 0) {
				split(line, field, " ")
				crc[field[1]] = field[2]
				n++
			}
			close(file)
			return n
		}
		read_crcs(dir $0 ".exports", exports) {
			n = read_crcs(dir $0 ".orig", before)
			if (!read_crcs(dir $0 ".patched", after) || !n) print "unknown", $0
			read_crcs(dir $0 ".shipped", shipped)
			checked += n
			for (name in before)
				if ((name in shipped) && shipped[name] != before[name])
					print "shipped", $0, name, before[name], shipped[name]
				else if ((name in after) && after[name] != before[name])
					print "changed", $0, name, before[name], after[name]
		}
		END { print "checked", checked + 0 }' | sort)
	tell_changed
}

# tell_changed: of compare_abi's "changed", one note for all that goes through the same files.
tell_changed() {
	local obj key
	local -A through=() reached=()
	if [[ -s $WORK/reached ]]; then
		while IFS=$'\t' read -r key obj; do
			reached[$obj]+=$key$'\n'
		done < <(grep '\.c$' "$WORK/reached" | sort -u)
	fi
	for obj in "${!changed[@]}"; do
		key=$(abi_headers "$obj")
		through[through ${key//$'\n'/, }]+=${changed[$obj]}
	done
	for key in "${!through[@]}"; do
		printf '%s' "${through[$key]}" | sort >"$WORK/abi.changed"
		note "the CRC of $(plural "$(wc -l <"$WORK/abi.changed")" "exported symbol") changes ${key/%through /by the diff}: $(first_of "$WORK/abi.changed" 20): modules built for $RELEASE know their types as they were; see that no layout they use changes"
	done
}

tell_abi() {
	if (( SKIP_BINARY_CHECK )); then
		note "$*"
		return 0
	fi
	progress_clear
	printf 'kpatch-build: %s\n' "$*" >&2
	printf '%s\n' "$*" >>"$TOLD"
	: >"$WORK/abi.wrong"
}

# The touched files that lead to an object's source (by the caller's reached), or what that
# includes anew.
abi_headers() {
	local source=${1%.o}.c new=''
	if is_in "$source" "${CHANGED[@]}"; then
		new=$(diff "$SRC_TOP/$source" "$WORK/new/$source" |
			sed -nE 's/^> [ \t]*#[ \t]*include[ \t]*["<]([^">]+)[">].*/\1/p' | paste -sd' ') || true
		echo "$source$([[ -z $new ]] || echo " (which now includes $new)")"
	fi
	printf '%s' "${reached[$source]:-}"
}

# check_imports MODULE.mod.c: does the kernel have what the module loader will ask for?
check_imports() {
	local wrong
	config_has MODVERSIONS && [[ -s $1 ]] || return 0
	if [[ ! -s $KDIR/exports ]]; then
		symvers_of_vmlinux "$VMLINUX" >"$WORK/exports"
		mv "$WORK/exports" "$KDIR/exports"
	fi
	wrong=$(sed -nE 's/^[ \t]*\{ (0x[0-9a-f]+), ([A-Z_]+\()?"?([A-Za-z0-9_]+)"?\)? \},$/\1 \3/p' "$1" |
		awk '
		{ sub(/^0x0*/, "0x") }
		FILENAME != "-" { crc[$2] = $1; next }
		($2 in crc) && crc[$2] != "0x" && crc[$2] != $1 {
			printf "%s%s (%s here, %s there)", sep, $2, $1, crc[$2]; sep = ", "
		}' "$KDIR/exports" -)
	[[ -z $wrong ]] ||
		die "refused: $RELEASE would not load the patch: the CRC of what it imports is another in Module.symvers than in vmlinux: $wrong; give both of one build"
}
