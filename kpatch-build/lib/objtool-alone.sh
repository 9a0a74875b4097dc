#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# objtool-alone.sh: stands before objtool where the config has X86_KERNEL_IBT.
#
# There kbuild runs objtool once, on all that is linked.  Objects that are
# compared one by one need its work before that, as without IBT.  What is left out,
# --ibt, only lists the functions whose endbr may be taken away, because
# nothing linked takes their address; an object alone cannot know.

for arg; do
	shift
	case $arg in
	--ibt|--link) ;;
	*) set -- "$@" "$arg" ;;
	esac
done
exec "${objtree:-.}/tools/objtool/objtool" "$@"
