#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# On a terminal the work is counted and the rest of it estimated; elsewhere only what was done is told.
. "$(dirname "$0")/lib.sh"

cat >work.sh <<'END'
set -Eeuo pipefail
. "$1/kpatch-build/lib/ui.sh"
JOBS=2
some_work() {
	local n
	note 'something to know'
	pool_start 30
	for ((n = 0; n < 30; n++)); do
		pool_run sleep 0.1
	done
	pool_wait
	STAGE_NOTE='30 done'
}
stage compile some_work
END
TERM=xterm script -qec "bash work.sh $top" /dev/null </dev/null >terminal 2>&1 || fail "$(cat terminal)"
tr '\r' '\n' <terminal >lines
grep -q 'compile .*12/30, about 0:[0-9][0-9] left' lines || fail "a terminal: it says: $(cat -v lines)"
! grep -q ' 5/30, about' lines || fail "a terminal: an estimate after five: $(cat -v lines)"
grep -qE 'compile +[0-9]+\.[0-9] s  30 done$' lines || fail "a terminal: it says: $(cat -v lines)"

for term in xterm dumb; do
	TERM=$term bash work.sh "$top" >quiet 2>&1 || fail "$(cat quiet)"
	sed -E 's/ +[0-9]+\.[0-9] s/ N s/' quiet >actual
	diff -u - actual <<-'END' || fail "no terminal, $term"
	note: something to know
	compile N s  30 done
	END
done
TERM=dumb script -qec "bash work.sh $top" /dev/null </dev/null >terminal 2>&1 || fail "$(cat terminal)"
! grep -q '/30' terminal || fail "a dumb terminal: it says: $(cat -v terminal)"
