# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# source-rpm.sh: a kernel from a source package (-r) of Fedora, RHEL and their kin.
#
#	-r SRC.rpm	the source, unpacked and patched by its own %prep
#	-v FILE		vmlinux, or the kernel-debuginfo package that holds it
#	-c FILE		the config; by default the installed kernel's, what vmlinux
#			itself holds, or the one that the source package has for this CPU

RPM_VMLINUX=''		# path of vmlinux, here or in the debuginfo package
RPM_DEBUGINFO=''	# that package, if it is one
RPM_NAME=''		# kernel-5.14.0-362.el9, of the source package

rpm_resolve() {
	local tool cpu said sum
	for tool in rpm rpmbuild rpm2cpio cpio; do
		command -v "$tool" >/dev/null ||
			die "-r: $tool is not installed; install the package rpm (rpm-build on Fedora and its kin) and cpio"
	done
	[[ -f $SOURCE_RPM ]] || die "-r $SOURCE_RPM: no such file"
	is_rpm "$SOURCE_RPM" || die "-r $SOURCE_RPM: not an RPM package"
	SOURCE_RPM=$(readlink -f "$SOURCE_RPM")
	said=$(rpm_query "$SOURCE_RPM" '%{NAME}-%{VERSION}-%{RELEASE} %{SIGMD5} %|SOURCERPM?{binary}:{source}|')
	[[ $said == *' source' ]] || die "-r $SOURCE_RPM: a binary package; -r wants the kernel's source package (.src.rpm)"
	read -r RPM_NAME sum _ <<<"$said"

	rpm_find_vmlinux
	if [[ -n $RPM_DEBUGINFO ]]; then
		cpu=$(rpm_query "$RPM_DEBUGINFO" '%{ARCH}')
	else
		cpu=$(cpu_of_elf "$RPM_VMLINUX")
	fi
	choose_cpu "$cpu"
	local version=${RPM_NAME#"$(rpm_query "$SOURCE_RPM" '%{NAME}')"-}
	[[ $RELEASE == "$version" || $RELEASE == "$version"[.+_-]* ]] ||
		die "$SOURCE_RPM is the source of $version, but vmlinux is of $RELEASE; get the source package of that"

	KDIR=$CACHE/kernels/rpm-$RELEASE-$({ echo "$sum"; stat -L -c '%n %s %Y' "${RPM_DEBUGINFO:-$RPM_VMLINUX}" ${CONFIG:+"$CONFIG"}; } | short_hash)
	KERNEL_NOTE=$RPM_NAME
}

is_rpm() {
	[[ $(head -c 4 "$1" | od -An -tx1 | tr -d ' ') == edabeedb ]]
}

rpm_query() {
	rpm -qp --nosignature --qf "$2" "$1" 2>>"$LOG" ||
		die "$1: rpm cannot read it; is the file whole?"
}

# Leaves RPM_VMLINUX, RPM_DEBUGINFO and RELEASE.
rpm_find_vmlinux() {
	local found=() given=$RELEASE
	if [[ -z $VMLINUX ]]; then
		RELEASE=${RELEASE:-$(uname -r)}
		VMLINUX=/usr/lib/debug/lib/modules/$RELEASE/vmlinux
		[[ -f $VMLINUX ]] ||
			die "there is no $VMLINUX; give vmlinux, or the kernel-debuginfo package that holds it, with -v FILE"
	fi
	[[ -f $VMLINUX ]] || die "-v $VMLINUX: no such file"
	if ! is_rpm "$VMLINUX"; then
		readelf -h "$VMLINUX" >>"$LOG" 2>&1 ||
			die "-v $VMLINUX: neither vmlinux with symbols nor a kernel-debuginfo package"
		RPM_VMLINUX=$(readlink -f "$VMLINUX")
		RELEASE=$(release_of_vmlinux "$RPM_VMLINUX")
		[[ -z $given || $given == "$RELEASE" ]] ||
			die "-v $VMLINUX: is of $RELEASE, not of -a $given"
		return 0
	fi
	RPM_DEBUGINFO=$(readlink -f "$VMLINUX")
	mapfile -t found < <(rpm -qpl --nosignature "$RPM_DEBUGINFO" 2>>"$LOG" | { grep -E "^/usr/lib/debug/lib/modules/${given:-[^/]*}/vmlinux$" || true; })
	(( ${#found[@]} )) ||
		die "-v $VMLINUX: holds no /usr/lib/debug/lib/modules/${given:-RELEASE}/vmlinux; the package with it is called kernel-debuginfo"
	(( ${#found[@]} == 1 )) ||
		die "-v $VMLINUX: holds the vmlinux of several kernels; say with -a which: $(printf '%s\n' "${found[@]}" | sed 's|.*/modules/||; s|/vmlinux||' | paste -sd' ')"
	RPM_VMLINUX=${found[0]}
	RELEASE=${RPM_VMLINUX#/usr/lib/debug/lib/modules/}
	RELEASE=${RELEASE%/vmlinux}
}

rpm_extract_small() {
	local dir=$1 config
	[[ -e $dir/rpm.done ]] || rpm_prep "$dir"
	if [[ -n $RPM_DEBUGINFO ]]; then
		progress "unpacking ${RPM_DEBUGINFO##*/}"
		rpm_files "$RPM_DEBUGINFO" "$WORK/debuginfo" ".$RPM_VMLINUX"
		mv "$WORK/debuginfo$RPM_VMLINUX" "$dir/vmlinux.found"
	else
		ln -sfn "$RPM_VMLINUX" "$dir/vmlinux.found"
	fi
	VMLINUX_GIVEN=$dir/vmlinux.found
	config=$(rpm_config "$dir")
	log "config: $config"
	cp "$config" "$dir/config"
	symvers_of_vmlinux "$dir/vmlinux.found" >"$dir/Module.symvers"
}

# rpm_files RPM DIR [PATTERN]: its files, below DIR.
rpm_files() {
	mkdir -p "$2"
	(cd "$2" && rpm2cpio "$1" | cpio -idm --quiet --no-absolute-filenames ${3:+"$3"}) >>"$LOG" 2>&1 </dev/null ||
		command_failed "unpack ${1##*/}"
}

# rpm_prep DIR: leaves DIR/rpm-source, the source as %prep leaves it, and
# DIR/rpm-files, what the package holds.
rpm_prep() {
	local dir=$1 top=$WORK/rpm specs dist trees
	rm -rf "$dir"/rpm-{source,files}
	progress "unpacking ${SOURCE_RPM##*/}"
	rpm_files "$SOURCE_RPM" "$top/SOURCES"
	specs=("$top"/SOURCES/*.spec)
	(( ${#specs[@]} == 1 )) || die "$SOURCE_RPM: holds ${#specs[@]} spec files where one is wanted"
	dist=$(sed -nE 's/.*(\.(fc|el|amzn|oe)[0-9][^.]*)$/\1/p' <<<"$RPM_NAME")

	progress "preparing the source by ${specs[0]##*/}"
	run_logged "prepare the source by the %prep of ${specs[0]##*/}" \
		rpmbuild -bp --nodeps --target "$CPU" --define "_topdir $top" \
		--define "_tmppath $WORK" --define "dist ${dist:-%{nil\}}" "${specs[0]}"

	mapfile -t trees < <(find "$top/BUILD" -maxdepth 4 -name Kconfig -printf '%h\n' |
		while read -r tree; do
			[[ $tree != */vanilla* ]] && grep -qs '^VERSION *=' "$tree/Makefile" && echo "$tree"
		done || true)
	(( ${#trees[@]} == 1 )) ||
		die "$SOURCE_RPM: its %prep leaves ${#trees[@]} kernel trees where one is wanted${trees[0]:+: $(join_list "${trees[@]#"$top/BUILD/"}")}"
	rm -rf "${trees[0]}/.git"
	mv "$top/SOURCES" "$dir/rpm-files"
	mv "${trees[0]}" "$dir/rpm-source"
	rm -rf "$top"
	: >"$dir/rpm.done"
}

# The config of this very kernel, from the surest place that has it.
rpm_config() {
	local dir=$1 file
	for file in "$CONFIG" "/lib/modules/$RELEASE/config" "/boot/config-$RELEASE"; do
		if [[ -n $file && -r $file ]]; then
			echo "$file"
			return
		fi
	done
	[[ -z $CONFIG ]] || die "-c $CONFIG: no such file"
	if grep -qaF IKCFG_ST "$dir/vmlinux.found" &&
	   "$dir/rpm-source/scripts/extract-ikconfig" "$dir/vmlinux.found" >"$dir/config.found" 2>>"$LOG"; then
		echo "$dir/config.found"
		return
	fi
	rpm_config_of_package "$dir"
}

# Configs in a source package: of kernel-5.14.0-x86_64.config, kernel-x86_64.config,
# kernel-x86_64-rhel.config, config-x86_64, openeuler_defconfig the plain one, or
# that of the variant which the release names (+debug, +rt).
rpm_config_of_package() {
	local dir=$1 variant='' file name found=()
	[[ $RELEASE != *+* ]] || variant=${RELEASE##*+}
	for file in "$dir"/rpm-source/configs/kernel-*.config "$dir"/rpm-files/kernel-*.config \
		    "$dir/rpm-files/config-$CPU" "$dir/rpm-source/arch/$SRCARCH/configs/openeuler_defconfig"; do
		name=${file##*/}
		[[ -f $file && ( $name == *"$CPU"* || $name == *_defconfig ) ]] || continue
		# what else the name says: nothing, the distribution, or the variant
		name=$(sed -E "s/^kernel-?//; s/[0-9]+\.[0-9.]+-?//; s/$CPU-?//; s/(rhel|fedora)$//; s/-?(rhel|fedora)?\.config$//; s/^config-?//; s/_defconfig$//; s/^openeuler$//" <<<"$name")
		[[ $name == "$variant" ]] || continue
		if (( ${#found[@]} )) && [[ $file == "$dir"/rpm-files/* && ${found[0]} == "$dir"/rpm-source/* ]]; then
			continue	# %prep made the former of the latter
		fi
		found+=("$file")
	done
	(( ${#found[@]} )) ||
		die "$SOURCE_RPM: has no config for $RELEASE by a name that is known here; give the kernel's config with -c FILE (installed, it is /lib/modules/$RELEASE/config)"
	(( ${#found[@]} == 1 )) ||
		die "$SOURCE_RPM: has several configs for $CPU: $(join_list "${found[@]##*/}"); give the kernel's own with -c FILE (installed, it is /lib/modules/$RELEASE/config)"
	echo "${found[0]}"
}

rpm_extract_vmlinux() {
	ln -f "$KDIR/vmlinux.found" "$1"
}

rpm_unpack_source() {
	[[ -d $KDIR/rpm-source ]] || rpm_prep "$KDIR"
	rmdir "$1"
	mv "$KDIR/rpm-source" "$1"
	rm -rf "$KDIR/rpm-files" "$KDIR/rpm.done"
}
