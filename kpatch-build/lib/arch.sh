# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# arch.sh: what is each CPU called, and how is code for it compiled?
#
# Everything about a CPU that the stages need stands in this one table.
# choose_cpu leaves CPU and the other columns in the variables of its heading,
# and CROSS_COMPILE where this machine is another one.

CPU_TABLE='
# CPU       ELF  KARCH     SRCARCH   CONFIG      DEB_ARCH DEB_FLAVOUR  TRIPLET
x86_64      62   x86_64    x86       X86_64      amd64    amd64        x86_64-linux-gnu
aarch64     183  arm64     arm64     ARM64       arm64    arm64        aarch64-linux-gnu
ppc64le     21   powerpc   powerpc   PPC64       ppc64el  powerpc64le  powerpc64le-linux-gnu
s390x       22   s390      s390      S390        s390x    s390x        s390x-linux-gnu
loongarch64 258  loongarch loongarch LOONGARCH   loong64  loong64      loongarch64-linux-gnu
'

# How built-in code must be compiled to live in a module, far from the rest of
# the kernel.  Code of vmlinux relies on being near its data (s390, by larl) or
# its table of contents (ppc64le); ppc64le's sibling calls would leave a module
# without its TOC being restored.  LoongArch's makefile asks for the contrary in
# built-in code, so there it must come last; elsewhere the kernel's own come last.
OBJECT_FLAGS_TABLE='
# CPU       COMPILER WHERE FLAGS
ppc64le     gcc      first -mcmodel=large -fno-optimize-sibling-calls
ppc64le     clang    first -mcmodel=large -fno-optimize-sibling-calls
s390x       gcc      first -fPIC -mno-pic-data-is-text-relative -fno-section-anchors
s390x       clang    first -fPIC -mno-pic-data-is-text-relative
loongarch64 gcc      last  -mno-direct-extern-access
loongarch64 clang    last  -fno-direct-access-external-data
'

# Code whose loops are aligned has padding that depends on where in its section a
# function begins; and where variables are told by their distance from one of them,
# sections of their own make other instructions (s390x, ppc64le).  x86's padding is
# told from other instructions when code is compared with the shipped; of these, the
# original is compiled once more without such sections, so that all lies as it was
# shipped.
LAID_OUT_AS_SHIPPED='aarch64 ppc64le s390x'

# A kernel with a vdso for 32-bit programs is only configured so where their
# compiler is named, and compiles that with it.
COMPAT_TABLE='
# CPU       OPTION       PREFIX
aarch64     COMPAT_VDSO  arm-linux-gnueabihf-
'

# choose_cpu NAME: the kernel's CPU, as uname -m calls it.
choose_cpu() {
	local elf
	read -r CPU elf KARCH SRCARCH CPU_CONFIG DEB_ARCH DEB_FLAVOUR TRIPLET < <(cpu_row 1 "$1") ||
		die "$1: not a CPU that is known here; there are: $(cpu_names)"
	log "kernel for $CPU (ELF machine $elf)"
	if is_foreign && [[ -z ${CROSS_COMPILE:-} ]]; then
		CROSS_COMPILE=$TRIPLET-
	fi
}

OBJECT_FLAGS='' FLAGS_PLACE=''

# Once CC is known: leaves OBJECT_FLAGS, and FLAGS_PLACE, where they go.
choose_object_flags() {
	local kind=gcc target=()
	[[ $CC != *clang* ]] || kind=clang target=("--target=$TRIPLET")
	read -r FLAGS_PLACE OBJECT_FLAGS < <(awk -v cpu="$CPU" -v kind="$kind" '
		$1 == cpu && $2 == kind { $1 = $2 = ""; print }' <<<"$OBJECT_FLAGS_TABLE") || return 0
	# shellcheck disable=SC2086	# words
	"$CC" "${target[@]}" $OBJECT_FLAGS -Werror -c -x c /dev/null -o /dev/null 2>>"$LOG" ||
		die "$CC_TEXT does not know '$OBJECT_FLAGS', without which the kernel's code cannot be in a module on $CPU; a newer one is needed"
}

COMPAT_PREFIX=''

# Leaves COMPAT_PREFIX, if the kernel wants one and the compiler is here: without it
# the config comes out otherwise, which is told then.
choose_compat() {
	local option prefix
	read -r option prefix < <(awk -v cpu="$CPU" '$1 == cpu { print $2, $3 }' <<<"$COMPAT_TABLE") || return 0
	if config_has "$option" && command -v "${prefix}gcc" >/dev/null; then
		COMPAT_PREFIX=$prefix
	fi
}

# cpu_row COLUMN VALUE
cpu_row() {
	awk -v column="$1" -v value="$2" '$1 != "#" && $column == value { print; found = 1; exit } END { exit !found }' <<<"$CPU_TABLE"
}

cpu_names() {
	awk 'NF && $1 != "#" { printf "%s%s", sep, $1; sep = " " }' <<<"$CPU_TABLE"
}

is_foreign() {
	[[ $CPU != "$(uname -m)" ]]
}

# order_of_elf FILE: byte 6 says in which order the others are.
order_of_elf() {
	if (( $(od -An -tu1 -j5 -N1 "$1") == 2 )); then echo big; else echo little; fi
}

# cpu_of_elf FILE: the CPU that its header names, in bytes 19 and 20.
cpu_of_elf() {
	local order machine
	order=$(order_of_elf "$1")
	machine=$(od -An -tu2 --endian="$order" -j18 -N2 "$1")
	cpu_row 2 "$((machine))" | awk '{ print $1 }' ||
		die "$1: is for a CPU that is not known here (ELF machine $((machine))); there are: $(cpu_names)"
}

# ARCH_GIVEN may be another's name for the CPU: x86-64, amd64, arm64, ppc64el.
check_arch_given() {
	local column name
	for column in 1 3 6 7; do
		if name=$(cpu_row "$column" "${ARCH_GIVEN//x86-64/x86_64}"); then
			ARCH_GIVEN=${name%% *}
			return 0
		fi
	done
	die "--arch $ARCH_GIVEN: not a CPU that is known here; there are: $(cpu_names)"
}

# The config must be for the same CPU as the rest.
check_cpu_config() {
	grep -q "^CONFIG_$CPU_CONFIG=y" "$CONFIG" ||
		die "the config of $RELEASE is not for $CPU, which its vmlinux is for: CONFIG_$CPU_CONFIG is not set; give the config of this kernel"
}
