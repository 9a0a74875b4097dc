# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# core.sh: kpatch.ko for this kernel, built once for each state of its sources.
# Leaves CORE_DIR with kpatch.ko and Module.symvers, which patches link against.

build_core() {
	local id
	id=$({ echo "$TREE_ID"; cat "$KMOD_DIR"/core/*.[ch] "$KMOD_DIR"/core/Makefile "$KMOD_DIR"/patch/*.h; } | short_hash)
	CORE_DIR=$KDIR/core/$id
	[[ -e $CORE_DIR/kpatch.ko && -e $CORE_DIR/Module.symvers ]] && return 0

	lock_turn
	if [[ ! -e $CORE_DIR/kpatch.ko || ! -e $CORE_DIR/Module.symvers ]]; then
		progress "building kpatch.ko for $RELEASE"
		local build=$WORK/core
		mkdir -p "$build/core" "$build/patch" "$KDIR/core"
		cp "$KMOD_DIR"/core/*.[ch] "$KMOD_DIR/core/Makefile" "$build/core/"
		cp "$KMOD_DIR"/patch/*.h "$build/patch/"
		run_logged "build kpatch.ko for $RELEASE" make_module "$build/core"
		mkdir -p "$build/out"
		"$OBJCOPY" --strip-debug "$build/core/kpatch.ko" "$build/out/kpatch.ko" 2>>"$LOG"
		cp "$build/core/Module.symvers" "$build/out/"
		rm -rf "$CORE_DIR"
		mv "$build/out" "$CORE_DIR"
	fi
	unlock_turn
}

# make_module DIR [VAR=VALUE...]: kbuild for a module in DIR.  The options that
# split functions into sections are for patched objects only; these keep this
# run's directories out of debug info, over which the build id is made.
make_module() {
	local dir=$1 arg make=()
	shift
	for arg in "${KMAKE[@]}"; do
		[[ $arg == KCFLAGS=* ]] || make+=("$arg")
	done
	"${make[@]}" "M=$dir" "KCFLAGS=-fdebug-prefix-map=$dir=. -fdebug-prefix-map=$TREE=." \
		"$@" modules
}
