# shellcheck shell=bash disable=SC2154 # top is the caller's
# SPDX-License-Identifier: GPL-2.0-only
# kernel.sh: which stock kernel the tests and the demo boot, and its files.
#
# newest_release	prints the release of the archive's newest stock kernel
# source_package	prints the package with its source
# unpack_kernel REL	leaves $kernel_dir with boot/vmlinuz-REL and lib/modules/REL
# static_kpatch DIR	prints the kpatch tool, built in DIR to run without libraries on that CPU
# kernel_suffix	prints @NAME for the kernel in KPATCH_TEST_KERNEL, nothing for the stock one,
#		and +bochs for an emulator that is not QEMU
# kernel_cpu		prints the CPU of the kernel in KPATCH_TEST_KERNEL, or of KPATCH_TEST_RELEASE, else this machine's
# make_arguments	prints what kbuild wants to be told in that kernel's tree, one a line
# report_vm DIR PREFIX SUFFIX	prints run-vm's results, and for a failure all that was said
# core_of JSON		prints the kpatch.ko that kpatch-build --json names

cache=${CACHEDIR:-${XDG_CACHE_HOME:-$HOME/.cache}/kpatch}

. "$top/test/integration/foreign.sh"
. "$top/test/integration/vm/cpus.sh"

kernel_cpu() {
	if [[ -n ${KPATCH_TEST_KERNEL:-} ]]; then
		image_cpu "$KPATCH_TEST_KERNEL/vmlinuz"
	else
		cpu_of_release "${KPATCH_TEST_RELEASE:-$(uname -m)}"
	fi
}

newest_release() {
	local package
	if [[ -n ${KPATCH_TEST_RELEASE:-} ]]; then
		echo "$KPATCH_TEST_RELEASE"
		return
	fi
	package=$(apt-cache depends --important linux-image-amd64 2>/dev/null |
		sed -n 's/^ *Depends: linux-image-//p' | head -n 1)
	if [[ -z $package && $(id -u) -eq 0 ]]; then
		apt-get -qq update >&2 || true
		package=$(apt-cache depends --important linux-image-amd64 2>/dev/null |
			sed -n 's/^ *Depends: linux-image-//p' | head -n 1)
	fi
	if [[ -z $package ]]; then
		# No package lists (offline): the newest that the cache has.
		package=$(find "$cache/packages" -name 'linux-image-*-amd64_*.deb' -printf '%f\n' 2>/dev/null |
			sed -n 's/^linux-image-\(.*\)_.*_amd64\.deb$/\1/p' | sort -V | tail -n 1)
	fi
	if [[ -z $package ]]; then
		echo "no stock kernel found: run apt-get update, or set KPATCH_TEST_RELEASE" >&2
		return 1
	fi
	echo "$package"
}

# source_package: the stock kernel's source, out of the cache or the archive.
source_package() {
	local series package
	series=$(newest_release | sed -E 's/^([0-9]+\.[0-9]+).*/\1/')
	mkdir -p "$cache/packages"
	package=$(cached_source "$series")
	if [[ -z $package ]]; then
		(cd "$cache/packages" && apt-get -q download "linux-source-$series") >&2
		package=$(cached_source "$series")
	fi
	if [[ -z $package ]]; then
		echo "no package linux-source-$series: run apt-get update" >&2
		return 1
	fi
	echo "$package"
}

cached_source() {
	find "$cache/packages" -name "linux-source-$1_*.deb" | sort -V | tail -n 1
}

# The package with the bootable image; kpatch-build itself needs only the others.
find_image_package() {
	local release=$1 package
	mkdir -p "$cache/packages"
	package=$(find "$cache/packages" -name "linux-image-${release}_*.deb" | sort -V | tail -n 1)
	if [[ -z $package ]]; then
		foreign_download "$(cpu_of_release "$release")" "$cache/packages" "linux-image-$release"
		package=$(find "$cache/packages" -name "linux-image-${release}_*.deb" | sort -V | tail -n 1)
	fi
	echo "$package"
}

unpack_kernel() {
	local release=$1 package
	kernel_dir=$cache/test/$release
	[[ ! -e $kernel_dir/.complete ]] || return 0
	package=$(find_image_package "$release")
	rm -rf "$kernel_dir"
	mkdir -p "$kernel_dir"
	dpkg-deb --fsys-tarfile "$package" | tar -x -C "$kernel_dir" ./boot ./lib/modules
	# One that is not compressed has another name.
	[[ ! -e $kernel_dir/boot/vmlinux-$release ]] ||
		ln -s "vmlinux-$release" "$kernel_dir/boot/vmlinuz-$release"
	touch "$kernel_dir/.complete"
}

core_of() {
	sed -n 's/^ *"core": "\(.*\)",$/\1/p' "$1"
}

# A copy is built, so that the tree's own kpatch stays as it is.
static_kpatch() {
	local dir=$1/kpatch-static cpu libs
	local -a tools=()
	cpu=$(kernel_cpu)
	if [[ $cpu != "$(uname -m)" ]]; then
		libs=$(foreign_libelf "$cpu")
		tools=("CC=$(cross_of "$cpu")gcc" "CFLAGS=-O2 -I$libs/usr/include"
		       "LDFLAGS=-L$libs/usr/lib/$(cross_of "$cpu" | sed 's/-$//')")
	fi
	mkdir -p "$dir"
	cp -p "$top"/kpatch/*.[ch] "$top/kpatch/Makefile" "$dir/"
	make -s -C "$dir" STATIC=1 "${tools[@]}" >&2
	echo "$dir/kpatch"
}

# The directory is kernel-NAME, or kernel-NAME-HASH where test/kernels/build made it.
kernel_suffix() {
	[[ -n ${KPATCH_TEST_KERNEL:-} ]] || return 0
	basename "$KPATCH_TEST_KERNEL" |
		sed -E "s/^(kernel-)?/@/; s/-[0-9a-f]{12}\$//; s/\$/${KPATCH_TEST_EMULATOR:+"+$KPATCH_TEST_EMULATOR"}/"
}

# Packaged headers ask for the compiler of their distribution.
make_arguments() {
	cat "$KPATCH_TEST_KERNEL/make-arguments" 2>/dev/null || echo "CC=${KPATCH_TEST_CC:-gcc}"
}

report_vm() {
	local dir=$1 prefix=$2 suffix=$3 verdict name text
	while read -r verdict name text; do
		if [[ $verdict == pass ]]; then
			printf 'pass  %-40s %6d s\n' "$prefix$name$suffix" $((text / 1000))
			continue
		fi
		echo "FAIL  $prefix$name$suffix: $text"
		# What the case said, then what the kernel said meanwhile.
		awk -v name="$name" '$0 ~ /^=== begin / { on = ($3 == name); next } /^=== end / { on = 0 } on' \
			<(cat "$dir"/output.* | tr -d '\r') | tail -n 40 | sed 's/^/      | /'
		awk -v name="$name" '/vm-test: begin / { on = ($NF == name); next } /vm-test: end / { on = 0 } on' \
			<(cat "$dir"/console.* | tr -d '\r') | tail -n 40 | sed 's/^/      # /'
	done <"$dir/results"
}
