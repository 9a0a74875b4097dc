#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# record-cc.sh: stands before the compiler in PATH while kbuild is asked how it
# would compile the objects named in KPATCH_RECORD, or those in directories named
# there.  For those it leaves an empty object, so that kbuild writes its record of
# the command line at once; everything else is compiled as always.

case " $* " in
*" -D__KERNEL__ "*" -c -o "*.c" ") ;;
*) exec "$KPATCH_REAL_CC" "$@" ;;
esac

out='' src='' dep='' last=''
for arg; do
	case $arg in
	-Wp,-MMD,*) dep=${arg#-Wp,-MMD,} ;;
	-Wp,-MD,*) dep=${arg#-Wp,-MD,} ;;
	esac
	if [ "$last" = -o ]; then out=$arg; fi
	last=$arg
	src=$arg
done

wanted=''
for word in $KPATCH_RECORD; do
	case $out in
	"$word"|"${word%/}"/*) wanted=1 ;;
	esac
done
[ -n "$wanted" ] || exec "$KPATCH_REAL_CC" "$@"

if [ -n "$dep" ]; then
	echo "$out: $src" >"$dep"
fi
if [ ! -e "$KPATCH_EMPTY" ]; then
	"$KPATCH_REAL_CC" -x c -c -o "$KPATCH_EMPTY.$$" /dev/null
	mv "$KPATCH_EMPTY.$$" "$KPATCH_EMPTY"
fi
exec cp "$KPATCH_EMPTY" "$out"
