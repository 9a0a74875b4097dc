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

ONLY_FUNCTIONS=0	# is all that the diff changes what functions do?

check_abi() {
	local obj objects=() checked=0 same=0
	if [[ -n $OOT_MODULE ]]; then
		STAGE_NOTE="not asked of a module with a source of its own"
		return 0
	fi
	if ! config_has MODVERSIONS || [[ ! -x $TREE/scripts/genksyms/genksyms ]]; then
		STAGE_NOTE="this kernel keeps no CRCs of types"
		return 0
	fi
	if only_functions_change; then ONLY_FUNCTIONS=1; fi
	# Types other than the shipped mean another source, or config: that shows in some of many.
	for obj in "${OBJECTS[@]}"; do
		if ! is_new_object "$obj" && { ! has_same_types "$obj" || (( same++ % 10 == 0 )); } && exports_some "$obj"; then
			objects+=("$obj")
		fi
	done
	pool_start ${#objects[@]}
	for obj in "${objects[@]}"; do
		mkdir -p "$(dirname "$WORK/abi/$obj")"
		pool_run abi_of "$obj"
	done
	pool_wait
	for obj in "${objects[@]}"; do
		compare_abi "$obj"
		checked=$((checked + $(wc -l <"$WORK/abi/$obj.orig")))
	done
	if [[ -e $WORK/abi.wrong ]]; then
		die "refused: exported symbols have other types than in $RELEASE (see above), so source or config are not that kernel's; --skip-binary-check goes on nevertheless"
	fi
	STAGE_NOTE="$(plural "$checked" "exported symbol")"
}

# exports_of OBJECT: what it exports, one name a line.
exports_of() {
	readelf -sW "$WORK/orig/$1" 2>>"$LOG" | awk 'sub(/^__(ksymtab|export_symbol)_/, "", $8) { print $8 }'
}

# Nor can a type be another where the debug info is the same, if it is whole.
has_same_types() {
	(( ! ONLY_FUNCTIONS )) || return 0
	[[ -n ${SAME[$1]:-} ]] && config_has DEBUG_INFO && ! config_has DEBUG_INFO_REDUCED && ! config_has DEBUG_INFO_SPLIT
}

exports_some() {
	[[ -n $(exports_of "$1") ]]
}

# Runs in the background: "NAME CRC" lines in $WORK/abi/OBJECT.orig and .patched.
# Where the diff leads to all of the shipped CRCs, it started from them.
abi_of() {
	trap - ERR
	local obj=$1
	crcs_of "$obj" "$WORK/tree" "$(author_options patched)" >"$WORK/abi/$obj.patched"
	if crcs_as_shipped "$obj"; then
		cp "$WORK/abi/$obj.patched" "$WORK/abi/$obj.orig"
	else
		crcs_of "$obj" "$TREE" '' >"$WORK/abi/$obj.orig"
	fi
}

# crcs_of OBJECT TREE OPTIONS: of what it exports, compiled in TREE.
crcs_of() {
	local cmd
	cmd=$(text_command "$(<"$KDIR/commands/$1.cmd")" -D__GENKSYMS__)
	cd "$2" || return
	eval "$CC $3${cmd#"$CC "}" 2>/dev/null | "$TREE/scripts/genksyms/genksyms" -r /dev/null 2>/dev/null |
		sed -nE 's/^#SYMVER ([^ ]+) (0x[0-9a-f]+)$/\1 \2/p; s/^__crc_([^ ]+) = (0x[0-9a-f]+);?.*/\1 \2/p' |
		sort
}

# Has all that the object exports the shipped CRC with the diff?
crcs_as_shipped() {
	exports_of "$1" | awk '
		{ sub(/^0x0*/, "0x") }
		FILENAME == ARGV[1] { shipped[$2] = $1; next }
		FILENAME == ARGV[2] { sub(/^0x0*/, "0x", $2); patched[$1] = $2; next }
		!($1 in patched) || shipped[$1] == "0x" || patched[$1] != shipped[$1] { exit wrong = 1 }
		END { exit wrong }' "$SYMVERS" "$WORK/abi/$1.patched" -
}

compare_abi() {
	local obj=$1 name before after shipped through
	[[ -s $WORK/abi/$obj.orig && -s $WORK/abi/$obj.patched ]] ||
		note "$obj: the CRCs of its exported symbols could not be computed, so changes of their types are not seen"
	while read -r name before after shipped; do
		if (( shipped && shipped != before )); then
			tell_abi "$obj: exported symbol $name: its CRC is $before here and $shipped in $RELEASE: its types are others"
		elif (( after && after != before )); then
			through=$(abi_headers "$obj" | paste -sd, | sed 's/,/, /g')
			note "$obj: exported symbol $name: its CRC changes from $before to $after${through:+ through $through}: modules built for $RELEASE know its types as they were; see that no layout they use changes"
		fi
	done < <(awk -v patched="$WORK/abi/$obj.patched" '
		FILENAME == ARGV[1] { shipped[$2] = $1; next }
		FILENAME == patched { after[$1] = $2; next }
		{ print $1, $2, ($1 in after) ? after[$1] : 0, ($1 in shipped) ? shipped[$1] : 0 }
	' "$SYMVERS" "$WORK/abi/$obj.patched" "$WORK/abi/$obj.orig")
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

# The touched files that lead to an object's source, or what that includes anew.
abi_headers() {
	local source=${1%.o}.c new=''
	if is_in "$source" "${CHANGED[@]}"; then
		new=$(diff "$SRC_TOP/$source" "$WORK/new/$source" |
			sed -nE 's/^> [ \t]*#[ \t]*include[ \t]*["<]([^">]+)[">].*/\1/p' | paste -sd' ') || true
		echo "$source$([[ -z $new ]] || echo " (which now includes $new)")"
	fi
	[[ ! -s $WORK/reached ]] ||
		awk -F'\t' -v source="$source" '$2 == source { print $1 }' "$WORK/reached" | sort -u
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
