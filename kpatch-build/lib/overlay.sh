# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# overlay.sh: $WORK/tree, which is TREE with the diffs applied.
#
# TREE itself is never changed, so an interrupted run cannot leave it patched,
# and any number of runs can use it at once.

# patched_tree sparse|full
patched_tree() {
	local path
	if [[ $1 == sparse ]]; then
		sparse_tree
	else
		full_tree
	fi
	for path in "${CHANGED[@]}" "${ADDED[@]}"; do
		mkdir -p "$WORK/tree/$(dirname "$path")"
		cp --remove-destination "$WORK/new/$path" "$WORK/tree/$path"
	done
	number_patched "$WORK/tree"
	for path in "${REMOVED[@]}"; do
		rm -f "$WORK/tree/$path"
	done
}

# Where nothing includes a touched file, every include may go to TREE:
# directories on the way to touched files, and symbolic links beside them.
sparse_tree() {
	local path dir
	mkdir "$WORK/tree"
	ln -s "$TREE"/* "$WORK/tree/"
	for path in "${CHANGED[@]}" "${REMOVED[@]}"; do
		dir=''
		while [[ $path == */* ]]; do
			dir+=${path%%/*}
			path=${path#*/}
			if [[ -L $WORK/tree/$dir ]]; then
				rm "$WORK/tree/$dir"
				mkdir "$WORK/tree/$dir"
				ln -s "$TREE/$dir"/* "$WORK/tree/$dir/"
			fi
			dir+=/
		done
	done
}

# A touched header can be reached along any path, "../" included, which a
# symbolic link would lead back into TREE: real directories, hard links.  Nobody
# else asks kbuild meanwhile, which leaves objects there for a moment.
full_tree() {
	lock_turn
	if ! interruptible link_tree 2>>"$LOG"; then
		rm -rf "$WORK/tree"
		interruptible cp -a --reflink=auto "$TREE" "$WORK/tree" 2>>"$LOG" ||
			command_failed "copy the source"
	elif (( ${#ADDED[@]} )); then
		unshare_built_files
	fi
	unlock_turn
}

# By several processes, and the largest part first.
link_tree() {
	mkdir "$WORK/tree" && cd "$TREE" || return
	{
		find . -mindepth 1 -maxdepth 1 -name drivers -printf '%P\0'
		find . -mindepth 1 -maxdepth 1 ! -name drivers -printf '%P\0'
	} | xargs -0 -n 1 -P "$JOBS" cp -al -t "$WORK/tree"
}

# kbuild will run in the patched tree, and writes into files that it made
# before: those that are younger than the unpacked source.
unshare_built_files() {
	(
		cd "$TREE" || exit 1
		find . -type f -newer "$KDIR/source.done" -print0 |
			xargs -0 -r cp -p --parents --remove-destination -t "$WORK/tree"
	) 2>>"$LOG" || command_failed "copy the built files"
}

# Removing so many links takes seconds: a stage that leaves a processor idle does it beside its work.
drop_patched_tree() {
	(( KEEP )) || rm -rf "$WORK/tree" &
}
