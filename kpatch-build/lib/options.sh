# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# options.sh: can a kernel with this config be patched at all?
#
# Asked before anything is unpacked or compiled; every reason is told at once.
# Needs CONFIG, CPU and BACKEND.

# "OPTION|why it is in the way"
IN_THE_WAY=(
'LTO_CLANG_THIN|its objects hold no machine code before all are linked together, so functions of different files are inlined into each other and an object alone cannot be compared'
'LTO_CLANG_FULL|its objects hold no machine code before all are linked together, so functions of different files are inlined into each other and an object alone cannot be compared'
'LTO_GCC|its objects hold no machine code before all are linked together, so functions of different files are inlined into each other and an object alone cannot be compared'
'CFI_CLANG|indirect calls check a type before the function they reach, and new functions are not known to carry it'
'CFI|indirect calls check a type before the function they reach, and new functions are not known to carry it'
'RANDSTRUCT|structures are laid out at random, by a seed that only the build itself had'
'RANDSTRUCT_FULL|structures are laid out at random, by a seed that only the build itself had'
'RANDSTRUCT_PERFORMANCE|structures are laid out at random, by a seed that only the build itself had'
'GCC_PLUGIN_RANDSTRUCT|structures are laid out at random, by a seed that only the build itself had'
'GCC_PLUGIN_LATENT_ENTROPY|code is compiled with random numbers in it, others in each build'
'AUTOFDO_CLANG|code depends on a profile that is not part of the source'
'PROPELLER_CLANG|code depends on a profile that is not part of the source'
'GCOV_PROFILE_ALL|each object counts its own execution, and a replaced function would lose its counters'
)

# "OPTION|what it is needed for"; of "A B" one is enough.
NEEDED=(
'MODULES|a live patch is a module'
'KALLSYMS|functions are found by their names'
'DYNAMIC_FTRACE|functions are replaced through their ftrace sites'
'DYNAMIC_FTRACE_WITH_REGS DYNAMIC_FTRACE_WITH_ARGS|functions are replaced through their ftrace sites'
)
NEEDED_core=('KPROBES|the core finds the functions of the kernel through it')
NEEDED_livepatch=('LIVEPATCH|--backend=livepatch is the kernel'\''s own; use --backend=core')

check_options() {
	local row option reasons=() need=("${NEEDED[@]}")
	for row in "${IN_THE_WAY[@]}"; do
		option=${row%%|*}
		if grep -q "^CONFIG_$option=y" "$CONFIG"; then
			reasons+=("CONFIG_$option is set: ${row#*|}")
		fi
	done
	local -n more=NEEDED_$BACKEND
	need+=("${more[@]}")
	for row in "${need[@]}"; do
		one_is_set "${row%%|*}" || reasons+=("CONFIG_${row%%[ |]*} is not set: ${row#*|}")
	done
	if (( ${#reasons[@]} )); then
		progress_clear
		printf 'kpatch-build: %s\n' "${reasons[@]}" >&2
		printf '%s\n' "${reasons[@]}" >>"$TOLD"
		die "refused: $RELEASE is configured so that it cannot be live patched (see above)"
	fi
	if grep -q '^CONFIG_MODULE_SIG_FORCE=y' "$CONFIG"; then
		note "$RELEASE loads only signed modules (CONFIG_MODULE_SIG_FORCE): sign kpatch.ko and the patch before loading them"
	fi
}

one_is_set() {
	local option
	for option in $1; do
		if grep -q "^CONFIG_$option=y" "$CONFIG"; then
			return 0
		fi
	done
	return 1
}
