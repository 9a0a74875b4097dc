# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
# lib.sh: what the unit tests share.
#
# A test sources this file and then stands in an empty directory of its own.
#   original, patched	take C source on stdin; patched_by takes sed arguments instead
#   neighbour NAME	takes another file's source, linked into vmlinux before the original
#   diff_objects	compiles all, links a fake vmlinux, runs create-diff-object;
#			leaves $status, stdout, stderr and, on success, out.o
#	shipped_by	takes sed arguments: the kernel was made of another source
#	match_objects	compiles the original, links vmlinux and a module of what was shipped,
#			runs match-object on each; leaves vmlinux.said and module.said
#   arch CPU [CLANG]	the test is about that CPU; skipped where its compiler is not there
#   expect ...		compare with golden text on stdin, or end the test
# Nothing here knows how the tools work inside.  CDO, MATCH_OBJECT and CREATE_PATCH_MODULE
# name others than those of this tree.

set -Eeuo pipefail

unit_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$unit_dir/../.." && pwd)
CDO=${CDO:-$top/create-diff-object/create-diff-object}
MATCH_OBJECT=${MATCH_OBJECT:-$top/match-object/match-object}
# shellcheck disable=SC2034 # for the tests
CREATE_PATCH_MODULE=${CREATE_PATCH_MODULE:-$top/create-patch-module/create-patch-module}
CC=${CC:-gcc}

# As the kernel compiles for x86-64, so that every global function has an
# fentry call and __mcount_loc is there.
kernel_cflags=(-std=gnu11 -O2 -fno-pie -fno-pic -mcmodel=kernel -mno-red-zone -mno-sse
	-mno-80387 -fno-asynchronous-unwind-tables -fno-strict-aliasing -fno-common
	-fno-stack-protector -fcf-protection=none -fno-jump-tables
	-fno-delete-null-pointer-checks -w -nostdinc)
fentry_cflags=(-pg -mfentry -mrecord-mcount)
diff_cflags=(-ffunction-sections -fdata-sections)
extra_cflags=() link_flags=()
entry_call=__fentry__
text_address=0xffffffff81000000
cross='' endian=little

# What pipelines set for a 6.1 kernel.
export ALT_STRUCT_SIZE=12 BUG_STRUCT_SIZE=12 EX_STRUCT_SIZE=12 PARA_STRUCT_SIZE=16 \
	JUMP_STRUCT_SIZE=16 PRINTK_INDEX_STRUCT_SIZE=40 STATIC_CALL_STRUCT_SIZE=8 ORC_STRUCT_SIZE=6

test_name=$(basename "$0" .sh)
work=$(mktemp -d "${TMPDIR:-/tmp}/unit.$test_name.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'echo "$test_name: line $LINENO: $BASH_COMMAND" >&2' ERR
cd "$work"
mkdir orig patched neighbours

parent=vmlinux
symvers=Module.symvers
printf '0x00000000\t__fentry__\tvmlinux\tEXPORT_SYMBOL\t\n' >Module.symvers
status=''

# awk's hex(): mawk has no strtonum().
hex='function hex(s,  i, n) {
	for (i = 1; i <= length(s); i++)
		n = n * 16 + index("0123456789abcdef", substr(tolower(s), i, 1)) - 1
	return n
}'

fail() {
	echo "$test_name: $*" >&2
	exit 1
}

skip() {
	echo "$test_name: $*"
	exit 77
}

original() { cat >orig/proc.c; }
patched() { cat >patched/proc.c; }
patched_by() { sed "$@" orig/proc.c >patched/proc.c; }
neighbour() { cat >"neighbours/$1"; }
shipped_by() { mkdir -p shipped; sed "$@" orig/proc.c >shipped/proc.c; shipped_differs=1; }

