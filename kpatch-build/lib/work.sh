# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# work.sh: where things are kept.
#
# Leaves CACHE (packages/, kernels/, work/, logs/), WORK (a directory of this
# run alone, removed at the end) and LOG.  The user's directory gets the
# finished module and nothing else.

# A module's name has at most 55 characters, prefix included.
MODULE_NAME_MAX=55

choose_name() {
	local given=$NAME
	if [[ -z $given ]]; then
		given=${PATCHES[0]##*/}
		given=${given%.patch}
		given=${given%.diff}
	fi
	NAME=${given//[^A-Za-z0-9_-]/-}
	# a program that is given it must not take it for an option
	NAME=${NAME#"${NAME%%[A-Za-z0-9]*}"}
	[[ -n $NAME ]] ||
		die "'$given' gives no name for a module; choose one with -n NAME"
	local longest=$((MODULE_NAME_MAX - ${#MODULE_PREFIX}))
	(( ${#NAME} <= longest )) ||
		die "the name '$NAME' has ${#NAME} characters, a module's may have $longest here; choose one with -n NAME"
}

# What a caller's environment must not bring into the compilation.
clean_environment() {
	local var
	for var in $(compgen -e); do
		case $var in
		KBUILD_*|KCONFIG_*|KCFLAGS|KCPPFLAGS|KAFLAGS|CFLAGS*|AFLAGS*|CPPFLAGS*|LDFLAGS*|HOST*FLAGS|HOSTLDLIBS|\
		USERCFLAGS|USERLDFLAGS|EXTRA_*FLAGS|MAKEFLAGS|GNUMAKEFLAGS|MAKEFILES|MFLAGS|MAKELEVEL|MAKEOVERRIDES|\
		ARCH|SUBARCH|LOCALVERSION|KERNELRELEASE|INSTALL_MOD_*|CC|HOSTCC|LD|LLVM|LLVM_IAS|O|V|C|W|M|DISTRIBUT*|\
		CPATH|C_INCLUDE_PATH|DEPENDENCIES_OUTPUT|SUNPRO_DEPENDENCIES|\
		BASH_ENV|ENV|CDPATH|POSIXLY_CORRECT|GREP_OPTIONS|TAR_OPTIONS|QUOTING_STYLE|PATCH_GET|\
		XZ_DEFAULTS|XZ_OPT|GZIP|BZIP|BZIP2|LDEMULATION|CCC_*)
			unset "$var" ;;
		*_proxy) ;;
		# kbuild's own are called obj, srctree, hostprogs
		[[:lower:]]*)
			unset "$var" ;;
		esac
	done
	export LC_ALL=C
	umask 022
}

open_cache() {
	local dir
	cache_limit_mb >/dev/null
	CACHE=${CACHEDIR:-${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}}
	[[ -n ${CACHEDIR:-} ]] || CACHE=${CACHE:-/var/cache}/kpatch
	CACHE=$(readlink -m -- "$CACHE")
	[[ $CACHE != *[[:space:]:=,\#\$%\"\'\`\\\&\;\|\<\>\(\)\{\}\*\?\[]* ]] ||
		die "the kernel's makefiles cannot work below a directory with a space, a colon or a sign like = , # \$ in its name ($CACHE); set CACHEDIR to another place"
	mkdir -p "$CACHE"/{packages,kernels,work,logs} 2>/dev/null ||
		die "cannot write to the cache $CACHE; set CACHEDIR to a directory of yours"
	for dir in "$CACHE"/{packages,kernels,work,logs}; do
		[[ -w $dir ]] || die "cannot write to the cache ($dir); set CACHEDIR to a directory of yours"
	done
}

open_work() {
	local lock
	open_cache
	remove_stale_work
	# Locked before it is there: a lock that nobody holds tells others to remove all.
	lock=$(mktemp "$CACHE/work/.lock.XXXXXX")
	exec 8>"$lock"
	flock -n 8
	WORK=$(mktemp -d "$CACHE/work/$NAME.XXXXXX")
	mv "$lock" "$WORK/lock"
	trap 'close_work $?' EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM HUP
	mkdir "$WORK/tmp"
	export TMPDIR=$WORK/tmp
	LOG=$WORK/build.log
	REPORTED=$WORK/reported
	TOLD=$WORK/told
	log "kpatch-build $VERSION, $(date -u +%FT%TZ)"
	check_programs_run
}

# The kernel's own tools are built there and run.
check_programs_run() {
	printf '#!/bin/sh\n' >"$WORK/tmp/run"
	chmod +x "$WORK/tmp/run"
	"$WORK/tmp/run" 2>>"$LOG" ||
		die "no program can be run in the cache $CACHE, which building a kernel's tools needs (a file system mounted with noexec?); set CACHEDIR to another place"
}

# A run that was killed leaves its directory, but not its lock.
remove_stale_work() {
	local dir
	find "$CACHE/work" -maxdepth 1 -name '.lock.*' -mmin +10 -delete 2>/dev/null || true
	for dir in "$CACHE"/work/*/; do
		[[ ! -e $dir/keep ]] || continue
		# one without a lock is only just being made, or was killed then
		[[ -e $dir/lock || -n $(find "$dir" -maxdepth 0 -mmin +10 2>/dev/null) ]] || continue
		(
			exec 7>>"$dir/lock"
			flock -n 7 && rm -rf "$dir"
		) 2>/dev/null || true
	done
}

close_work() {
	local status=$1
	trap - EXIT ERR INT TERM HUP
	set +e
	kill_children "$$"
	wait
	wait_for_grandchildren
	progress_clear
	[[ -z $JSON ]] || write_json "$status" || echo "kpatch-build: $JSON could not be written" >&2
	if (( status != 0 && status != 3 )); then
		local kept=$CACHE/logs/$NAME.log
		cp "$LOG" "$kept" 2>/dev/null && echo "kpatch-build: full log: $kept" >&2
	fi
	if (( KEEP )); then
		: >"$WORK/keep"
		echo "intermediate files: $WORK"
	else
		rm -rf "$WORK"
	fi
	exit "$status"
}

ENDED=()		# the processes that kill_children has told to end

# All that this run started and that still works, with what they started.
kill_children() {
	local pid pids
	# of what is gone meanwhile no file is left, and cat alone would read its input
	pids=$(cat /dev/null /proc/"$1"/task/*/children 2>/dev/null)
	for pid in $pids; do
		# another process may have got the number
		grep -qsx "PPid:[[:space:]]*$1" "/proc/$pid/status" || continue
		# the parent first, for it would start others in their place
		kill -STOP "$pid" 2>/dev/null
		kill_children "$pid"
		kill "$pid" 2>/dev/null
		kill -CONT "$pid" 2>/dev/null
		ENDED+=("$pid")
	done
}

# "wait" knows only this shell's own children; another one may still have a file
# open, or write into what is about to be removed.
wait_for_grandchildren() {
	local pid tries=0
	for pid in "${ENDED[@]}"; do
		while grep -qs '^State:[[:space:]]*[^ZX]' "/proc/$pid/status" && (( tries++ < 100 )); do
			sleep 0.05
		done
	done
}

# make_directories TOP FILE...: below TOP, those that the files lie in.
make_directories() {
	(( $# > 1 )) || return 0
	local paths=("${@:2}")
	paths=("${paths[@]/#/"$1/"}")
	printf '%s\0' "${paths[@]%/*}" | sort -zu | xargs -0 mkdir -p
}

# need_space MB DIR WHAT: refuse early rather than fail half way.
need_space() {
	local mb=$1 dir=$2 what=$3 free
	free=$(df --output=avail -BM "$dir" | tail -n 1)
	free=${free//[!0-9]/}
	(( free >= mb )) ||
		die "$dir: $what needs $mb MB and only $free MB are free; free some space, or set CACHEDIR to another place"
}

# hash of standard input, short enough for a file name
short_hash() {
	sha256sum | cut -c1-16
}
