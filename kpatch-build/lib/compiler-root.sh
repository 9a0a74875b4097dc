# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# compiler-root.sh: the compiler that the kernel's CPU itself has, run on this one.
#
# --compiler-root DIR is a file system of that CPU with a gcc in it, as
# contrib/compiler-root unpacks it; no program of it needs to be installed.  Its
# gcc runs by qemu's emulation of user programs.  Leaves it in PATH under its own
# name, TRIPLET-gcc-N, in front of a cross compiler of that name.
#
# Without a root, says why a cross compiler's code may differ and what to do.

COMPILER_ROOT=''
ROOT_COMPILERS=()	# its gccs, by the names under which PATH has them
EMULATOR=''		# what runs a program of the root

enter_compiler_root() {
	[[ -n $COMPILER_ROOT ]] || return 0
	is_foreign ||
		die "--compiler-root: $RELEASE is for this machine's own CPU; leave it out and install the compiler here"
	local dir program
	for program in "$COMPILER_ROOT/usr/bin/$TRIPLET-gcc"{,-[0-9]*}; do
		if [[ -x $program ]]; then ROOT_COMPILERS+=("${program##*/}"); fi
	done
	(( ${#ROOT_COMPILERS[@]} )) ||
		die "--compiler-root $COMPILER_ROOT: has no usr/bin/$TRIPLET-gcc; $(root_advice "$(wanted_compiler)")"
	choose_emulator

	# By what it holds: ccache knows a compiler by its program's time.
	dir=$CACHE/compilers/$(root_id "${ROOT_COMPILERS[@]}")
	if [[ ! -e $dir ]]; then
		mkdir -p "$CACHE/compilers"
		write_compilers "$dir.tmp.$$" "${ROOT_COMPILERS[@]}"
		mv -T "$dir.tmp.$$" "$dir" 2>>"$LOG" || rm -rf "$dir.tmp.$$"	# another run made it
	fi
	PATH=$dir:$PATH
	"${ROOT_COMPILERS[0]}" --version >>"$LOG" 2>&1 ||
		die "--compiler-root $COMPILER_ROOT: ${ROOT_COMPILERS[0]} does not run: $(tail -n 1 "$LOG")"
}

choose_emulator() {
	local program
	for program in "qemu-$CPU-static" "qemu-$CPU"; do
		if EMULATOR=$(command -v "$program"); then return; fi
	done
	die "--compiler-root: qemu-$CPU-static is not installed, which runs the compiler; install the package qemu-user-static"
}

# root_id NAME...: of the drivers, the compilers and what they call, and of this file.
root_id() {
	{
		echo "$COMPILER_ROOT $EMULATOR"
		sha256sum "${@/#/$COMPILER_ROOT/usr/bin/}" "$COMPILER_ROOT"/usr/bin/{as,ld} \
			"$COMPILER_ROOT/usr/lib/gcc/$TRIPLET"/*/cc1 "$LIB_DIR/compiler-root.sh" 2>>"$LOG" || true
	} | short_hash
}

# write_compilers DIR NAME...: each looks for what it starts in a directory of its own first.
write_compilers() {
	local dir=$1 final=${1%.tmp.*} name part path
	shift
	for name; do
		mkdir -p "$dir/$name.parts"
		run_by_emulator "$COMPILER_ROOT/usr/bin/$name" "-B$final/$name.parts/" >"$dir/$name"
		for part in cc1 collect2 as ld; do
			path=$(QEMU_LD_PREFIX=$COMPILER_ROOT "$EMULATOR" "$COMPILER_ROOT/usr/bin/$name" \
				"-B$COMPILER_ROOT/usr/bin/" "-print-prog-name=$part" 2>>"$LOG") || path=''
			[[ $path != "$COMPILER_ROOT"/* ]] || run_by_emulator "$path" >"$dir/$name.parts/$part"
		done
		chmod 755 "$dir/$name" "$dir/$name.parts"/*
	done
}

# run_by_emulator PROGRAM [ARGUMENT]: a script that does.
run_by_emulator() {
	printf '#!/bin/sh\nexport QEMU_LD_PREFIX=%s\nexec %s %s%s "$@"\n' "$COMPILER_ROOT" "$EMULATOR" "$1" "${2:+ $2}"
}

check_compiler_root() {
	[[ -n $COMPILER_ROOT ]] || return 0
	[[ -d $COMPILER_ROOT ]] || die "--compiler-root $COMPILER_ROOT: no such directory"
	COMPILER_ROOT=$(readlink -f -- "$COMPILER_ROOT")
	[[ $COMPILER_ROOT =~ ^[A-Za-z0-9/._+~@%-]+$ ]] ||
		die "--compiler-root $COMPILER_ROOT: the kernel's makefiles cannot call a compiler in a directory of that name; give it another"
}

# What changed from one package of gcc to the next, by its changelog, in the code
# that it makes for one CPU.
COMPILER_CHANGES='
# CPU	FROM			TO
aarch64	Debian 12.2.0-14	Debian 12.2.0-14+deb12u1	lay out the stack of functions that are guarded by the stack protector in different ways
'

# cross_difference: in what the code of a compiler that is only nearly the kernel's is
# known to differ, and the way out; nothing when nothing is known.
cross_difference() {
	(( MUST_MATCH )) || return 0
	local want have why
	want=$(wanted_compiler)
	have=$(id_of_text "$CC_TEXT")
	why=$(awk -F'\t+' -v cpu="$CPU" -v a="$(package_of_id "$want")" -v b="$(package_of_id "$have")" '
		$1 == cpu && (($2 == a && $3 == b) || ($2 == b && $3 == a)) { print $4 }' <<<"$COMPILER_CHANGES")
	[[ -z $why ]] || echo "the compiler here is $have, the kernel's was $want, and the two $why; $(root_advice "$want")"
}

# "Debian 12.2.0-14" of "GCC: (Debian 12.2.0-14) 12.2.0"
package_of_id() {
	sed -nE 's/^GCC: \(([^)]*)\).*/\1/p' <<<"$1"
}

# root_advice ID: how to come by that compiler.
root_advice() {
	local version major
	version=$(sed -nE 's/.*\((Debian|Ubuntu) ([^)]*)\).*/\2/p' <<<"$1")
	major=${version%%.*}
	echo "give the kernel's own compiler with --compiler-root DIR (contrib/compiler-root $DEB_ARCH gcc${major:+-$major=$version} DIR makes one)"
}
