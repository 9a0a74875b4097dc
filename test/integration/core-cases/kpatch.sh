#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Every command of kpatch, and what it says when it is used wrongly.
# shellcheck source=lib.sh
. /lib/hand/lib.sh
rmmod kpatch

release=$(uname -r)
dir=/var/lib/kpatch/$release
export KPATCH_CORE=/lib/kpatch/kpatch.ko
mkdir -p /tmp/k
cp /lib/hand/t_plain.ko /tmp/k/t-plain.ko

# says TEXT COMMAND...: succeeds, and prints this.
says() {
	text=$1
	shift
	said=$("$@" 2>&1) || fail "$*: fails: $said"
	[ "$said" = "$text" ] || fail "$*: says '$said', expected '$text'"
}

# complains TEXT COMMAND...: exits with 1, and says this in one line on standard error.
complains() {
	text=$1
	shift
	"$@" >/tmp/k/out 2>/tmp/k/err
	status=$?
	[ $status -eq 1 ] || fail "$*: exit status $status"
	[ ! -s /tmp/k/out ] || fail "$*: prints $(cat /tmp/k/out)"
	[ "$(cat /tmp/k/err)" = "$text" ] || fail "$*: complains '$(cat /tmp/k/err)', expected '$text'"
}

nothing='Loaded patch modules:

Installed patch modules:'

step "version, help"
kpatch version | grep -qE '^kpatch [0-9]+[.][0-9]+' || fail "version: $(kpatch version)"
[ "$(kpatch --version)" = "$(kpatch version)" ] || fail "--version says otherwise"
kpatch --help | grep -q 'usage: kpatch' || fail "no help"

step "bad input: one clear error"
complains "kpatch: no such command: lod; see kpatch --help" kpatch lod
complains "kpatch: usage: kpatch load FILE|NAME" kpatch load
complains "kpatch: usage: kpatch unload NAME" kpatch unload a b
complains "kpatch: --all goes with load or unload alone" kpatch list --all
complains "kpatch: --all goes with load or unload alone" kpatch load --all t_plain
complains "kpatch: cannot open /tmp/none.ko: No such file or directory" kpatch load /tmp/none.ko
complains "kpatch: /etc is not a kernel module, or a damaged one" kpatch load /etc
head -c 3000 /lib/hand/t_plain.ko >/tmp/k/cut.ko
complains "kpatch: /tmp/k/cut.ko is not a kernel module, or a damaged one" kpatch load /tmp/k/cut.ko
: >/tmp/k/empty.ko
complains "kpatch: /tmp/k/empty.ko is not a kernel module, or a damaged one" kpatch load /tmp/k/empty.ko
complains "kpatch: /lib/hand/x_chain.ko is a module, but not a live patch" kpatch load /lib/hand/x_chain.ko
complains "kpatch: /lib/hand/x_chain.ko is a module, but not a live patch" kpatch install /lib/hand/x_chain.ko
sed "s/vermagic=$release/vermagic=9${release#?}/" /lib/hand/t_plain.ko >/tmp/k/other.ko
complains "kpatch: /tmp/k/other.ko is for another kernel than $release: 'kpatch info /tmp/k/other.ko' shows its vermagic" \
	kpatch load /tmp/k/other.ko
complains "kpatch: /tmp/k/other.ko is not for kernel $release; name its kernel with --kernel-version" kpatch install /tmp/k/other.ko
for command in unload force; do
	complains "kpatch: no patch 't_none' is loaded; 'kpatch list' shows those that are" kpatch $command t_none
	complains "kpatch: no patch '..' is loaded; 'kpatch list' shows those that are" kpatch $command ..
done
complains "kpatch: no patch 't_none' is loaded or installed; 'kpatch list' shows those that are" kpatch info t_none
complains "kpatch: no patch 't_none' is installed in $dir" kpatch uninstall t_none
sed 's,name=t_plain,name=../lain,' /lib/hand/t_plain.ko >/tmp/k/astray.ko
complains "kpatch: /tmp/k/astray.ko says that its name is '../lain', which none can have" kpatch install /tmp/k/astray.ko
mkdir -p /var/lib
mount -t tmpfs -o ro none /var/lib
complains "kpatch: cannot make /var/lib/kpatch: Read-only file system" kpatch install /tmp/k/t-plain.ko
umount /var/lib
complains "kpatch: '../x' is no kernel release" kpatch -k ../x uninstall t_none
complains "kpatch: cannot open /tmp/none: No such file or directory" kpatch --core /tmp/none load /tmp/k/t-plain.ko
says "$nothing" kpatch list
[ ! -e /sys/module/kpatch ] || fail "the core was loaded"

