# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# report.sh: what changed, and what to do next.

report() {
	local line
	for line in "${CHANGES[@]}"; do
		printf '%s\n' "$line"
	done
	[[ -z $JSON ]] || write_json
	local shown=$RESULT
	[[ $OUT_DIR != "$PWD" ]] || shown=${RESULT##*/}
	local core=''
	[[ $BACKEND != core ]] || core=" (kpatch.ko: $CORE_DIR/kpatch.ko)"
	echo "$shown is for $RELEASE; load it with: kpatch load $shown$core"
}

json_string() {
	local s=$1
	s=${s//\\/\\\\}
	s=${s//\"/\\\"}
	s=${s//$'\t'/\\t}
	s=${s//$'\n'/\\n}
	printf '"%s"' "$s"
}

# json_list STRING...
json_list() {
	local sep='' item
	printf '['
	for item; do
		printf '%s' "$sep"
		json_string "$item"
		sep=', '
	done
	printf ']'
}

write_json() {
	local temporary=$JSON.tmp.$$ sep='' time
	{
		printf '{\n  "kernel": %s,\n' "$(json_string "$RELEASE")"
		printf '  "name": %s,\n' "$(json_string "$NAME")"
		printf '  "module": %s,\n' "$(json_string "$RESULT")"
		printf '  "core": %s,\n' "$(json_string "${CORE_DIR:+$CORE_DIR/kpatch.ko}")"
		printf '  "compiler": %s,\n' "$(json_string "$CC_TEXT")"
		printf '  "objects": %s,\n' "$(json_list "${OUTPUTS[@]}")"
		printf '  "changes": %s,\n' "$(json_list "${CHANGES[@]}")"
		printf '  "notes": %s,\n' "$(json_list "${NOTES[@]}")"
		printf '  "milliseconds": {'
		for time in "${STAGE_TIMES[@]}"; do
			printf '%s"%s": %s' "$sep" "${time% *}" "${time#* }"
			sep=', '
		done
		printf '}\n}\n'
	} >"$temporary"
	mv "$temporary" "$JSON"
}
