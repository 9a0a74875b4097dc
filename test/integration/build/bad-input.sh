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
# Paths: of another -p, quoted by git, and such as no kernel has.
sed -E 's,^(---|\+\+\+) [ab]/,\1 ,' "$good" >p0.patch
refused 'made for -p0' 'p0\.patch: .*made for patch -p0: make it at the top of the tree' "${on[@]}" p0.patch
sed 's,[ab]/fs,&/,; s,fs/,linux/fs,; s,fs//,fs/,' "$good" >p2.patch
refused 'made for -p2' 'p2\.patch: .*made for patch -p2: make it at the top of the tree' "${on[@]}" p2.patch
sed 's,[ab]/fs/,&/,' "$good" >slashes.patch
refused 'two slashes' "slashes\.patch: 'a/fs//proc/meminfo\.c' is not a path like" "${on[@]}" slashes.patch
sed 's,meminfo\.c,mem info.c,' "$good" >space.patch
refused 'a space in a path' "space\.patch: 'a/fs/proc/mem info\.c': no file of a kernel has such signs" "${on[@]}" space.patch
sed 's,[ab]/fs/proc/meminfo,"&,; s,meminfo\.c,m\\303\\244.c",' "$good" >quoted.patch
refused 'a quoted path' "quoted\.patch: .*no file of a kernel has such signs" "${on[@]}" quoted.patch

# Edited by hand: more lines than the hunk says, at its end and before.
{ cat "$good"; echo '+	return 1;'; } >more.patch
refused 'a line too many' 'more\.patch: line 14: the hunk .* has more lines than it says' "${on[@]}" more.patch
sed '/BlockBuffers/s/$/\n+	return 1;/' "$good" >within.patch
refused 'a line too many within' 'within\.patch: line 14: the hunk .* has more lines than it says' "${on[@]}" within.patch

# What git can say, and a live patch cannot do.
header='diff --git a/fs/proc/meminfo.c b/fs/proc/meminfo.c'
printf '%s\n' "$header" 'old mode 100644' 'new mode 100755' >mode.patch
refused 'a mode' 'mode\.patch: changes only modes' "${on[@]}" mode.patch
printf '%s\n' "${header//meminfo.c/x.bin}" 'new file mode 100644' 'GIT binary patch' 'literal 1' 'IcmZQz00IC2' '' \
	"$header" '--- a/fs/proc/meminfo.c' '+++ b/fs/proc/meminfo.c' >binary.patch
refused 'a binary' 'binary\.patch: holds a binary change' "${on[@]}" binary.patch
printf '%s\n' "${header//meminfo.c/link.c}" 'new file mode 120000' '--- /dev/null' '+++ b/fs/proc/link.c' '@@ -0,0 +1 @@' \
	'+meminfo.c' '\ No newline at end of file' >link.patch
refused 'a symbolic link' 'link\.patch: adds or removes a symbolic link' "${on[@]}" link.patch
printf '%s\n' 'diff --cc fs/proc/meminfo.c' '--- a/fs/proc/meminfo.c' '+++ b/fs/proc/meminfo.c' '@@@ -1,1 -1,1 +1,1 @@@' \
	'  a' >merge.patch
refused 'a merge' "merge\.patch: is a merge's combined diff" "${on[@]}" merge.patch
printf '%s\n' '--- a/fs/proc/meminfo.c' '+++ b/fs/proc/meminfo.c' '1c' '!touch out/ran' '.' >ed.patch
refused 'lines for ed' "ed\.patch: .*have no hunk" "${on[@]}" ed.patch
printf '%s\n' '--- /dev/null' '+++ b/fs/proc/meminfo.c' '@@ -0,0 +1 @@' '+int x;' >there.patch
refused 'a new file that is there' 'there\.patch: does not apply.*fs/proc/meminfo\.c is there already' "${on[@]}" there.patch
refused 'the same twice' 'change\.patch: is in the source of .* already, or in a diff before it' "${on[@]}" "$good" "$good"

