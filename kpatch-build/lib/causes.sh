# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# causes.sh: what tells the source or the config from the shipped kernel's?
#
# Asked only when code was found to differ, for a reason to name: match-object
# sees code alone.  The surest knowledge comes first.

# known_differences OBJECT...: what is known, to end a sentence; nothing when nothing is.
known_differences() {
	local version banner config options cross
	version=$(source_version "$TREE")
	banner=$(grep -aoE -m1 'Linux version [0-9][[:print:]]*' "$VMLINUX" | head -n 1) || true
	if [[ -n $banner && $banner != *"$version"[!0-9]* && $version != *.0 ]]; then
		echo ": the source is $version, the kernel says '$banner'"
		return 0
	fi
	if config=$(own_config); then
		options=$(other_options "$config" "$CONFIG" | head -n 8 | paste -sd' ')
		if [[ -n $options ]]; then
			echo ": the kernel's own config differs from the given one in $options"
			return 0
		fi
	fi
	cross=$(cross_difference)
	if [[ -n $cross ]]; then
		echo ": $cross"
		return 0
	fi
	[[ -z $config ]] || return 0
	options=$({ unit_options; flag_options "$1"; value_options; name_options; } | awk '!told[$1]++' | head -n 6 | paste -sd';' | sed 's/;/; /g')
	if [[ -n $options ]]; then
		echo ": $options"
		return 0
	fi
	options=$(mentioned_options "$@" | head -n 8 | paste -sd' ')
	echo "${options:+; what differs may be an option that its source names: $options}"
}

# The kernel's own config, if it holds it (CONFIG_IKCONFIG) or is installed here.
own_config() {
	local file
	# where it is not, the script would try for minutes to unpack what is no archive
	if grep -qaF IKCFG_ST "$VMLINUX" &&
	   "$TREE/scripts/extract-ikconfig" "$VMLINUX" >"$WORK/own.config" 2>>"$LOG"; then
		echo "$WORK/own.config"
		return
	fi
	for file in "/lib/modules/$RELEASE/config" "/boot/config-$RELEASE"; do
		if [[ -r $file ]]; then
			echo "$file"
			return
		fi
	done
	return 1
}

# other_options CONFIG CONFIG: those that differ; versions of tools are no difference, nor is it
# whether ar and nm are LLVM's (HAS_LTO_CLANG).
other_options() {
	{ diff <(grep -E '^CONFIG_' "$1" | sort) <(grep -E '^CONFIG_' "$2" | sort) || true; } |
		sed -nE 's/^[<>] (CONFIG_[A-Za-z0-9_]+)=.*/\1/p' | sort -u |
		{ grep -vE '_(VERSION|VERSION_TEXT)$|^CONFIG_(HAS_LTO_CLANG|BUILD_SALT|MODULE_SIG_ALL|MODULE_SIG_KEY|SYSTEM_TRUSTED_KEYS)$' || true; }
}

# "FLAG OPTION": what an option has the compiler do, as debug info tells it.
FLAG_OPTIONS='
-fstack-protector-strong		STACKPROTECTOR_STRONG
-O2					CC_OPTIMIZE_FOR_PERFORMANCE
-Os					CC_OPTIMIZE_FOR_SIZE
-mfentry				FUNCTION_TRACER
-fno-omit-frame-pointer			FRAME_POINTER
-mindirect-branch=thunk-extern		RETPOLINE
-mfunction-return=thunk-extern		RETHUNK
-mharden-sls=all			SLS
-fcf-protection=branch			X86_KERNEL_IBT
-ftrivial-auto-var-init=zero		INIT_STACK_ALL_ZERO
-ftrivial-auto-var-init=pattern		INIT_STACK_ALL_PATTERN
-fzero-call-used-regs=used-gpr		ZERO_CALL_USED_REGS
-fsanitize=kernel-address		KASAN
-fsanitize=thread			KCSAN
-fsanitize=bounds			UBSAN_BOUNDS
-fsanitize-coverage=trace-pc		KCOV
'

# flag_options OBJECT: an option that is not set has left its flag in vmlinux, or one that is
# set has left it in the object alone.  gcc writes its flags into debug info.
flag_options() {
	[[ -s $WORK/orig/$1 ]] || return 0
	compiler_flags "$WORK/orig/$1" >"$WORK/flags.here"
	compiler_flags "$VMLINUX" >"$WORK/flags.there"
	[[ -s $WORK/flags.here && -s $WORK/flags.there ]] || return 0
	awk -v config="$CONFIG" '
	BEGIN { while ((getline line < config) > 0) if (line ~ /=y$/) { sub(/=y$/, "", line); set[line] = 1 } }
	FILENAME == "-" { if (NF) option[$1] = "CONFIG_" $2; next }
	FILENAME ~ /\.here$/ { for (i = 1; i <= NF; i++) here[$i] = 1; next }
	{ for (i = 1; i <= NF; i++) there[$i] = 1 }
	END {
		for (flag in option)
			if ((flag in there) && !(flag in here) && !(option[flag] in set))
				print option[flag] " is set there, but not here (vmlinux was compiled with " flag ")"
			else if ((flag in here) && !(flag in there) && (option[flag] in set))
				print option[flag] " is set here, but not there (vmlinux was compiled without " flag ")"
	}' - "$WORK/flags.here" "$WORK/flags.there" <<<"$FLAG_OPTIONS" | sort
}

# Of each kind of compilation of C a line.
compiler_flags() {
	{ readelf --debug-dump=info --dwarf-depth=1 "$1" 2>>"$LOG" || true; } |
		sed -nE 's/.*DW_AT_producer *: (\(indirect [^)]*\): )?(GNU C[0-9]+ .*)/\2/p' | sort -u
}

# mentioned_options OBJECT...: options that their sources name, the functions that differ first,
# then those of macros that these functions call.
mentioned_options() {
	local obj source
	for obj; do
		source=$TREE/${obj%.o}.c
		[[ -f $source ]] || continue
		functions_that_differ "$obj" "$source" >"$WORK/differ.c"
		cat "$WORK/differ.c" "$source"
		macros_called_in "$WORK/differ.c"
	done | { grep -oE 'CONFIG_[A-Z0-9_]+' || true; } | awk '!told[$0]++'
}

# functions_that_differ OBJECT SOURCE: their text.
functions_that_differ() {
	local function
	sed -nE 's/^(error|warning): [^ ]+: ([A-Za-z0-9_]+)[.+:].*/\2/p' "$WORK/match/$1.stderr" | sort -u |
		while read -r function; do
			awk -v name="$function" '
				$0 ~ "^[a-z].*[^a-z0-9_]" name "[(]" { on = 1 }
				on
				/^}/ { on = 0 }' "$2"
		done
}

# macros_called_in FILE: their definitions.
macros_called_in() {
	local names
	names=$({ grep -oE '\b[A-Z][A-Z0-9_]{3,}\(' "$1" || true; } | sort -u | tr -d '(' | paste -sd'|')
	[[ -n $names ]] || return 0
	{ grep -rhE --include='*.h' -A 20 "^#[ \t]*define[ \t]+($names)[(]" \
		"$TREE/include" "$TREE/arch/$SRCARCH/include" || true; } |
		awk '/^#[ \t]*define/ { on = 1 } on; !/\\$/ { on = 0 }'
}
