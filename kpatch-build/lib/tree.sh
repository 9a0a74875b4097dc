# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# tree.sh: a private, prepared source tree, made once for each kernel.
#
# Leaves TREE (never changed again: patched sources live in $WORK/tree), KMAKE
# (make as it must be called there) and KCFLAGS.  tree.done says what the tree
# was prepared with; without it, or with another text in it, it is prepared
# again, so an interrupted run leaves nothing that is taken for whole.

# Goes up when trees made by an earlier version must not be used.
TREE_SCHEME=4

prepare_tree() {
	check_tools
	choose_compiler
	choose_object_flags
	choose_debug_flags

	TREE=$KDIR/tree
	SRC_TOP=$TREE
	KCFLAGS="-ffunction-sections -fdata-sections"
	[[ $FLAGS_PLACE != first ]] || KCFLAGS+=" $OBJECT_FLAGS"
	KMAKE=(make -C "$TREE" "ARCH=$KARCH" "${TOOLS[@]}" "KERNELRELEASE=$RELEASE"
	       "KCFLAGS=$KCFLAGS" -j "$JOBS")

	local id=''
	[[ $FLAGS_PLACE != last ]] || id=$OBJECT_FLAGS
	if config_has X86_KERNEL_IBT; then
		run_objtool_per_object
		id+=" $(<"$LIB_DIR/objtool-alone.sh")"
	fi
	id=$(printf '%s\n' "$TREE_SCHEME" "$CC" "$("$CC" -v 2>&1)" "$(assembler)" "$KCFLAGS${id:+ $id}${COMPAT_PREFIX:+ $COMPAT_PREFIX}" "$(<"$CONFIG")" | short_hash)
	STAGE_NOTE=cached

	TREE_ID=$id
	if [[ ! -e $KDIR/source.done ]]; then
		unpack_source
	fi
	if ! tree_is_made; then
		[[ -n $VMLINUX_JOB ]] || lock_kernel -x
		tree_is_made || make_tree
	fi
	wait_vmlinux
	check_vmlinux_compiler
	lock_kernel -s
	# a run that wants another tree may have waited for the lock
	until tree_is_made; do
		lock_kernel -x
		tree_is_made || make_tree
		lock_kernel -s
	done
}

# Where branches are tracked kbuild runs objtool once, on all that is linked, and clang leaves
# it to objtool to list the calls of the tracer.
run_objtool_per_object() {
	KMAKE+=("delay-objtool=" "objtool=sh $LIB_DIR/objtool-alone.sh")
}

# gcc tells nothing of the assembler that it calls.
assembler() {
	"$("$CC" -print-prog-name=as)" --version 2>>"$LOG" | sed -n 1p || true
}

tree_is_made() {
	[[ -e $KDIR/tree.done && $(<"$KDIR/tree.done") == "$TREE_ID" ]]
}

unpack_source() {
	need_space 2500 "$KDIR" "unpacking the kernel source"
	progress "getting the source"
	STAGE_NOTE=unpacked
	rm -rf "$TREE" "$KDIR/tree.done" "$KDIR/units.tree"
	mkdir "$TREE"
	interruptible "${SOURCE}_unpack_source" "$TREE"
	: >"$KDIR/source.done"
}

make_tree() {
	progress "preparing the source"
	STAGE_NOTE+="${STAGE_NOTE:+, }prepared"
	STAGE_NOTE=${STAGE_NOTE#cached, }
	rm -rf "$KDIR"/{tree.done,commands,objects,includes,built,units.tree,units.modules}
	cp "$CONFIG" "$TREE/.config"
	cp "$SYMVERS" "$TREE/Module.symvers"
	run_logged "configure the source of $RELEASE" "${KMAKE[@]}" olddefconfig
	config_differences
	run_logged "prepare the source of $RELEASE" "${KMAKE[@]}" modules_prepare
	mkdir -p "$KDIR/commands" "$KDIR/objects"
	echo "$TREE_ID" >"$KDIR/tree.done.tmp"
	mv "$KDIR/tree.done.tmp" "$KDIR/tree.done"
	wait_vmlinux
	measure_kernel
}

# Options that this machine's tools turned into something else than the
# kernel has.  Tool versions themselves are no difference.
config_differences() {
	local lines
	lines=$(other_options "$CONFIG" "$TREE/.config" | paste -sd' ')
	if [[ -n $lines ]]; then
		note "with this machine's tools the config differs from the kernel's in: $lines"
	fi
}
