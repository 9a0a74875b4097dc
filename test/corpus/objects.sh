# shellcheck shell=bash disable=SC2001,SC2034,SC2154 # variables of kpatch-build's stages and of run-corpus
# SPDX-License-Identifier: GPL-2.0-only
#
# objects.sh: objects of a tree, each compiled in several variants.
#
#	compile_variants VARIANT... -- OBJECT...
#
# leaves VARIANT/OBJECT below $STORE for each that compiles, and VARIANT/OBJECT.failed
# with the compiler's words for the others.  What is there already is
# taken: STORE's name stands for the tree, the compiler and what is done to sources and commands.
#
# A variant is the source as it is (orig) or as a filter variant_NAME leaves it, which
# reads the source file $1.

open_store() {
	local id
	id=$({ echo "$TREE_ID"; declare -f variant_command; cat "$corpus_dir/variants.sh"; } | short_hash)
	mkdir -p "$KDIR/corpus"
	STORE=$KDIR/corpus/$id
	find "$KDIR/corpus" -mindepth 1 -maxdepth 1 ! -name "$id" -exec rm -rf {} +
	mkdir -p "$STORE"
}

# objects_in DIR/: all that kbuild makes there.
objects_in() {
	if [[ ! -e $KDIR/commands/$1.asked ]]; then
		mkdir -p "$KDIR/commands/$1"
		record_in "$TREE" "$KDIR/commands" "$1"
		: >"$KDIR/commands/$1.asked"
	fi
	find "$KDIR/commands/$1" -name '*.o.cmd' -printf "$1%P\n" | sed 's/\.cmd$//' | LC_ALL=C sort
}

compile_variants() {
	local variants=() variant obj todo=()
	while [[ $1 != -- ]]; do
		variants+=("$1")
		shift
	done
	shift
	for variant in "${variants[@]}"; do
		for obj; do
			[[ -e $STORE/$variant/$obj || -e $STORE/$variant/$obj.failed ]] || todo+=("$variant $obj")
		done
	done
	(( ${#todo[@]} )) || return 0

	record_commands "$@"
	# shellcheck disable=SC2046	# object names
	for variant in "${variants[@]}"; do
		make_sources "$variant" $(printf '%s\n' "${todo[@]}" | sed -n "s/^$variant //p")
	done
	pool_start ${#todo[@]}
	for obj in "${todo[@]}"; do
		# shellcheck disable=SC2086	# two words
		pool_run compile_variant $obj
	done
	pool_wait
}

# make_sources VARIANT OBJECT...: a tree in which these objects' sources are the
# variant's, and all others as they were.
make_sources() {
	local variant=$1 obj path
	shift
	[[ $variant != orig && $# -gt 0 ]] || return 0
	CHANGED=("${@/%.o/.c}")
	for path in "${CHANGED[@]}"; do
		mkdir -p "$WORK/$variant/new/${path%/*}"
		"variant_$variant" "$TREE/$path" >"$WORK/$variant/new/$path"
	done
	local base=$WORK
	WORK=$base/$variant
	rm -rf "$WORK/tree"
	sparse_tree
	for path in "${CHANGED[@]}"; do
		cp --remove-destination "$WORK/new/$path" "$WORK/tree/$path"
	done
	WORK=$base
}

# The recorded command, told where to write.
variant_command() {
	local out=$WORK/$1/$2 cmd dep=${2%/*}/.${2##*/}.d
	cmd=$(<"$KDIR/commands/$2.cmd")
	cmd=${cmd//,$dep /,$out.d }
	cmd=${cmd// $2/ $out}
	echo "${cmd/#"$CC "/"$CC -fdebug-prefix-map=\"\$PWD\"=. "}"
}

# Runs in the background.  A file appears in STORE when it is whole.
compile_variant() {
	trap - ERR
	local variant=$1 obj=$2 dir=$WORK/$1/tree cmd out=$STORE/$1/$2
	[[ $variant != orig ]] || dir=$TREE
	mkdir -p "${out%/*}" "$(dirname "$WORK/$variant/$obj")"
	if [[ ! -s $KDIR/commands/$obj.cmd ]]; then
		echo "kbuild does not make it in this kernel" >"$out.failed"
		return
	fi
	cmd=$(variant_command "$variant" "$obj")
	if (cd "$dir" && bash -ec "$cmd") >"$WORK/$variant/$obj.err" 2>&1; then
		mv "$WORK/$variant/$obj" "$out"
	else
		{ cat "$WORK/$variant/$obj.err"; echo "$cmd"; } >"$out.failed"
	fi
}