sed 's/show_val_kb(m, "BlockBuffers:   "/no_such_function(m, "x"/' "$good" >undefined.patch
kb -o out "${on[@]}" undefined.patch
[[ $status -eq 1 ]] || fail "a call of nothing: exit status $status"
grep -q 'no_such_function' stderr || fail "a call of nothing: $(cat stderr)"
[[ -z $(ls -A out) ]] || fail "a call of nothing: it left $(ls out)"

# Each of these is a good patch.
made() {
	local what=$1 module=$2
	shift 2
	kb -o out "${on[@]}" "$@"
	[[ $status -eq 0 && -s out/$module ]] || fail "$what: exit status $status, $(cat stderr); $(ls out)"
	rm -f out/*
}
sed 's/$/\r/' "$good" >dos.patch
made 'lines that end as in DOS' kpatch-dos.ko dos.patch
cp "$good" './- a patch; really.patch'
made 'a strange file name' kpatch-a-patch--really.ko -- '- a patch; really.patch'
made 'a name that begins with a dash' kpatch-x.ko -n '-x' "$good"
sed 's/BlockBuffers:   "/OtherBuffers:   "/; s/"Buffers:        "/"BlockBuffers:   "/' "$good" >second.patch
# A diff that the text above quotes is text, as it is for git.
sed -n '/^---/,$p' "$good" | sed 's/BlockBuffers/QuotedBuffers/; s/^/    /' | cat - "$good" >quoting.patch
made 'a quoted diff' kpatch-quoting.ko quoting.patch
{ sed -n '1,2p' "$good"; sed -n '/^---/,$p' "$good" | sed 's/MemTotal/NoSuchLine/; s/^/  /'; sed -n '3,$p' "$good"; echo '-- '; echo '2.39'; } >mail.patch
made 'a mail' kpatch-mail.ko mail.patch
made 'two that build on each other' kpatch-change.ko "$good" second.patch
refused 'two in the wrong order' 'second\.patch: does not apply.*hunk #1' "${on[@]}" second.patch "$good"
sed 's/MemTotal/MemThis/' "$good" >fuzz.patch
made 'a line that differs' kpatch-fuzz.ko fuzz.patch
kb "${on[@]}" -o out fuzz.patch
grep -q '^note: fuzz\.patch: 1 hunk(s) applied only with fuzz' stdout || fail "fuzz: it says: $(cat stdout)"
rm -f out/*

# One look-up, one list of what is near, and the lists are brought up to date once an hour at most.
mkdir calls
for tool in apt-cache apt-get; do
	printf '#!/bin/sh\necho "%s $*" >>%q\nexec %q "$@"\n' "$tool" "$work/calls/all" "$(command -v $tool)" >calls/$tool
	chmod +x calls/$tool
done
unknown() { PATH=$work/calls:$PATH refused 'no such release' "$@"; }
unknown '9\.9\.9-none: no package linux-image-9\.9\.9-none-dbg, .*which has: ([0-9][^ ]* ){10}and [0-9]+ older ones$' \
	-a 9.9.9-none -t vmlinux "$good"
rm calls/all
series=$(sed -E 's/^([0-9]+\.[0-9]+).*/\1/' <<<"$release")
unknown "which has: ($series\.[^ ]*-amd64 ?)+(and [0-9]+ older ones)?\$" -a "$series.0-none-amd64" -t vmlinux "$good"
[[ $(cut -d' ' -f1,2 calls/all) == $'apt-cache madison\napt-cache pkgnames' ]] || fail "no such release: it called $(cat calls/all)"
refused 'a release of Fedora' '6\.5\.6-300\.fc39\.x86_64: kernels of this distribution come from their source package: give it with -r' \
	-a 6.5.6-300.fc39.x86_64 "$good"
refused 'no such CPU' '^kpatch-build: --arch vax: not a CPU that is known here; there are: x86_64' -a "$release" --arch vax "$good"
refused 'a release of another CPU' '6\.1\.0-1-s390x: is for s390x, not for --arch x86_64; leave --arch out' -a 6.1.0-1-s390x --arch x86_64 "$good"
refused 'release with a path' 'not a kernel release' -a ../x -t vmlinux "$good"
refused 'no such option' "'--no-such-option'" "${on[@]}" --no-such-option "$good"
refused 'no such target' 'nosuch' -a "$release" -t nosuch "$good"
refused 'no such module' 'fs/ext5/ext4\.ko: .*there is fs/ext4/ext4\.ko' -a "$release" -t fs/ext5/ext4.ko "$good"
CACHEDIR="$work/a place" refused 'a cache with a space' 'with a space, a colon or a sign like' "${on[@]}" "$good"
CACHEDIR=$work/a=b refused 'a cache with a sign of make' 'a sign like =' "${on[@]}" "$good"
CACHEDIR=$good refused 'a cache that is a file' 'cannot write to the cache' "${on[@]}" "$good"
KPATCH_CACHE_MB=much refused 'a cache of no size' '^kpatch-build: KPATCH_CACHE_MB=much: give a number of megabytes from 100 up' "${on[@]}" "$good"
MATCH_OBJECT=$work/none refused 'a part that is not there' 'match-object: .*/none does not exist' "${on[@]}" "$good"
mkdir bin
ln -s /usr/bin/* /usr/sbin/* bin/ 2>/dev/null || true
rm -f bin/{bc,bison}
PATH=$work/bin refused 'tools that are not there' '^kpatch-build: not installed: bc bison \(contrib/install-deps ' "${on[@]}" "$good"
for end in 'kill -SEGV $$' 'exit 0'; do
	printf '#!/bin/sh\n%s\n' "$end" >stub
	chmod +x stub
	CREATE_DIFF_OBJECT=$work/stub refused "$end" \
		'meminfo\.o: create-diff-object (failed with status 139; this is a fault of the tool, not of the diff|wrote nothing)$' "${on[@]}" "$good"
done
refused 'half a module' 'go together' -a "$release" --oot-module out "$good"
touch x.ko
refused 'a module of the tree and another' 'give -t or --oot-module, not both' "${on[@]}" --oot-module x.ko --oot-module-src out "$good"
printf x >x.ko
refused 'no such other module' 'nowhere\.ko: no such file' -a "$release" --oot-module nowhere.ko --oot-module-src out "$good"
refused 'no source of the other module' 'nowhere: no such directory' -a "$release" --oot-module x.ko --oot-module-src nowhere "$good"
refused 'no makefile of the other module' 'out: has neither Makefile nor Kbuild' -a "$release" --oot-module x.ko --oot-module-src out "$good"
refused 'no such output' 'nowhere: not a directory' "${on[@]}" -o nowhere "$good"
refused 'a report in no file' 'json /dev/null: cannot be written' "${on[@]}" --json /dev/null "$good"
refused 'a report nowhere' 'json nowhere/report: cannot be written' "${on[@]}" --json nowhere/report "$good"
refused 'no jobs' 'number of processes' "${on[@]}" -j none "$good"
refused 'no such backend' 'backend' "${on[@]}" --backend=none "$good"
refused 'a name of signs' "'\.\.' gives no name" "${on[@]}" -n .. "$good"
refused 'a long name' 'characters' "${on[@]}" -n "$(printf 'x%.0s' {1..80})" "$good"
refused 'a module by its file' "t /lib/ext4\.ko: give the module's path from the top" -a "$release" -t /lib/ext4.ko "$good"
refused 'a module by its name' "t ext4\.ko: there are 'vmlinux', 'modules'" -a "$release" -t ext4.ko "$good"
refused 'a config of a packaged kernel' 'c and -v go with -s DIR or -r' -a "$release" -c "$good" "$good"
refused 'two sources' 'give -s or -r, not both' -s out -r "$good" "$good"
refused 'a release and a source' 'give -a or -s, not both' "${on[@]}" -s out "$good"
refused 'no such tree' 'nowhere: no such directory' -s nowhere "$good"
refused 'not a kernel tree' 'not the top of a kernel source tree' -s out "$good"
