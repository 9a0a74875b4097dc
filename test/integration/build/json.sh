#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# --json says all of a run that a pipeline asks for, after a refusal too.
. "$(dirname "$0")/lib.sh"

# holds WHAT FILTER: the filter is true of the report.
holds() {
	jq -e "$2" report.json >/dev/null || fail "$1: $(jq . report.json)"
}

kb -a "$release" -n modules -o out --json report.json "$cases/modules/change.patch"
[[ $status -eq 0 ]] || fail "$(cat stderr)"
holds 'the run' ".status == 0 and .kernel == \"$release\" and .name == \"modules\" and .backend == \"core\" and .replace and .targets == []"
holds 'the module' ".module.file == \"$work/out/kpatch-modules.ko\" and .module.sha256 == \"$(sha256sum <out/kpatch-modules.ko | cut -d' ' -f1)\""
holds 'objects' '[.objects[] | [.object, .of, .result]] | sort == [
	["drivers/block/zram/zram_drv.o", "drivers/block/zram/zram.ko", "changed"],
	["fs/proc/meminfo.o", "vmlinux", "changed"],
	["net/8021q/vlanproc.o", "net/8021q/8021q.ko", "changed"]]'
holds 'functions' '[.functions[] | [.of, .name, .kind]] | sort == [
	["8021q", "vlan_seq_show", "changed"],
	["vmlinux", "meminfo_proc_show", "changed"],
	["zram", "mm_stat_show", "changed"]]'
holds 'a reference to another module' '.references[] | select(.name == "zs_pool_stats") |
	.object == "drivers/block/zram/zram_drv.o" and .of == "zsmalloc" and .by == "position" and .sympos == 0'
holds 'an exported reference' 'any(.references[]; .name == "scnprintf" and .by == "exported")'
holds 'checks' '[.checks[] | .result] | length == 4 and all(. == "same")'
holds 'timings' '[.milliseconds[]] | length == 9 and all(. >= 0)'
holds 'versions' '(.versions.compiler | test("gcc")) and (.versions.linker | test("ld")) and (.versions["kpatch-build"] | length > 0)'
holds 'no refusal' '.refusals == []'
[[ -s $(jq -r .core report.json) ]] || fail "no core: $(jq .core report.json)"

kb -a "$release" -t vmlinux -o out --json report.json "$cases/refuse-several/change.patch"
holds 'a refusal' '.status == 1 and .module == null and .stage == "diff" and all(.objects[]; .result == "refused") and
	any(.refusals[]; test("sysctl_nr_open: initial value")) and any(.refusals[]; test("proc_loadavg_init"))'

kb -a "$release" -t vmlinux -o out --json report.json "$cases/comment-only/change.patch"
holds 'no change' '.status == 3 and .module == null and .refusals == []'

# Another text, and the same objects to the last byte.
header=fs/proc/fd.h
sed '/^#endif/i extern int nobody_calls(void);' "$cache/kernels/$release/tree/$header" >fd.h
diff -u --label "a/$header" --label "b/$header" "$cache/kernels/$release/tree/$header" fd.h >unused.patch || true
kb -a "$release" -t vmlinux -o out --json report.json unused.patch
holds 'the same objects' '.status == 3 and (.objects | length > 1) and all(.objects[]; .result == "same")'

rm -f out/*
refused 'nowhere to write' 'nowhere/report\.json: cannot be written' -a "$release" -t vmlinux --json nowhere/report.json "$cases/comment-only/change.patch"