# As the kernel compiles for that CPU; the entry calls' table is recordmcount's on ppc64le.
arch() {
	local triple
	local -a flags
	if [[ $1 == x86_64 ]]; then
		[[ ${2:-} != clang ]] || CC=clang fentry_cflags=(-fpatchable-function-entry=5)
		return 0
	fi
	kernel_cflags=(-std=gnu11 -O2 -fno-asynchronous-unwind-tables -fno-strict-aliasing -fno-common
		-fno-stack-protector -fno-jump-tables -fno-delete-null-pointer-checks -w -nostdinc)
	text_address=0x100000 entry_call=_mcount triple=$1-linux-gnu
	case $1 in
	aarch64)
		flags=(-fno-pic -mgeneral-regs-only)
		fentry_cflags=(-fpatchable-function-entry=2) ;;
	ppc64le)
		flags=(-fno-pic -msoft-float -mno-altivec -mno-vsx -mabi=elfv2 -mcmodel=large
			-fno-optimize-sibling-calls)
		fentry_cflags=(-pg -mprofile-kernel) triple=powerpc64le-linux-gnu ;;
	loongarch64)	# the archive has LLVM's compiler and binutils, and no others
		[[ ${2:-} == clang* ]] || fail "arch knows loongarch64 by clang alone"
		flags=(-fno-pic -fno-direct-access-external-data -msoft-float) triple+=sf
		fentry_cflags=(-fpatchable-function-entry=2) ;;
	s390x)
		flags=(-fPIC -msoft-float -mbackchain -march=z13)
		fentry_cflags=(-pg -mfentry -mnop-mcount -mrecord-mcount) endian=big ;;
	*)	fail "arch knows no $1" ;;
	esac
	kernel_cflags+=("${flags[@]}")
	cross=$triple- CC=${triple}-gcc
	[[ $1 != loongarch64 ]] || llvm_tools "${2#clang}"
	command -v "${cross}ld" >/dev/null || skip "no ${cross}ld"
	if [[ ${2:-} == clang* ]]; then
		CC=$2
		kernel_cflags+=("--target=$triple")
		[[ $1 != ppc64le ]] || fentry_cflags=()	# clang 14 knows neither way
	elif [[ $1 == s390x ]]; then
		kernel_cflags+=(-mno-pic-data-is-text-relative -fno-section-anchors)
	fi
	command -v "$CC" >/dev/null || skip "no $CC"
}

