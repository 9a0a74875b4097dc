#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The tools build with gcc, without a warning.
. "$(dirname "$0")/lib.sh"

build_copy 'gcc -Wall -Wextra -Werror'
