#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The tools build with clang, without a warning.
. "$(dirname "$0")/lib.sh"

build_copy clang
