#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Code that was not shipped stops the build, with its likely cause named.
. "$(dirname "$0")/lib.sh"

kb -a "$release" -t vmlinux -o out "$cases/meminfo-string/change.patch"
[[ $status -eq 0 ]] || fail "$(cat stderr)"
grep -q '^match .*1 object as shipped' stdout || fail "it says: $(cat stdout)"
rm -f out/*

kernel=$cache/kernels/$release
match=$top/match-object/match-object
obj=fs/proc/meminfo.o
command=$(sed 's/ ; .*//' "$kernel/commands/$obj.cmd")
command=${command//fs\/proc\/.meminfo.o.d/$work/d}
cp "$kernel/tree/${obj%.o}.c" changed.c
sed -i 's/si_swapinfo(&i);/i.totalswap = 1;/' changed.c

# compile OUT SOURCE FLAGS: as kbuild does, for one thing.
compile() {
	local line=${command/ -c -o $obj ${obj%.o}.c/ $3 -c -o $work/$1 $2}
	(cd "$kernel/tree" && eval "$line -Ifs/proc")
}

# differs WHAT PATTERN
differs() {
	status=0
	"$match" "$1.o" vmlinux "$kernel/vmlinux" meminfo_proc_show 2>said || status=$?
	[[ $status -eq 1 && $(wc -l <said) -eq 1 ]] || fail "$1: exit status $status, it says: $(cat said)"
	grep -qE "$2" said || fail "$1: it says: $(cat said)"
}

compile same.o "${obj%.o}.c" ''
"$match" same.o vmlinux "$kernel/vmlinux" meminfo_proc_show || fail "the same: exit status $?"
compile config.o "${obj%.o}.c" -fno-stack-protector
differs config "meminfo_proc_show\+0x.*compiled '.*', but the shipped vmlinux has '.*config: CONFIG_STACKPROTECTOR is missing here"
compile source.o "$work/changed.c" ''
differs source 'the likely cause is the source or the config \(1 of'
objcopy --remove-section .comment config.o compiler.o
printf 'GCC: (another) 1.0\0' >comment
objcopy --add-section .comment=comment compiler.o
differs compiler 'the likely cause is the compiler: GCC: \(another\) 1\.0 here'

# kpatch-build heeds it, unless told not to.
printf '#!/bin/sh\necho "error: %s: another" >&2\nexit 1\n' "$obj" >stub
chmod +x stub
export MATCH_OBJECT=$work/stub
kb -a "$release" -t vmlinux -o out "$cases/meminfo-string/change.patch"
[[ $status -eq 1 && -z $(ls -A out) ]] || fail "another code: exit status $status, $(ls out)"
grep -q "^kpatch-build: refused: compiled without the diff, $obj is not what $release has" stderr ||
	fail "another code: it says: $(cat stderr)"
kb -a "$release" -t vmlinux -o out --skip-binary-check "$cases/meminfo-string/change.patch"
[[ $status -eq 0 && -s out/kpatch-change.ko ]] || fail "--skip-binary-check: $(cat stderr)"

# A config that is not the kernel's is named by the sources and functions that vmlinux has, by what its
# variables start with, and by how it was compiled.
mkdir -p causes/orig/fs/proc
# shellcheck disable=SC2030,SC2031,SC2034 # for these stages of kpatch-build
(
	trap - ERR
	shopt -s nullglob
	. "$top/kpatch-build/lib/causes.sh"
	. "$top/kpatch-build/lib/unit-options.sh"
	. "$top/kpatch-build/lib/name-options.sh"
	. "$top/kpatch-build/lib/value-options.sh"
	TREE=$kernel/tree UNITS=$kernel/units.tree SRCARCH=x86 VMLINUX=$kernel/vmlinux LOG=log WORK=$work/causes OBJCOPY=objcopy
	cp same.o "causes/orig/$obj"
	CONFIG=$kernel/config
	{ unit_options; name_options; value_options; flag_options "$obj"; } >right
	grep -vE '^CONFIG_(CGROUP_BPF|HZ|INIT_ON_ALLOC_DEFAULT_ON|SLUB_DEBUG|STACKPROTECTOR_STRONG|XEN_512GB)=' "$CONFIG" >flipped
	printf '%s\n' CONFIG_DEBUG_KMEMLEAK=y CONFIG_HZ=123 CONFIG_SCHED_CORE=y CONFIG_ZSWAP_DEFAULT_ON=y >>flipped
	CONFIG=$work/flipped
	command=${command/ -fstack-protector-strong / }
	compile "causes/orig/$obj" "${obj%.o}.c" ''
	hz=$(sed -n 's/^CONFIG_HZ=//p' "$kernel/config")
	{ unit_options; name_options; value_options; flag_options "$obj"; } | sed "s/ $hz there/ \$HZ there/" | sed 's/ (.*//' | sort -u >wrong
)
[[ ! -s right ]] || fail "the kernel's own config: it says: $(cat right)"
diff - wrong <<-'END' || fail 'a config with options flipped'
CONFIG_CGROUP_BPF is set there, but not here
CONFIG_DEBUG_KMEMLEAK is set here, but not there
CONFIG_HZ is $HZ there, and 123 here
CONFIG_INIT_ON_ALLOC_DEFAULT_ON is set there, but not here
CONFIG_SCHED_CORE is set here, but not there
CONFIG_SLUB_DEBUG is set there, but not here
CONFIG_STACKPROTECTOR_STRONG is set there, but not here
CONFIG_XEN_512GB is set there, but not here
CONFIG_ZSWAP_DEFAULT_ON is set here, but not there
END
