# shellcheck shell=bash disable=SC2034 # all of it is for the stages
# SPDX-License-Identifier: GPL-2.0-only
#
# arguments.sh: what is asked for when no argument says otherwise?
#
# The stages read these; whoever runs some of them alone begins here too.

default_arguments() {
	RELEASE='' ARCH_GIVEN='' SOURCE_DIR='' SOURCE_RPM='' CONFIG='' VMLINUX='' NAME='' OUT_DIR=. JSON=''
	OOT_MODULE='' OOT_SOURCE=''
	TARGETS=() PATCHES=() REPLACE=1 BACKEND=core MODULE_PREFIX=''
	DEBUG=0 KEEP=0 FULL_BUILD=0 SKIP_COMPILER_CHECK=0 SKIP_BINARY_CHECK=0
	# what the report would take from the environment before a stage sets it
	RESULT='' CORE_DIR='' CC_TEXT='' KERNEL_NOTE=''
	JOBS=$(nproc)
}
