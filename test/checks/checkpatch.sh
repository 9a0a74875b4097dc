#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Kernel code passes checkpatch --strict.
. "$(dirname "$0")/lib.sh"

. "$top/test/integration/kernel.sh"
package=$(source_package)

scripts=$cache/test/checkpatch-$(basename "$package" .deb)
if [[ ! -e $scripts/checkpatch.pl ]]; then
	# Taken out of the archive once; reading through it takes half a minute.
	mkdir -p "$work/scripts"
	dpkg-deb --fsys-tarfile "$package" | tar -xO --wildcards './usr/src/linux-source-*.tar.xz' |
		tar -xJ -C "$work/scripts" --strip-components=2 --wildcards \
			'*/scripts/checkpatch.pl' '*/scripts/spelling.txt' '*/scripts/const_structs.checkpatch'
	mkdir -p "$(dirname "$scripts")"
	# It looks for names in the kernel's own headers; it needs none here.
	mkdir "$work/scripts/include"
	mv "$work/scripts" "$scripts"
fi

# What is not for us, and why:
#   LINUX_VERSION_CODE, CONSTANT_COMPARISON	compat.h tells kernel versions apart
#   CAMELCASE		Elf64_Rela and its like are the ABI's names
check() {
	local ignore=$1
	shift
	perl "$scripts/checkpatch.pl" --strict --no-tree --root="$scripts" --terse --file --show-types \
		--ignore "LINUX_VERSION_CODE,CONSTANT_COMPARISON,CAMELCASE${ignore:+,$ignore}" "$@" |
		sed "s,^$top/,,"
}

# It leaves a file where it runs.
cd "$work"
status=0
while read -r file; do
	case $file in
	patch/kpatch-format.h) check PREFER_KERNEL_TYPES,BIT_MACRO "$top/kmod/$file" ;; # user space reads it too
	patch/patch-hook.c) check AVOID_EXTERNS "$top/kmod/$file" ;; # the linker script's symbols
	patch/livepatch-hook.c) check AVOID_EXTERNS,MACRO_ARG_REUSE "$top/kmod/$file" ;; # and an iterator
	core/compat.h) check NEW_TYPEDEFS "$top/kmod/$file" ;; # one name for what each version has
	core/sysfs.c) check CONST_STRUCT "$top/kmod/$file" ;; # until 6.2 they are passed as not const
	core/core.h) check MACRO_ARG_REUSE "$top/kmod/$file" ;; # iterators
	core/ksyms.h) check MULTISTATEMENT_MACRO_USE_DO_WHILE,MACRO_ARG_REUSE,TRAILING_SEMICOLON "$top/kmod/$file" ;; # a list
	# Names and forms that patch authors have used for years.
	patch/kpatch-macros.h | patch/kpatch-syscall.h | patch/kpatch.h | patch/kpatch-livepatch.h)
		check NEW_TYPEDEFS,MACRO_ARG_REUSE,PRINTK_WITHOUT_KERN_LEVEL "$top/kmod/$file"
		;;
	*) check '' "$top/kmod/$file" ;;
	esac || status=1
done < <(find "$top/kmod" -name '*.[ch]' ! -name '*.mod.c' -printf '%P\n' | sort)
exit "$status"
