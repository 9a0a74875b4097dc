#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Bad input gets one clear line, exit 1, and leaves nothing.
. "$(dirname "$0")/lib.sh"

good=$cases/meminfo-string/change.patch
on=(-a "$release" -t vmlinux)

refused 'no patch' 'no patch given' "${on[@]}"
refused 'no such patch' 'gone\.patch: no such file' "${on[@]}" gone.patch
refused 'a directory' 'out: not a file' "${on[@]}" out

echo 'This is not a diff.' >text.patch
refused 'text' 'text\.patch: not a unified diff' "${on[@]}" text.patch
: >empty.patch
refused 'nothing' 'empty\.patch: not a unified diff' "${on[@]}" empty.patch
head -n 9 "$good" >short.patch
refused 'cut short' 'short\.patch: .*cut short' "${on[@]}" short.patch

sed 's/MemFree/NoSuchLine/; s/MemTotal/NorThis/; s/MemAvailable/NorThat/' "$good" >other.patch
refused 'does not apply' 'other\.patch: does not apply.*hunk #1 of fs/proc/meminfo\.c' "${on[@]}" other.patch
sed 's,fs/proc/meminfo\.c,fs/proc/nosuch.c,' "$good" >nofile.patch
refused 'no such source file' 'nofile\.patch: .*fs/proc/nosuch\.c' "${on[@]}" nofile.patch
sed 's,\([ab]\)/fs,\1/../../fs,' "$good" >outside.patch
refused 'outside of the tree' 'outside\.patch: ' "${on[@]}" outside.patch
sed 's/show_val_kb(m, "BlockBuffers:   "/no_such_function(m, "x"/' "$good" >undefined.patch
kb -o out "${on[@]}" undefined.patch
[[ $status -eq 1 ]] || fail "a call of nothing: exit status $status"
grep -q 'no_such_function' stderr || fail "a call of nothing: $(cat stderr)"
[[ -z $(ls -A out) ]] || fail "a call of nothing: it left $(ls out)"

refused 'no such release' '9\.9\.9-none: no package' -a 9.9.9-none -t vmlinux "$good"
refused 'release with a path' 'not a kernel release' -a ../x -t vmlinux "$good"
refused 'no such option' "'--no-such-option'" "${on[@]}" --no-such-option "$good"
refused 'no such target' 'nosuch' -a "$release" -t nosuch "$good"
refused 'no such module' 'fs/ext5/ext4\.ko: .*there is fs/ext4/ext4\.ko' -a "$release" -t fs/ext5/ext4.ko "$good"
CACHEDIR="$work/a place" refused 'a cache with a space' 'space or a colon' "${on[@]}" "$good"
refused 'half a module' 'go together' -a "$release" --oot-module out "$good"
refused 'no such output' 'nowhere: not a directory' "${on[@]}" -o nowhere "$good"
refused 'no jobs' 'number of processes' "${on[@]}" -j none "$good"
refused 'no such backend' 'backend' "${on[@]}" --backend=none "$good"
refused 'a long name' 'characters' "${on[@]}" -n "$(printf 'x%.0s' {1..80})" "$good"
refused 'no such tree' 'nowhere: no such directory' -s nowhere "$good"
refused 'not a kernel tree' 'not the top of a kernel source tree' -s out "$good"
