#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The compiler in a root of another CPU is run by the emulator, and it and what it
# starts come from there; a root that cannot serve is refused.
. "$(dirname "$0")/lib.sh"

change=$cases/meminfo-string/change.patch
CACHEDIR=$work/cache

small_tree "gcc-99 (Debian 99.1.0-1) 99.1.0" S390

# says WHAT ARG... <EXPECTED
says() {
	local what=$1
	shift
	cat >expected
	kb -o out -s tree -c good.config -v vmlinux -t vmlinux "$@" "$change"
	[[ $status -eq 1 ]] || fail "$what: exit status $status"
	diff -u expected <(grep -v '^kpatch-build: full log: ' stderr) >differ || fail "$what: $(cat differ)"
}

# The emulator says what it ran; the compiler is not the kernel's, so that nothing more is done.
mkdir -p bin root/usr/bin empty
cat >bin/qemu-s390x-static <<END
#!/bin/sh
echo "\$QEMU_LD_PREFIX: \$*" >>$work/ran
exec "\$@"
END
cat >root/usr/bin/s390x-linux-gnu-gcc-98 <<'END'
#!/bin/sh
case $2 in
-print-prog-name=*) echo "$(dirname "$0")/${2#*=}" ;;
--version) echo 's390x-linux-gnu-gcc-98 (Debian 98.1.0-1) 98.1.0' ;;
*) exec s390x-linux-gnu-gcc "$@" ;;
esac
END
chmod 755 bin/qemu-s390x-static root/usr/bin/s390x-linux-gnu-gcc-98
PATH=$work/bin:$PATH

small_vmlinux "GCC: (Debian 99.1.0-1) 99.1.0" s390x-linux-gnu-
way="give the kernel's own compiler with --compiler-root DIR (contrib/compiler-root s390x gcc-99=99.1.0-1 DIR makes one)"
says 'nothing there' --compiler-root nowhere <<'END'
kpatch-build: --compiler-root nowhere: no such directory
END
says 'no compiler there' --compiler-root empty <<END
kpatch-build: --compiler-root $work/empty: has no usr/bin/s390x-linux-gnu-gcc; $way
END
says 'another compiler there' --compiler-root root <<END
kpatch-build: 6.1.99-own was built with GCC: (Debian 99.1.0-1) 99.1.0; here is s390x-linux-gnu-gcc-98 (Debian 98.1.0-1) 98.1.0; $way, or take the risk with --skip-compiler-check
END
gcc=$work/root/usr/bin/s390x-linux-gnu-gcc-98
grep -qE "^$work/root: $gcc -B$work/cache/compilers/[0-9a-f]+/s390x-linux-gnu-gcc-98.parts/ --version\$" ran ||
	fail "the compiler was run so: $(cat ran)"
# what the compiler starts
part=$(echo "$work"/cache/compilers/*/s390x-linux-gnu-gcc-98.parts/cc1)
printf '#!/bin/sh\necho "cc1 got $*"\n' >root/usr/bin/cc1
chmod 755 root/usr/bin/cc1
[[ $("$part" a 'b c') == 'cc1 got a b c' ]] || fail "cc1 says $("$part" a 'b c' 2>&1)"
grep -qx "$work/root: $work/root/usr/bin/cc1 a b c" ran || fail "cc1 was run so: $(tail -n 1 ran)"

small_vmlinux ''
sed -i 's/S390/X86_64/' good.config
says 'for this machine' --compiler-root root <<'END'
kpatch-build: --compiler-root: 6.1.99-own is for this machine's own CPU; leave it out and install the compiler here
END

# Where the cross compiler is known to make other code, the refusal says so.
cause() (
	for lib in arch compiler compiler-root; do
		# shellcheck source=/dev/null
		. "$top/kpatch-build/lib/$lib.sh"
	done
	# shellcheck disable=SC2034 # for these
	CPU=$1 DEB_ARCH=$2 MUST_MATCH=1 CC_TEXT="gcc-12 (Debian 12.2.0-14) 12.2.0"
	# shellcheck disable=SC2317 # called by these
	wanted_compiler() { echo 'GCC: (Debian 12.2.0-14+deb12u1) 12.2.0'; }
	cross_difference
)
said=$(cause aarch64 arm64)
want="the compiler here is GCC: (Debian 12.2.0-14) 12.2.0, the kernel's was GCC: (Debian 12.2.0-14+deb12u1) 12.2.0, and the two lay out the stack \
of functions that are guarded by the stack protector in different ways; give the kernel's own compiler with --compiler-root DIR \
(contrib/compiler-root arm64 gcc-12=12.2.0-14+deb12u1 DIR makes one)"
[[ $said == "$want" ]] || fail "the cause on arm64: $said"
[[ -z $(cause s390x s390x) ]] || fail "a cause on s390x: $(cause s390x s390x)"
