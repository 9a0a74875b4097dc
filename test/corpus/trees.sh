# shellcheck shell=bash disable=SC2001,SC2034,SC2154 # variables of kpatch-build's stages and of run-corpus
# SPDX-License-Identifier: GPL-2.0-only
#
# trees.sh: a prepared kernel tree to compile objects in.
#
#	stock_tree RELEASE	the stock kernel's: the very one that kpatch-build uses
#	made_tree NAME		one that the file "kernels" describes
#
# Both work through kpatch-build's own stages and leave what those leave: TREE, KDIR, CC,
# KMAKE, CONFIG, TREE_ID and a WORK for passing files; and CDO_PARENT and CDO_SYMVERS,
# empty where there is no such kernel to refer to.

open_stages() {
	local lib
	LIB_DIR=$top/kpatch-build/lib
	for lib in "$LIB_DIR"/*.sh; do
		# those that begin like this are programs of their own
		# shellcheck source=/dev/null
		[[ $(head -c 2 "$lib") == '#!' ]] || source "$lib"
	done
	default_arguments
	SELF_DIR=$top/kpatch-build VERSION=corpus NAME=corpus PATCHES=(corpus) JOBS=${jobs:-$JOBS}
	clean_environment
	open_work
}

stock_tree() {
	RELEASE=$1
	stage kernel find_kernel
	stage tree prepare_tree
	CDO_PARENT=$VMLINUX CDO_SYMVERS=$SYMVERS
}

# skip_set WHY: this machine cannot make the kernel of the set.
skip_set() {
	progress_clear
	echo "skip  $set: $1"
	[[ -z $ledger ]] || echo "skip corpus-$set" >>"$ledger"
	exit 0
}

# kernel_row NAME: set series, goal, make_args, cflags and options from its line.
kernel_row() {
	local line
	line=$(grep -E "^$1[[:space:]]" "$corpus_dir/kernels") || die "$1: no such kernel in $corpus_dir/kernels"
	IFS='|' read -r line make_args cflags options <<<"$line"
	read -r _ series goal <<<"$line"
}

made_tree() {
	local series goal make_args cflags options
	kernel_row "$1"
	KDIR=$CACHE/test/corpus/$1
	TREE=$KDIR/tree CONFIG=$KDIR/tree/.config RELEASE=$1 CDO_PARENT='' CDO_SYMVERS=''
	mkdir -p "$KDIR"
	flock -n -x "$KDIR/lock" true || echo "wait  $set: another run is at work on it"
	lock_kernel -x
	find_package "linux-source-$series"
	# shellcheck disable=SC2206	# words
	KMAKE=(make -C "$TREE" $make_args "KCFLAGS=-ffunction-sections -fdata-sections$cflags" -j "$JOBS")
	CC=$(made_compiler)
	command -v "$CC" >/dev/null || skip_set "no $CC"
	TREE_ID=$({ grep "^$1 " "$corpus_dir/kernels"; echo "$PACKAGE"; "$CC" -v 2>&1; } | short_hash)
	tree_is_made || make_corpus_tree
	run_objtool_per_object
}

# As the kernel's makefile chooses it.
made_compiler() {
	local word cross='' cc='' llvm=''
	for word in $make_args; do
		case $word in
		CROSS_COMPILE=*) cross=${word#*=} ;;
		CC=*)		cc=${word#*=} ;;
		LLVM=*)		llvm=clang${word#*=} ;;
		esac
	done
	echo "${cc:-${llvm:-${cross}gcc}}"
}

# find_package NAME: leaves PACKAGE, a file, from the cache or the archive.
find_package() {
	PACKAGE=$(printf '%s\n' "$CACHE/packages/$1"_*.deb | sort -V | tail -n 1)
	[[ -z $PACKAGE ]] || return 0
	(cd "$CACHE/packages" && apt-get -q download "$1") >>"$LOG" 2>&1 ||
		skip_set "$1 is neither in $CACHE/packages nor in the archive"
	PACKAGE=$(printf '%s\n' "$CACHE/packages/$1"_*.deb | sort -V | tail -n 1)
}

make_corpus_tree() {
	local source=$CACHE/test/source/${PACKAGE##*/}
	source=${source%.deb}
	if [[ ! -d $source ]]; then
		progress "unpacking the source"
		rm -rf "$source.tmp"
		mkdir -p "$source.tmp"
		SOURCE=debian DEB_FILE=([source]=$PACKAGE)
		deb_unpack_source "$source.tmp"
		mv "$source.tmp" "$source"
	fi
	rm -rf "$KDIR"/{tree,tree.done,commands,objects}
	# Preparing adds files and changes none, so all kernels of a source share it.
	cp -al "$source" "$TREE"
	if [[ $goal == debian ]]; then
		debian_config >"$CONFIG"
	else
		run_logged "configure" "${KMAKE[@]}" "$goal"
	fi
	# shellcheck disable=SC2086	# words
	[[ -z ${options// } ]] || "$TREE/scripts/config" --file "$CONFIG" $options
	run_logged "configure" "${KMAKE[@]}" olddefconfig
	run_logged "prepare" "${KMAKE[@]}" modules_prepare
	echo "$TREE_ID" >"$KDIR/tree.done"
}

debian_config() {
	find_package "linux-config-$series"
	dpkg-deb --fsys-tarfile "$PACKAGE" |
		tar -xO -f - "./usr/src/linux-config-$series/config.amd64_none_amd64.xz" | xz -dc
}