# llvm_tools SUFFIX: by the names that binutils' would have.
llvm_tools() {
	local dir=$work/llvm-tools
	command -v "ld.lld$1" >/dev/null || skip "no ld.lld$1"
	mkdir -p "$dir"
	printf '#!/bin/sh\nexec "%s" "$@"\n' "$(command -v "ld.lld$1")" >"$dir/${cross}ld"
	printf '#!/bin/sh\nexec "clang%s" --target=%s -c -x assembler "$@"\n' "$1" "${cross%-}" >"$dir/${cross}as"
	ln -sf "$(command -v "llvm-objcopy$1")" "$dir/${cross}objcopy"
	chmod +x "$dir"/*
	PATH=$dir:$PATH
}

# enter DIR: a place for other objects than those that are here.
enter() {
	mkdir -p "$1/orig" "$1/patched" "$1/neighbours"
	cp Module.symvers "$1/"
	cd "$1"
}

# In the background, where "set -e" still holds.
on_cpus() {
	local each status cpu compiler skipped=''
	for each; do
		cpu=${each%/clang*} compiler=${each#"$cpu"} status=0
		(
			test_name="$test_name on $each"
			enter "on-$cpu${compiler/\//-}"
			arch "$cpu" "${compiler#/}"
			try
		) &
		wait $! || status=$?
		case $status in
		0)	;;
		77)	skipped+=" $each" ;;
		*)	fail "failed on $each" ;;
		esac
	done
	[[ -z $skipped ]] || skip "no compiler for$skipped"
}

# The working directory of the compiler is where the source lies, so that the
# FILE symbol and __FILE__ are the same in both builds.
compile() {
	local dir=$1 file=$2
	shift 2
	(cd "$dir" && "$CC" "${kernel_cflags[@]}" "${fentry_cflags[@]}" "${extra_cflags[@]}" "$@" \
		-c "$(basename "$file")" -o "$(basename "$file" .c).o")
}

# What the running kernel would be: compiled without a section per function.
link_vmlinux() {
	local file
	objects=()
	mkdir -p shipped
	[[ -n ${shipped_differs:-} ]] || cp orig/proc.c shipped/proc.c
	for file in neighbours/*.c; do
		[[ -f $file ]] || continue
		compile neighbours "$file"
		objects+=("${file%.c}.o")
	done
	compile shipped proc.c
	if [[ $parent == vmlinux ]]; then
		printf '.globl %s; .type %s,@function; %s: .long 0; .size %s, .-%s\n' "$entry_call" \
			"$entry_call" "$entry_call" "$entry_call" "$entry_call" |
			"${cross}as" - -o entry.o
		objects=(entry.o "${objects[@]}")
	else	# that is vmlinux's, not the module's
		objects=(--defsym="$entry_call=$text_address" "${objects[@]}")
	fi
	"${cross}ld" "${link_flags[@]}" --unresolved-symbols=ignore-all -z noexecstack -e 0 -Ttext="$text_address" \
		-o vmlinux "${objects[@]}" shipped/proc.o
}

# And what a module would be.
link_module() {
	"${cross}ld" -r -o module.ko "${objects[@]}" shipped/proc.o
}

build_objects() {
	compile orig proc.c "${diff_cflags[@]}"
	compile patched proc.c "${diff_cflags[@]}"
	link_vmlinux
}

# run_cdo ARGS...: keeps status, stdout, stderr.  A signal is never an answer.
run_cdo() {
	status=0
	"$CDO" "$@" >stdout 2>stderr || status=$?
	if [[ $status -gt 3 ]]; then
		cat stderr >&2
		fail "create-diff-object died with status $status"
	fi
}

diff_objects() {
	build_objects
	run_cdo orig/proc.o patched/proc.o "$parent" vmlinux "$symvers" test_patch out.o
	[[ $status -eq 0 || ! -e out.o ]] || fail "status $status, but it wrote out.o"
	[[ $status -ne 0 || -s out.o ]] || fail "status 0, but there is no out.o"
}

# What is said of the function show in each, without the cause; the exit status last.
match_objects() {
	local file
	compile orig proc.c "${diff_cflags[@]}"
	link_vmlinux
	link_module
	for file in vmlinux module.ko; do
		status=0
		"$MATCH_OBJECT" orig/proc.o "${file%.ko}" "$file" show >stdout 2>stderr || status=$?
		[[ $status -le 3 ]] || { cat stderr >&2; fail "match-object died with status $status"; }
		{ sed 's/; the likely cause is .*//; s,orig/proc\.o,proc.o,' stderr; echo "status $status"; } >"${file%.ko}.said"
	done
}

# As shipped, in vmlinux and in a module.
expect_match() {
	local where
	for where in vmlinux module; do
		[[ $(<$where.said) == 'status 0' ]] || fail "$where: $(cat $where.said)"
	done
}

# expect_mismatch PATTERN: told of both
expect_mismatch() {
	local where
	for where in vmlinux module; do
		grep -qx 'status 1' $where.said || fail "$where: $(cat $where.said)"
		grep -qE "^error: proc\.o: show\+0x[0-9a-f]+: $1" $where.said || fail "$where: $(cat $where.said)"
	done
}

# compare WHAT: golden text on stdin against the file "actual".
compare() {
	cat >golden
	if ! diff -u --label "expected $1" --label "actual $1" golden actual >&2; then
		[[ ! -s stderr ]] || sed 's/^/stderr: /' stderr >&2
		exit 1
	fi
}

expect_status() {
	if [[ $status -ne $1 ]]; then
		sed 's/^/stdout: /' stdout >&2
		sed 's/^/stderr: /' stderr >&2
		fail "exit status $status, expected $1"
	fi
}

# The report lines, sorted, without the reason in parentheses.
expect_report() {
	expect_status 0
	sed -E 's/^[^ ]*(proc\.o: )/\1/; s/ \(.*\)$//' stdout | LC_ALL=C sort >actual
	compare "report"
}

