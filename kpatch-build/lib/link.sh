# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# link.sh: one module out of the differences.  Needs OUTPUTS; leaves RESULT,
# put into OUT_DIR in one step when it is whole.

link_module() {
	local dir=$WORK/module module=$MODULE_PREFIX$NAME obj
	local objects=()

	drop_patched_tree	# compiled and asked for all that it has
	local symbols=()
	if [[ $BACKEND == core ]]; then
		build_core
		symbols=("KBUILD_EXTRA_SYMBOLS=$CORE_DIR/Module.symvers")
	fi
	local owner against=(--object "vmlinux=$VMLINUX")
	local referred=()
	mapfile -t referred < <(referred_modules)
	get_modules "${referred[@]}"
	for owner in "${referred[@]}"; do
		against+=(--object "$(owner_name "$owner")=$(owner_elf "$owner")")
	done
	progress "linking"
	mkdir "$dir"
	cp -r "$KMOD_DIR/patch/." "$dir/" 2>>"$LOG"
	for obj in "${OUTPUTS[@]}"; do
		objects+=("$WORK/output/$obj")
	done
	run_logged "link the changed objects" \
		"$LD" -r -o "$dir/output.o" "${objects[@]}"

	run_logged "build the module" make_module "$dir" "KPATCH_NAME=$module" \
		"KPATCH_REPLACE=$REPLACE" "KPATCH_BACKEND=$BACKEND" "${symbols[@]}"
	check_imports "$dir/$module.mod.c"
	run_logged "strip the module" \
		"$OBJCOPY" --strip-debug "$dir/$module.ko" "$WORK/stripped.ko"
	run_logged "finish the module for the $BACKEND" \
		"$CREATE_PATCH_MODULE" "--backend=$BACKEND" "${against[@]}" \
		"$WORK/stripped.ko" "$WORK/$module.ko"

	RESULT=$OUT_DIR/$module.ko
	local temporary=$OUT_DIR/.$module.ko.$$
	if ! cp "$WORK/$module.ko" "$temporary" 2>>"$LOG" || ! mv "$temporary" "$RESULT" 2>>"$LOG"; then
		rm -f "$temporary"
		command_failed "write $RESULT"
	fi
	STAGE_NOTE="$module.ko, $(stat -c %s "$RESULT") bytes"
}