step "load, list, info, unload; the core comes along"
says "loaded t_plain" kpatch load /tmp/k/t-plain.ko
complains "kpatch: t_plain is loaded already" kpatch load /tmp/k/t-plain.ko
says "Loaded patch modules:
t_plain [enabled]

Installed patch modules:" kpatch list
says "name:           t_plain
backend:        core
state:          enabled
object:         vmlinux
function:       version_proc_show,1" kpatch info t-plain
kpatch info /tmp/k/t-plain.ko | grep -q "^vermagic:  *$release " || fail "info: $(kpatch info /tmp/k/t-plain.ko)"
says "unloaded t_plain" kpatch unload t-plain.ko
untouched

step "stacked patches, out in any order"
for name in t_plain t_stack t_third; do
	load $name
done
says "unloaded t_stack" kpatch unload t_stack
shows /proc/version third
says "unloaded t_third" kpatch unload t_third
shows /proc/version plain
load t_stack
says "unloaded t_plain
unloaded t_stack" kpatch unload --all
says "" kpatch unload --all
says "$nothing" kpatch list
fresh

step "a disabled patch is loaded again"
load t_plain
echo 0 >$K/t_plain/enabled
kpatch list | grep -qx 't_plain \[disabled\]' || fail "list: $(kpatch list)"
says "loaded t_plain" kpatch load /tmp/k/t-plain.ko
shows /proc/version plain
unload t_plain

step "install, load --all, uninstall"
says "" kpatch load --all
says "installed $dir/t_plain.ko" kpatch install /tmp/k/t-plain.ko
says "installed $dir/t_stack.ko" kpatch install /lib/hand/t_stack.ko
says "installed /var/lib/kpatch/9${release#?}/t_plain.ko" kpatch install -k "9${release#?}" /tmp/k/other.ko
untouched
says "Loaded patch modules:

Installed patch modules:
t_plain ($release)
t_stack ($release)
t_plain (9${release#?})" kpatch list
kpatch info t_plain | grep -qx "file: *$dir/t_plain.ko" || fail "info: $(kpatch info t_plain)"
says "loaded t_plain
loaded t_stack" kpatch load --all
shows /proc/version second
# At the next boot, or by hand: what is loaded already is as it should be.
says "" kpatch load --all
unload t_stack
says "loaded t_stack" kpatch load t_stack
unload t_stack
unload t_plain
says "loaded t_plain" kpatch load t-plain
unload t_plain
cp /tmp/k/cut.ko "$dir/t_cut.ko"
kpatch load --all >/tmp/k/out 2>/tmp/k/err && fail "load --all: a damaged patch was passed over"
[ "$(cat /tmp/k/out)" = "loaded t_plain
loaded t_stack" ] || fail "load --all: $(cat /tmp/k/out)"
grep -qx "kpatch: $dir/t_cut.ko is not a kernel module, or a damaged one" /tmp/k/err || fail "load --all: $(cat /tmp/k/err)"
says "unloaded t_plain
unloaded t_stack" kpatch unload --all
says "uninstalled $dir/t_cut.ko" kpatch uninstall t_cut
says "uninstalled $dir/t_plain.ko" kpatch uninstall t-plain.ko
says "uninstalled $dir/t_stack.ko" kpatch uninstall t_stack
says "uninstalled /var/lib/kpatch/9${release#?}/t_plain.ko" kpatch -k "9${release#?}" uninstall t_plain
says "$nothing" kpatch list
[ ! -e /var/lib/kpatch ] || fail "left: $(find /var/lib/kpatch)"

step "a patch that the kernel refuses: its reason, then ours"
kpatch load /lib/hand/t_unknown.ko >/tmp/k/out 2>/tmp/k/err && fail "t_unknown was loaded"
[ "$(cat /tmp/k/err)" = "kpatch: vmlinux has no symbol 'no_such_function'
kpatch: cannot load /lib/hand/t_unknown.ko: No such file or directory" ] || fail "load: $(cat /tmp/k/err)"
fresh

if [ -d /sys/kernel/livepatch ]; then
	step "the kernel's livepatch, by the same commands"
	says "loaded x_livepatch" kpatch load /lib/hand/x_livepatch.ko
	shows /proc/version livepatch
	kpatch list | grep -qx 'x_livepatch \[enabled\]' || fail "list: $(kpatch list)"
	kpatch info x_livepatch | grep -qx 'backend: *livepatch' || fail "info: $(kpatch info x_livepatch)"
	kpatch load /lib/hand/t_stack.ko 2>/dev/null && fail "t_stack was loaded over it"
	says "unloaded x_livepatch" kpatch unload x_livepatch
	untouched
fi
finish
