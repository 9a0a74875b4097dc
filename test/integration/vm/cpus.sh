# shellcheck shell=bash disable=SC2154 # cache is the caller's
# SPDX-License-Identifier: GPL-2.0-only
#
# cpus.sh: for which CPU is a kernel image, and which virtual machine boots it?
#
# image_cpu FILE	prints the CPU, as uname -m calls it there
# choose_machine CPU	sets MACHINE, the emulator's command, and what init and the
#			kernel are told: CONSOLE, VERDICT_PORT, OUTPUT_PORT, PORT_MODULE,
#			BOOT_ARGS
# cross_of CPU		prints what the names of its compiler and binutils begin with
# busybox_of CPU	prints the path of one without libraries, for that CPU

# Where a kernel image says what it is: its bytes at OFFSET.  The first that fits.
IMAGE_TABLE='
# CPU     OFFSET  BYTES
x86_64    514     48647253
aarch64   56      41524d64
s390x     65544   533339304550
ppc64le   18      1500
'

# pauth-impdef signs pointers in a way of the emulator's own: the architected one takes
# most of its time.
# PORT_MODULE is the driver of the ports for verdicts and output, if not built in.
MACHINE_TABLE='
# CPU     EMULATOR             MACHINE          CPU                  MB    CONSOLE   VERDICT_PORT   OUTPUT_PORT    PORT_MODULE
x86_64    qemu-system-x86_64   pc               max                  512   ttyS0     /dev/ttyS1     /dev/ttyS2     -
aarch64   qemu-system-aarch64  virt             max,pauth-impdef=on  1024  ttyAMA0   /dev/ttyS0     /dev/ttyS1     -
ppc64le   qemu-system-ppc64    pseries          power9               1024  hvc0      /dev/hvc1      /dev/hvc2      -
s390x     qemu-system-s390x    s390-ccw-virtio  max                  1024  ttysclp0  /dev/vport0p1  /dev/vport0p2  virtio_console
'

# How the three character devices, console, verdict and output, are attached.
PORT_TABLE='
x86_64   -serial chardev:console -serial chardev:verdict -serial chardev:output
aarch64  -serial chardev:console -device pci-serial-2x,chardev1=verdict,chardev2=output
ppc64le  -serial chardev:console -serial chardev:verdict -serial chardev:output
s390x    -device sclpconsole,chardev=console -device virtio-serial-ccw -device virtserialport,chardev=verdict,nr=1 -device virtserialport,chardev=output,nr=2
'

# no_timer_check: on a busy machine the emulated timer can be late at the one
# moment when the kernel looks whether it ticks, and that would be a panic.
# watchdog_thresh: on such a machine another CPU's code can stand still for half a minute,
# which is no lockup; a true one is ended by the case's limit.
BOOT_ARGS_TABLE='
x86_64   mitigations=auto no_timer_check
aarch64  watchdog_thresh=60
ppc64le  watchdog_thresh=60
s390x    watchdog_thresh=60
'

# table_row TABLE CPU: what follows the CPU.
table_row() {
	awk -v cpu="$2" '$1 == cpu { $1 = ""; sub(/^ /, ""); print }' <<<"$1"
}

image_cpu() {
	local cpu offset bytes
	while read -r cpu offset bytes; do
		[[ -n $cpu && $cpu != '#' ]] || continue
		if [[ $(od -An -v -tx1 -j "$offset" -N $((${#bytes} / 2)) "$1" 2>/dev/null | tr -d ' ') == "$bytes" ]]; then
			echo "$cpu"
			return
		fi
	done <<<"$IMAGE_TABLE"
	echo "$1: not a kernel image of a CPU that is known here" >&2
	return 1
}

# shellcheck disable=SC2034 # for the caller
choose_machine() {
	local emulator machine cpu megabytes ports
	read -r emulator machine cpu megabytes CONSOLE VERDICT_PORT OUTPUT_PORT PORT_MODULE \
		< <(table_row "$MACHINE_TABLE" "$1")
	PORT_MODULE=${PORT_MODULE#-}
	BOOT_ARGS=$(table_row "$BOOT_ARGS_TABLE" "$1")
	read -r -a ports < <(table_row "$PORT_TABLE" "$1")
	MACHINE=("$emulator" -machine "$machine" -cpu "${KPATCH_TEST_CPU:-$cpu}" -m "$megabytes" "${ports[@]}")
}

cross_of() {
	[[ $1 == "$(uname -m)" ]] || echo "$(cpu_row 1 "$1" | awk '{ print $8 }')-"
}

# This machine's own; of another CPU the archive's, which stays in the cache.
busybox_of() {
	local cpu=$1 file
	if [[ $cpu == "$(uname -m)" ]]; then
		command -v busybox
		return
	fi
	file=$cache/test/busybox-$cpu
	if [[ ! -x $file ]]; then
		local dir
		dir=$(mktemp -d)
		foreign_download "$cpu" "$dir" busybox-static >&2
		dpkg-deb --fsys-tarfile "$dir"/busybox-static_*.deb | tar -xO ./bin/busybox >"$dir/busybox"
		chmod 755 "$dir/busybox"
		mkdir -p "$cache/test"
		mv "$dir/busybox" "$file"
		rm -r "$dir"
	fi
	echo "$file"
}
