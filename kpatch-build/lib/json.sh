# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# json.sh: all that a pipeline wants to know of a run, whatever became of it.
#
# write_json STATUS is called at the end, after a refusal too; what was not
# reached is empty.  TOLD has the errors as they were told.

# An older report must not be taken for this run's, whatever comes of it.
check_json() {
	local dir=.
	[[ $JSON != */* ]] || dir=${JSON%/*}/
	[[ -d $dir && -w $dir && ( ! -e $JSON || -f $JSON ) ]] ||
		die "--json $JSON: cannot be written; give a file in a directory that can be"
	JSON=$(readlink -f -- "$JSON")
	rm -f "$JSON"
}

json_string() {
	local s=$1
	s=${s//\\/\\\\}
	s=${s//\"/\\\"}
	s=${s//$'\t'/\\t}
	s=${s//$'\n'/\\n}
	s=${s//[[:cntrl:]]/?}
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

# json_rows FIELD...: an array of objects out of tab-separated lines; a field
# called NAME# is a number.
json_rows() {
	awk -F'\t' -v fields="$*" '
	function quoted(s) {
		gsub(/\\/, "\\\\", s); gsub(/"/, "\\\"", s); gsub(/[[:cntrl:]]/, "?", s)
		return "\"" s "\""
	}
	BEGIN { n = split(fields, field, " "); printf "[" }
	{
		printf "%s\n    {", sep; sep = ","
		for (i = 1; i <= n; i++) {
			name = field[i]; number = sub(/#$/, "", name)
			printf "%s\"%s\": %s", (i > 1 ? ", " : ""), name, (number ? $i + 0 : quoted($i))
		}
		printf "}"
	}
	END { printf "%s]", (sep ? "\n  " : "") }'
}

json_objects() {
	local obj result
	for obj in "${OBJECTS[@]}"; do
		case ${SAME[$obj]:+3}$(cat "$WORK/output/$obj.status" 2>/dev/null) in
		0)	result=changed ;;
		3)	result=same ;;
		1)	result=refused ;;
		*)	result=unknown ;;
		esac
		printf '%s\t%s\t%s\n' "$obj" "${OWNER[$obj]:-}" "$result"
	done
}

# "fs/file.o: changed function: name (reason)"
json_functions() {
	local line obj kind rest
	for line in "${CHANGES[@]}"; do
		[[ $line == *": "*" function: "* ]] || continue
		obj=${line%%: *}
		rest=${line#*: }
		kind=${rest%% function: *}
		rest=${rest#* function: }
		line=${rest#"${rest%% (*}"}
		line=${line# (}
		printf '%s\t%s\t%s\t%s\t%s\n' "$obj" "$(owner_name "${OWNER[$obj]:-vmlinux}")" "${rest%% (*}" "$kind" "${line%)}"
	done
}

# What each object of the patch finds in the running kernel, and how: by its
# position (0: the only one of its name), or by the module loader (exported).
json_references() {
	local obj
	for obj in "${OUTPUTS[@]}"; do
		[[ -e $WORK/output/$obj ]] || continue
		readelf -sW "$WORK/output/$obj" 2>/dev/null | awk -v obj="$obj" '
		$7 == "UND" && $8 != "" {
			how = "exported"; of = ""; name = $8; pos = 0
			if (sub(/^\.klp\.sym\./, "", name)) {
				how = "position"
				of = name; sub(/\..*/, "", of)
				name = substr(name, length(of) + 2)
				pos = name; sub(/.*,/, "", pos); sub(/,[0-9]+$/, "", name)
			}
			printf "%s\t%s\t%s\t%s\t%s\n", obj, name, of, how, pos
		}'
	done
}

json_checks() {
	printf '%s\t%s\n' compiler "$( (( SKIP_COMPILER_CHECK )) && echo skipped || echo "${CC_TEXT:+same}")"
	local obj
	if (( SKIP_BINARY_CHECK )); then
		printf '%s\t%s\n' shipped-code skipped
		return
	fi
	for obj in "${OUTPUTS[@]}"; do
		[[ -e $WORK/match/$obj.status ]] || continue
		case $(<"$WORK/match/$obj.status") in
		0)	printf '%s\t%s\n' "shipped-code of $obj" same ;;
		1)	printf '%s\t%s\n' "shipped-code of $obj" differs ;;
		*)	printf '%s\t%s\n' "shipped-code of $obj" undecided ;;
		esac
	done
}

json_module() {
	if [[ -z ${RESULT:-} || ! -s $RESULT ]]; then
		echo null
		return
	fi
	printf '{"file": %s, "bytes": %s, "sha256": "%s"}\n' "$(json_string "$RESULT")" \
		"$(stat -c %s "$RESULT")" "$(sha256sum <"$RESULT" | cut -d' ' -f1)"
}

json_versions() {
	printf '{"kpatch-build": "%s", "compiler": %s, "linker": %s, "format": 1}' "$VERSION" \
		"$(json_string "${CC_TEXT:-}")" "$(json_string "$(ld --version 2>/dev/null | sed -n 1p)")"
}

write_json() {
	local status=$1 temporary=$JSON.tmp.$$ errors=()
	[[ ! -s $TOLD ]] || mapfile -t errors <"$TOLD"
	{
		printf '{\n  "status": %s,\n' "$status"
		printf '  "stage": %s,\n' "$(json_string "$STAGE")"
		printf '  "kernel": %s,\n' "$(json_string "${RELEASE:-}")"
		printf '  "kernel_from": %s,\n' "$(json_string "${KERNEL_NOTE:-}")"
		printf '  "name": %s,\n' "$(json_string "$NAME")"
		printf '  "backend": %s,\n' "$(json_string "$BACKEND")"
		printf '  "replace": %s,\n' "$( (( REPLACE )) && echo true || echo false)"
		printf '  "patches": %s,\n' "$(json_list "${PATCHES[@]}")"
		printf '  "targets": %s,\n' "$(json_list "${TARGETS[@]}")"
		printf '  "module": %s,\n' "$(json_module)"
		printf '  "core": %s,\n' "$(json_string "${CORE_DIR:+$CORE_DIR/kpatch.ko}")"
		printf '  "versions": %s,\n' "$(json_versions)"
		printf '  "objects": %s,\n' "$(json_objects | json_rows object of result)"
		printf '  "functions": %s,\n' "$(json_functions | json_rows object of name kind reason)"
		printf '  "references": %s,\n' "$(json_references | json_rows object name of by sympos#)"
		printf '  "checks": %s,\n' "$(json_checks | json_rows check result)"
		printf '  "notes": %s,\n' "$(json_list "${NOTES[@]}")"
		printf '  "refusals": %s,\n' "$(json_list "${errors[@]}")"
		printf '  "milliseconds": %s\n}\n' "$(printf '%s\n' "${STAGE_TIMES[@]}" | json_times)"
	} >"$temporary"
	mv "$temporary" "$JSON"
}

json_times() {
	awk 'NF == 2 { printf "%s\"%s\": %s", sep, $1, $2; sep = ", " }
	     BEGIN { printf "{" } END { printf "}" }'
}
