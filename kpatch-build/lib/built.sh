# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# built.sh: what does the kernel's config build, and into what?
#
# $KDIR/built has "OBJECT<tab>OWNER<tab>NAME" for each object: its path in the
# tree, vmlinux or the module as fs/ext4/ext4.ko, and what kbuild calls it,
# which may lead through other directories (arch/x86/kvm/../../../virt/kvm/...).
# The makefiles themselves say so, see built.mk; asked once for each kernel.
#
# Leaves UNITS, the sources of vmlinux (by its own debug info, where there is
# some), and MODULE_UNITS, "SOURCE<tab>OWNER" of all modules once need_built ran.

UNITS=''
MODULE_UNITS=''
declare -gA OWNER=()	# of each object that is looked at: vmlinux or a module

# list_built TREE FILE [DIR...]: with directories, only what the makefiles there and
# on the way to them say; 1 if kbuild does not come to one of them.
list_built() {
	local tree=$1 file=$2 dir to=$WORK/built.to make=("${KMAKE[@]}")
	shift 2
	make[2]=$tree
	rm -rf "$to"
	mkdir "$to"
	run_logged "read the makefiles of $RELEASE" "${make[@]}" --no-print-directory \
		-f "$LIB_DIR/built.mk" "TO=$to" ${1:+"ONLY=$(with_parents "$@" | paste -sd' ')"} kpatch-built
	for dir; do
		[[ -e $to/built.${dir//\//+} ]] || return 1
	done
	cat /dev/null "$to"/built.* | awk -v OFS='\t' '
	# "a/b/../c" is "a/c"
	function clean(path) {
		while (match(path, /[^\/]+\/\.\.\//))
			path = substr(path, 1, RSTART - 1) substr(path, RSTART + RLENGTH)
		return path
	}
	NF == 2 { print clean($1), clean($2), $1 }' | sort -u >"$file.tmp.$$"
	rm -rf "$to"
	[[ $# -gt 0 ]] || grep -q $'\tvmlinux\t' "$file.tmp.$$" ||
		die "the makefiles of $RELEASE do not say what they build; see the log"
	mv "$file.tmp.$$" "$file"
}

# with_parents DIR...: and where kbuild begins.
with_parents() {
	local dir
	echo .
	for dir; do
		while [[ $dir != . ]]; do
			echo "$dir"
			dir=$(dirname "$dir")
		done
	done | sort -u
}

# list_built_after TREE FILE MAKEFILE...: $KDIR/built as it becomes in TREE, where these
# makefiles have other lines.  A kernel has two thousand; the others need no reading.
list_built_after() {
	local tree=$1 file=$2 dirs=()
	shift 2
	if (( $# == 0 )); then
		cp "$KDIR/built" "$file"
		return
	fi
	mapfile -t dirs < <(dirname "$@" | sort -u)
	# included by another one, perhaps
	if ! list_built "$TREE" "$file.before" "${dirs[@]}" || ! list_built "$tree" "$file.after" "${dirs[@]}"; then
		list_built "$tree" "$file"
		return
	fi
	comm -23 "$KDIR/built" "$file.before" | sort -u - "$file.after" >"$file"
}

need_built() {
	MODULE_UNITS=$KDIR/units.modules
	[[ ! -s $KDIR/built || ! -s $MODULE_UNITS ]] || return 0
	lock_turn
	if [[ ! -s $KDIR/built ]]; then
		progress "reading what $RELEASE is made of"
		list_built "$TREE" "$KDIR/built"
	fi
	awk -F'\t' -v OFS='\t' '$2 != "vmlinux" { sub(/\.o$/, ".c", $1); print $1, $2 }' "$KDIR/built" |
		sort -u >"$MODULE_UNITS.tmp.$$"
	mv "$MODULE_UNITS.tmp.$$" "$MODULE_UNITS"
	unlock_turn
}

# The sources that vmlinux names, as paths in the tree: a build with O= or
# from elsewhere has them with something in front.
load_units() {
	local first prefix=''
	UNITS=$KDIR/units.tree
	if [[ -s $UNITS ]]; then return 0; fi
	if [[ ! -s $KDIR/units ]]; then	# no debug info
		need_built
		awk -F'\t' '$2 == "vmlinux" { sub(/\.o$/, ".c", $1); print $1 }' "$KDIR/built" | sort -u >"$UNITS.tmp.$$"
		mv "$UNITS.tmp.$$" "$UNITS"
		return 0
	fi
	first=$(grep -m1 -E '^(/|\.\./)(.*/)?init/main\.c$' "$KDIR/units") || true
	prefix=${first%init/main.c}
	awk -v prefix="$prefix" '{
		if (prefix != "" && index($0, prefix) == 1) $0 = substr($0, length(prefix) + 1)
		while (match($0, /[^\/.][^\/]*\/\.\.\//))
			$0 = substr($0, 1, RSTART - 1) substr($0, RSTART + RLENGTH)
		if ($0 ~ /\.c$/) print
	}' "$KDIR/units" | sort -u >"$UNITS.tmp.$$"
	mv "$UNITS.tmp.$$" "$UNITS"
}

is_unit() {
	grep -qxF -- "$1" "$UNITS"
}

is_module_unit() {
	[[ -n $MODULE_UNITS ]] &&
		awk -F'\t' -v source="$1" '$1 == source { found = 1; exit } END { exit !found }' "$MODULE_UNITS"
}

# kbuild_names OBJECT...: what kbuild calls them.
kbuild_names() {
	if [[ ! -s $KDIR/built ]]; then
		printf '%s\n' "$@"
		return
	fi
	printf '%s\n' "$@" | awk -F'\t' '
	FILENAME == "-" { want[$1] = $1; order[++n] = $1; next }
	$1 in want { want[$1] = $3 }
	END { for (i = 1; i <= n; i++) print want[order[i]] }' - "$KDIR/built"
}

# owners_of BUILT OBJECT: every owner, one a line.
owners_of() {
	awk -F'\t' -v obj="$2" '$1 == obj { print $2 }' "$1"
}

# module_name fs/ext4/ext4.ko: what the running kernel calls it.
module_name() {
	local name=${1##*/}
	name=${name%.ko}
	echo "${name//-/_}"
}
