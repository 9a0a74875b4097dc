#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What a header reaches by another way than a plain source: called through another directory, assembly, the vdso.
. "$(dirname "$0")/lib.sh"

tree=$cache/kernels/$release/tree
kb -a "$release" -t vmlinux -o out "$cases/meminfo-string/change.patch"
[[ $status -eq 0 ]] || fail "$(cat stderr)"
rm -f out/*

# changed FILE SED...: a diff of it.
changed() {
	local file=$1
	shift
	sed "$@" "$tree/$file" | diff -u --label "a/$file" --label "b/$file" "$tree/$file" - || true
}

# kbuild calls virt/kvm/async_pf.c by a path through arch/x86/kvm.
changed virt/kvm/async_pf.h "\$i #undef ASYNC_PF_PER_VCPU\n#define ASYNC_PF_PER_VCPU 32" >kvm.patch
kb -a "$release" -t arch/x86/kvm/kvm.ko -o out kvm.patch
[[ $status -eq 0 ]] || fail "kvm: exit status $status: $(cat stdout stderr)"
grep -qx 'virt/kvm/async_pf\.o: changed function: kvm_setup_async_pf' stdout || fail "kvm: it says: $(cat stdout)"
[[ -z $(find "$tree/virt" "$tree/arch/x86/kvm" -name '*.o') ]] || fail "kvm: objects were left in the prepared tree"
rm -f out/*

# refuses WHAT TARGET: golden text on stdin.
refuses() {
	local what=$1 from=$2
	cat >expected
	kb -a "$release" -t "$from" -o out "$what.patch"
	[[ $status -eq 1 && -z $(ls -A out) ]] || fail "$what: exit status $status, $(ls out)"
	diff -u expected <(grep -v '^kpatch-build: full log: ' stderr) >differ || fail "$what: $(cat differ)"
}

# Numbers that a module generates for its own assembly.
changed arch/x86/kvm/svm/svm.h 's/^struct vcpu_svm {/&\n\tlong kpatch_new;/' >offsets.patch
refuses offsets arch/x86/kvm/kvm-amd.ko <<'EOF'
kpatch-build: arch/x86/kvm/svm/svm.h: the change alters what arch/x86/kvm/kvm-asm-offsets.c generates for assembly and headers; only code compiled from C can be patched
kpatch-build: refused: the diff changes what this live patch cannot (see above)
EOF

changed arch/x86/kvm/vmx/run_flags.h 's/^\(#define VMX_RUN_VMRESUME_SHIFT\).*/\1 5/' >assembly.patch
refuses assembly arch/x86/kvm/kvm-intel.ko <<'EOF'
kpatch-build: arch/x86/kvm/vmx/run_flags.h: the change alters arch/x86/kvm/vmx/vmenter.S, which is assembly; only code compiled from C can be patched
kpatch-build: refused: the diff changes what this live patch cannot (see above)
EOF

changed arch/x86/include/asm/orc_lookup.h 's/^\(#define LOOKUP_BLOCK_ORDER\).*/\1 9/' >linker.patch
refuses linker vmlinux <<'EOF'
kpatch-build: arch/x86/include/asm/orc_lookup.h: the change alters arch/x86/kernel/vmlinux.lds.S, which is the linker's script; only code compiled from C can be patched
kpatch-build: refused: the diff changes what this live patch cannot (see above)
EOF

changed include/vdso/helpers.h '/u32 vdso_read_begin/,/^}/s/cpu_relax();/{ cpu_relax(); cpu_relax(); }/' >vdso.patch
refuses vdso vmlinux <<'EOF'
kpatch-build: include/vdso/helpers.h: the change alters arch/x86/entry/vdso/vclock_gettime.c, which is part of the vdso; that runs in user space, where a live patch cannot reach
kpatch-build: refused: the diff changes what this live patch cannot (see above)
EOF

# Compiled from tools/ into the kernel.
changed tools/lib/bpf/relo_core.h 's/^\(#define BPF_CORE_SPEC_MAX_LEN\) 64/\1 32/' >tools.patch
refuses tools vmlinux <<'EOF'
kpatch-build: tools/lib/bpf/relo_core.h: the change alters tools/lib/bpf/relo_core.c: a makefile rule of its own compiles it into the kernel, which is not supported; leave it out of the diff
kpatch-build: refused: the diff changes what this live patch cannot (see above)
EOF

# Included by assembly alone.
changed arch/x86/entry/calling.h "\$a #define KPATCH_NEW 1" >calling.patch
refuses calling vmlinux <<'EOF'
kpatch-build: arch/x86/entry/calling.h: only assembly includes it (arch/x86/boot/compressed/idt_handlers_64.S, arch/x86/entry/entry_32.S, arch/x86/entry/entry_64.S and 4 more); only code compiled from C can be patched
kpatch-build: refused: the diff changes what this live patch cannot (see above)
EOF

# Read by a program that makes a table of it while the kernel is built, by one elsewhere, and by a script.
changed lib/crc32defs.h 's/^# define CRC_LE_BITS 64/# define CRC_LE_BITS 32/' >table.patch
refuses table vmlinux <<'EOF'
kpatch-build: lib/crc32defs.h: the change alters lib/gen_crc32table.c, a program that runs while the kernel is built; what is made of it stays as it is in a live patch; leave it out of the diff
kpatch-build: refused: the diff changes what this live patch cannot (see above)
EOF

changed lib/crc32defs.h "\$i #define KPATCH_NEW 1" >unread.patch
kb -a "$release" -t vmlinux -o out unread.patch
[[ $status -eq 3 ]] || fail "what the program does not read of it: exit status $status: $(cat stderr)"

changed security/selinux/include/classmap.h 's/"getattr", "setexec", /&"kpatch", /' >classmap.patch
refuses classmap vmlinux <<'EOF'
kpatch-build: security/selinux/include/classmap.h: the change alters scripts/selinux/genheaders/genheaders.c, a program that runs while the kernel is built; what is made of it stays as it is in a live patch; leave it out of the diff
kpatch-build: security/selinux/include/classmap.h: the change alters scripts/selinux/mdp/mdp.c, a program that runs while the kernel is built; what is made of it stays as it is in a live patch; leave it out of the diff
kpatch-build: refused: the diff changes what this live patch cannot (see above)
EOF

changed include/xen/interface/xen-mca.h "\$i #define KPATCH_NEW 1" >script.patch
refuses script vmlinux <<'EOF'
kpatch-build: include/xen/interface/xen-mca.h: arch/x86/entry/syscalls/Makefile gives it to a script while the kernel is built; what is made of it stays as it is in a live patch; leave it out of the diff
kpatch-build: refused: the diff changes what this live patch cannot (see above)
EOF
