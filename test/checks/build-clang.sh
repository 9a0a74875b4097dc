#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The tools build with clang, without a warning.
. "$(dirname "$0")/lib.sh"

# Not -Wconversion, which clang takes to cover signs as well.
build_copy clang WARNINGS='-Wall -Wextra -Werror'