# The refusals, without the objects' directory.
expect_refusal() {
	expect_status 1
	sed -E 's/^(create-diff-object: )?([^ ]*\/)?(proc\.o: )/\3/' stderr >actual
	compare "refusal"
}

# defined TYPE: names of the symbols of this type that out.o defines.
defined() {
	readelf -sW out.o | awk -v type="$1" '$4 == type && $7 != "UND" { print $NF }' | LC_ALL=C sort
}

expect_functions() { expect_status 0; defined FUNC >actual; compare "functions in out.o"; }
expect_objects() { expect_status 0; defined OBJECT >actual; compare "data in out.o"; }

expect_undefined() {
	expect_status 0
	readelf -sW out.o | awk '$7 == "UND" && $8 != "" { print $8 }' | LC_ALL=C sort -u >actual
	compare "undefined symbols of out.o"
}

has_section() { readelf -SW out.o | sed 's/^ *\[ *[0-9]*\] //' | awk '{ print $1 }' | grep -qxF -- "$1"; }

# section_size NAME: bytes, 0 when it is not there.
section_size() {
	readelf -SW out.o | sed 's/^ *\[ *[0-9]*\] //' |
		awk -v name="$1" "$hex"'$1 == name { n += hex($5) } END { print n + 0 }'
}

expect_entries() {
	local name=$1 entry=$2 count=$3 size
	size=$(section_size "$name")
	[[ $size -eq $((entry * count)) ]] ||
		fail "$name has $size bytes, expected $count entries of $entry"
}

# relocations SECTION: "OFFSET SYMBOL ADDEND" of each.
relocations() {
	readelf -rW out.o | awk -v section="'.rela$1'" "$hex"'
		/^Relocation section/ { inside = ($3 == section); next }
		inside && $1 ~ /^[0-9a-f]+$/ { print hex($1), $5, $6 $7 }'
}

# What .kpatch.funcs says, a line per function: NAME OBJECT SYMPOS FLAGS.
func_table() {
	readelf -p .kpatch.strings out.o |
		sed -nE 's/^ *\[ *([0-9a-f]+)\]  (.*)$/S \1 \2/p' >strings.txt
	readelf -rW out.o | awk '
		/^Relocation section/ { inside = ($3 == "'"'.rela.kpatch.funcs'"'"); next }
		inside && $1 ~ /^[0-9a-f]+$/ { print "R", $1, $5, $7 }' >relocs.txt
	"${cross}objcopy" -O binary --only-section=.kpatch.funcs --set-section-flags .kpatch.funcs=alloc,contents out.o funcs.bin
	od -An -v -t u8 -w40 --endian="$endian" funcs.bin | awk '{ print "E", $4, $5 }' >entries.txt
	awk "$hex"'
		$1 == "S" { string[hex($2)] = $3 }
		$1 == "R" { ref[hex($2)] = hex($4) }
		$1 == "E" { print string[ref[n * 40 + 8]], string[ref[n * 40 + 16]], $2, $3; n++ }
	' strings.txt relocs.txt entries.txt | LC_ALL=C sort
}

expect_func_table() { expect_status 0; func_table >actual; compare "function table"; }

# set_bytes FILE OFFSET HEX...: overwrites bytes in place.
set_bytes() {
	local file=$1 offset=$2 byte
	shift 2
	for byte; do
		printf '%b' "\\x$byte"
	done | dd of="$file" bs=1 seek="$offset" conv=notrunc status=none
}

# LoongArch objects that no compiler here makes: loongarch64.yaml says what they are.
need_yaml2obj() { command -v yaml2obj >/dev/null || skip "no yaml2obj"; }

# yaml_object DIR USE LINE RESULT: the instructions in hexadecimal
yaml_object() {
	sed "s/@USE@/$2/; s/@LINE@/$3/; s/@RESULT@/$4/" "$unit_dir/loongarch64.yaml" |
		yaml2obj -o "$1/proc.o"
}

compare_yaml_objects() {
	readelf -sW orig/proc.o | sed 's/UND __might_sleep/  1 __might_sleep/' >symtab
	run_cdo orig/proc.o patched/proc.o vmlinux symtab Module.symvers test_patch out.o
}
