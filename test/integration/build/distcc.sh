#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Compiled by two other machines, through ccache and distcc, the module is the same byte for byte.
. "$(dirname "$0")/lib.sh"

change=$cases/two-files/change.patch
kb -a "$release" -t vmlinux -o out "$change"
[[ $status -eq 0 ]] || fail "$(cat stderr)"
mv out/kpatch-change.ko here.ko

# Two machines, both on the loopback.  Daemons give up being root before they open their log.
chmod 755 .
daemons=()
trap 'kill "${daemons[@]}" 2>/dev/null; rm -rf "$work"' EXIT
hosts=''
for n in 1 2; do
	port=$((20000 + RANDOM % 20000))
	: >"daemon.$n"
	chmod 666 "daemon.$n"
	TMPDIR=/tmp distccd --no-detach --daemon --listen 127.0.0.1 --port "$port" --allow 127.0.0.1 \
		--jobs 1 --enable-tcp-insecure --log-file "$work/daemon.$n" --verbose &
	daemons+=($!)
	hosts+="127.0.0.1:$port/1 "
done
for n in 1 2; do
	for ((tries = 0; tries < 100; tries++)); do
		grep -q 'daemon started' "daemon.$n" && break
		sleep 0.2
	done
done

# Nothing comes from a cache, and nothing may be compiled here instead.
rm -rf "$cache/kernels/$release"/objects/fs
mkdir ccache distcc
export CCACHE_DIR=$work/ccache CCACHE_PREFIX=distcc
export DISTCC_HOSTS=$hosts DISTCC_FALLBACK=0 DISTCC_DIR=$work/distcc DISTCC_LOG=$work/distcc.log
kb -a "$release" -t vmlinux -j 4 -o out "$change"
[[ $status -eq 0 ]] || fail "exit status $status: $(cat stderr; tail distcc.log)"
cmp here.ko out/kpatch-change.ko || fail 'the module differs'
for n in 1 2; do
	grep -q 'COMPILE_OK' "daemon.$n" || fail "daemon $n compiled nothing: $(tail -n 5 "daemon.$n")"
done
