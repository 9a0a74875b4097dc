#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The command line: help succeeds; another number of arguments, or an unknown option, fails.
. "$(dirname "$0")/lib.sh"

run_cdo --help
expect_status 0
grep -q 'ORIG' stdout || fail "help: $(cat stdout)"

run_cdo
expect_status 1
grep -q '7 arguments are wanted, 0 were given' stderr || fail "$(cat stderr)"
grep -q 'ORIG' stderr || fail "no usage"

run_cdo 1 2 3 4 5 6 7 8
expect_status 1
grep -q '7 arguments are wanted, 8 were given' stderr || fail "$(cat stderr)"

run_cdo --unknown 1 2 3 4 5 6 7
expect_status 1
grep -q 'ORIG' stderr || fail "no usage: $(cat stderr)"
