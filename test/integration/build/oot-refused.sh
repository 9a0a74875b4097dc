#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What cannot be done with a module that is not of the kernel's tree.
. "$(dirname "$0")/lib.sh"

kb -a "$release" -t vmlinux -o out "$cases/meminfo-string/change.patch"
[[ $status -eq 0 ]] || fail "$(cat stderr)"
rm -f out/*
src=$cases/oot-module/src
mkdir module
"$cases/oot-module/setup" "$work/module" "$cache/kernels/$release/tree" ARCH=x86_64 "KERNELRELEASE=$release" >options
mapfile -t module <options
cp module/src/oot-counter.ko .

# says WHAT ARG... <EXPECTED: all that it says on standard error.
says() {
	local what=$1
	shift
	cat >expected
	kb -a "$release" -o out "$@"
	[[ $status -eq 1 && -z $(ls -A out) ]] || fail "$what: exit status $status, $(ls out)"
	diff -u expected <(grep -v '^kpatch-build: full log: ' stderr) >differ || fail "$what: $(cat differ)"
}

printf '%s\n' '--- /dev/null' '+++ b/new.c' '@@ -0,0 +1 @@' '+int new;' >added.patch
says 'a new file' "${module[@]}" added.patch <<'END'
kpatch-build: refused: new.c: files of a module outside of the kernel's tree cannot be added or removed; put new code into a file that is there
END

(diff -u --label a/Makefile --label b/Makefile "$src/Makefile" <(cat "$src/Makefile"; echo 'ccflags-y += -O1') || true) >makefile.patch
says 'its makefile' "${module[@]}" makefile.patch <<'END'
kpatch-build: Makefile: this kind of file is not supported; only C files and headers of a module can be patched
kpatch-build: refused: the diff changes what this live patch cannot (see above)
END

says 'another diff' "${module[@]}" "$cases/meminfo-string/change.patch" <<END
kpatch-build: $cases/meminfo-string/change.patch: does not apply to the source of oot-counter: no file fs/proc/meminfo.c
END

cp oot-counter.ko other.ko
says 'another name' --oot-module other.ko --oot-module-src "$src" "$cases/oot-module/change.patch" <<END
kpatch-build: $src: its makefile does not make other.ko of C files for $release
END

objcopy --strip-all oot-counter.ko stripped.ko
says 'no symbols' --oot-module stripped.ko --oot-module-src "$src" "$cases/oot-module/change.patch" <<END
kpatch-build: $work/stripped.ko: has no symbol table; the module as it was built is wanted
END

printf 'vermagic=9.9.9 SMP \0' >modinfo
objcopy --update-section .modinfo=modinfo oot-counter.ko magic.ko
says 'another release' --oot-module magic.ko --oot-module-src "$src" "$cases/oot-module/change.patch" <<END
kpatch-build: $work/magic.ko: is a module for 9.9.9, not for $release; build it again, or give the right kernel
END

gcc -c -x c -o none.ko /dev/null
says 'no module' --oot-module none.ko --oot-module-src "$src" "$cases/oot-module/change.patch" <<END
kpatch-build: $work/none.ko: not a kernel module
END

# A header of its assembly.
cp -r "$src" assembly
sed -i 's/^oot-counter-y := .*/& code.o/' assembly/Makefile
echo '#define CODE_VALUE 1' >assembly/code.h
printf '%s\n' '#include "code.h"' '.section .rodata' '.globl oot_code' 'oot_code: .long CODE_VALUE' >assembly/code.S
(diff -u --label a/code.h --label b/code.h assembly/code.h <(echo "#define CODE_VALUE 2") || true) >code.patch
says 'its assembly' --oot-module oot-counter.ko --oot-module-src assembly code.patch <<'END'
kpatch-build: code.h: the change alters code.S, which is assembly; only code compiled from C can be patched
kpatch-build: refused: the diff changes what this live patch cannot (see above)
END
