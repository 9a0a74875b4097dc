#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A kernel whose config, compiler or CPU cannot work is refused before anything is made.
. "$(dirname "$0")/lib.sh"

change=$cases/meminfo-string/change.patch
id=$(gcc --version | sed -n 1p)

small_tree "$id" X86_64
trap 'rm -rf "$work" "$cache"/kernels/dir-"$(readlink -f "$work/tree" | sha256sum | cut -c1-16)"-*' EXIT

# says WHAT ARG... <EXPECTED: all that it says on standard error.
says() {
	local what=$1
	shift
	cat >expected
	kb -o out -s tree -v vmlinux -t vmlinux "$@" "$change"
	[[ $status -eq 1 ]] || fail "$what: exit status $status"
	diff -u expected <(grep -v '^kpatch-build: full log: ' stderr) >differ || fail "$what: $(cat differ)"
	[[ -z $(ls -A out) ]] || fail "$what: it left $(ls out)"
	! grep -q '^tree ' stdout || fail "$what: the tree was prepared first"
}

small_vmlinux "GCC: ${id#* }"

{ sed '/MODULES\|KPROBES/d' good.config
  printf 'CONFIG_%s=y\n' LTO_CLANG_THIN CFI_CLANG RANDSTRUCT
} >config
says 'options in the way' -c config <<'END'
kpatch-build: CONFIG_LTO_CLANG_THIN is set: its objects hold no machine code before all are linked together, so functions of different files are inlined into each other and an object alone cannot be compared
kpatch-build: CONFIG_CFI_CLANG is set: indirect calls check a type before the function they reach, and new functions are not known to carry it
kpatch-build: CONFIG_RANDSTRUCT is set: structures are laid out at random, by a seed that only the build itself had
kpatch-build: CONFIG_MODULES is not set: a live patch is a module
kpatch-build: CONFIG_KPROBES is not set: the core finds the functions of the kernel through it
kpatch-build: refused: 6.1.99-own is configured so that it cannot be live patched (see above)
END

says 'no livepatch' -c good.config --backend=livepatch <<'END'
kpatch-build: CONFIG_LIVEPATCH is not set: --backend=livepatch is the kernel's own; use --backend=core
kpatch-build: refused: 6.1.99-own is configured so that it cannot be live patched (see above)
END

sed 's/X86_64/S390/' good.config >config
says 'config of another CPU' -c config <<'END'
kpatch-build: the config of 6.1.99-own is not for x86_64, which its vmlinux is for: CONFIG_X86_64 is not set; give the config of this kernel
END

says 'another --arch' -c good.config --arch s390x <<END
kpatch-build: $work/vmlinux: is for x86_64, not for --arch s390x; leave --arch out
END

says 'no config' <<END
kpatch-build: $work/tree/.config: no such file; give the kernel's config with -c FILE
END

printf '%s\n' 'VERSION = 6' 'PATCHLEVEL = 12' 'SUBLEVEL = 3' >tree/Makefile
says 'a source of another version' -c good.config <<END
kpatch-build: -s $work/tree is the source of Linux 6.12.3, but $work/vmlinux is 6.1.99-own; give the source that it was made from
END
printf '%s\n' 'VERSION = 6' 'PATCHLEVEL = 1' 'SUBLEVEL = 99' >tree/Makefile
{ echo '# Linux/x86 6.12.3 Kernel Configuration'; cat good.config; } >config
says 'a config of another version' -c config <<END
kpatch-build: $work/config is a config of Linux 6.12, but the source is of 6.1; give the kernel's own with -c FILE
END
sed 's/$/\r/' good.config >config
says 'a config with lines as in DOS' -c config <<END
kpatch-build: $work/config: its lines end as in DOS, which the kernel's makefiles do not understand; convert it (sed 's/\\r\$//')
END

printf '# CONFIG_CC_VERSION_TEXT="other 1.0"\n' | cat - good.config >config
sed -i 's/^CONFIG_CC_VERSION_TEXT=.*/CONFIG_CC_VERSION_TEXT="gcc (Other) 1.0"/' config
small_vmlinux $'GCC: (A) 1.0\1GCC: (B) 2.0'
tr '\1' '\0' <comment >two
objcopy --update-section .comment=two vmlinux
says 'several compilers' -c config <<END
kpatch-build: vmlinux was made by several compilers (GCC: (A) 1.0, GCC: (B) 2.0), and the config of 6.1.99-own names none of them; give the kernel's own config
END

small_vmlinux 'GCC: (Debian 99.1.0-1) 99.1.0'
says 'another gcc' -c good.config <<END
kpatch-build: 6.1.99-own was built with GCC: (Debian 99.1.0-1) 99.1.0; here is $id; install the package gcc-99=99.1.0-1, or take the risk with --skip-compiler-check
END

small_vmlinux 'GCC: (GCC) 11.4.1 20231218 (Red Hat 11.4.1-3)'
says 'a gcc of Red Hat' -c good.config <<END
kpatch-build: 6.1.99-own was built with GCC: (GCC) 11.4.1 20231218 (Red Hat 11.4.1-3); here is $id; install the package gcc-11.4.1-3, or take the risk with --skip-compiler-check
END

small_vmlinux 'Debian clang version 1.0.0'
says 'another clang' -c good.config <<END
kpatch-build: 6.1.99-own was built with Debian clang version 1.0.0; here is $(clang --version | sed -n 1p); install the package clang-1 (version 1.0.0), or take the risk with --skip-compiler-check
END

sed 's/X86_64/S390/' good.config >config
small_vmlinux 'GCC: (Debian 99.1.0-1) 99.1.0' s390x-linux-gnu-
says 'another cross compiler' -c config <<END
kpatch-build: 6.1.99-own was built with GCC: (Debian 99.1.0-1) 99.1.0; here is $(s390x-linux-gnu-gcc --version | sed -n 1p); install the package gcc-99-s390x-linux-gnu, or take the risk with --skip-compiler-check
END

echo text >text
says 'no ELF file' -c good.config -v text <<END
kpatch-build: $work/text: not an ELF file; -v wants vmlinux with symbols, not vmlinuz
END
says 'no vmlinux' -c good.config -v nowhere <<END
kpatch-build: nowhere: no such file; give the kernel with symbols with -v FILE
END
gcc -c -o x.o -x c /dev/null
says 'no kernel' -c good.config -v x.o <<END
kpatch-build: $work/x.o: holds no 'Linux version' text; is it a kernel?
END
printf '\x28\0' | dd of=x.o bs=1 seek=18 conv=notrunc status=none
says 'a CPU that is not known' -c good.config -v x.o <<END
kpatch-build: $work/x.o: is for a CPU that is not known here (ELF machine 40); there are: x86_64 aarch64 ppc64le s390x loongarch64
END
