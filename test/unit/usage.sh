#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The command line: help succeeds, too few arguments fail.
. "$(dirname "$0")/lib.sh"

run_cdo --help
expect_status 0
grep -q 'ORIG' stdout || fail "help: $(cat stdout)"

run_cdo
expect_status 1
[[ -s stderr ]] || fail "no message"
