# shellcheck shell=bash disable=SC2030,SC2031,SC2034,SC2154,SC2317 # variables of kpatch-build's stages and of run-match
# SPDX-License-Identifier: GPL-2.0-only
#
# others.sh: objects that were not made as the shipped ones: another config, compiler or source.
#
# Each variant is a process of its own with a KDIR of its own, whose tree shares the source's files
# with the stock one and is prepared by kpatch-build's own stage.

OTHER_CC=${KPATCH_TEST_OTHER_CC:-gcc-11}

try_config() {
	local option objects
	while read -r option objects; do
		[[ -z $option || $option == '#'* ]] ||
			variant "$option" flip_option "CONFIG_${option%%=*}" "$objects"
	done <"${KPATCH_TEST_FLIPS:-$match_dir/flips}"
}

try_compiler() {
	local objects
	command -v "$OTHER_CC" >/dev/null || die "no $OTHER_CC; install it, or name another compiler in KPATCH_TEST_OTHER_CC"
	objects=$(grep -v '^#' "$corpus_dir/sample.objects" | spread 12)
	variant "$OTHER_CC" take_compiler "the compiler" "$objects"
}

try_source() {
	local version objects
	version=${KPATCH_TEST_OTHER_SOURCE:-$(apt-cache madison "$(other_source_package)" |
		awk -F'|' '{ gsub(/ /, "", $2); print $2 }' | sort -V | head -n 1)}
	fetch_source "$version"
	objects=$(changed_objects "$OTHER_SOURCE" | spread 24)
	variant "$version" take_source "the source" "$objects"
}

other_source_package() {
	echo "linux-source-$(series_of "$RELEASE")"
}

# Leaves OTHER_SOURCE, that version unpacked.
fetch_source() {
	local dir=$CACHE/test/other-source package
	package=$(other_source_package)
	OTHER_SOURCE=$dir/$package-$1
	[[ ! -e $OTHER_SOURCE/Makefile ]] || return 0
	mkdir -p "$dir"
	(cd "$dir" && apt-get -q download "$package=$1") >>"$LOG" 2>&1
	rm -rf "$OTHER_SOURCE.tmp"
	mkdir "$OTHER_SOURCE.tmp"
	SOURCE=debian DEB_FILE=([source]=$(printf '%s\n' "$dir/${package}_$1"_*.deb))
	deb_unpack_source "$OTHER_SOURCE.tmp"
	mv "$OTHER_SOURCE.tmp" "$OTHER_SOURCE"
}

# Of vmlinux and of modules, those whose own source is another text.
changed_objects() {
	local path
	awk -F'\t' '{ owners[$1]++ } END { for (obj in owners) if (owners[obj] == 1) print obj }' "$KDIR/built" | sort |
		while read -r path; do
			path=${path%.o}.c
			[[ ! -f $TREE/$path || ! -f $1/$path ]] || cmp -s "$TREE/$path" "$1/$path" || echo "${path%.c}.o"
		done
}

# variant NAME HOW CAUSE OBJECTS: HOW makes of the stock kernel in KDIR another one.
variant() {
	local name=$1 how=$2 cause=$3 objects
	read -r -a objects <<<"${4//$'\n'/ }"
	ready "${objects[@]}"
	compile_originals "${objects[@]}"
	(vary)
}

vary() {
	local stock=$KDIR stock_work=$WORK obj source_of
	trap - EXIT
	WORK=$WORK/variants/${name//[^A-Za-z0-9.]/-} KDIR=$WORK/kernel
	mkdir -p "$KDIR"
	ln -s "$stock"/{units,units.tree,units.modules,built,modules} "$KDIR/"
	: | tee "$KDIR/source.done" >"$KDIR/vmlinux.done"
	cp "$stock/config" "$KDIR/config"
	CONFIG=$KDIR/config
	STAGE=$name
	source_of=$stock/tree
	"$how"
	progress "preparing"
	copy_source "$source_of" "$KDIR/tree"
	prepare_tree
	if is_as_before; then
		row "$set $name" "the option cannot be flipped alone" '' '' wrong
		return
	fi
	record_commands "${objects[@]}"
	compile_originals "${objects[@]}"
	mapfile -t objects < <(for obj in "${objects[@]}"; do
		if [[ -e $WORK/orig/$obj ]]; then echo "$obj"; else echo "not compiled: $obj" >&2; fi
	done)
	match_all "${objects[@]}"
	judge_variant
	rm -rf "$KDIR"
}

flip_option() {
	local name=${option%%=*} value=${option#*=}
	sed -i "/^CONFIG_$name=/d; /^# CONFIG_$name is not set/d" "$CONFIG"
	if [[ $value == n ]]; then
		echo "# CONFIG_$name is not set" >>"$CONFIG"
	else
		sed -i '/^CONFIG_HZ_[0-9]*=y/d' "$CONFIG"
		printf 'CONFIG_%s=%s\n' "$name" "$value" "${name}_$value" y >>"$CONFIG"
	fi
}

take_compiler() {
	choose_compiler() {
		CC=$OTHER_CC CC_TEXT=$("$OTHER_CC" --version | sed -n 1p)
		choose_binutils
	}
	SKIP_COMPILER_CHECK=1
}

take_source() {
	source_of=$OTHER_SOURCE
}

# copy_source FROM TO: as it came; what a build left is younger.
copy_source() {
	local old=()
	[[ ! -e $1/../source.done ]] || old=(! -newer "$1/../source.done")
	mkdir "$2"
	(
		cd "$1" || exit
		find . \( -type f -o -type l \) "${old[@]}" -print0 | cpio -0pdl --quiet "$2"
	) >>"$LOG" 2>&1
}

# Another option may select it.
is_as_before() {
	[[ $how == flip_option ]] &&
		cmp -s <(grep -E "^(# )?${cause}[= ]" "$TREE/.config") <(grep -E "^(# )?${cause}[= ]" "$stock/config")
}
