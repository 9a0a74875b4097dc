# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# diff-text.sh: what do the diffs touch, and do they apply?
#
# read_diffs needs PATCHES and leaves DIFFS (private copies) and TOUCHED, the
# files by their path in the tree.  apply_diffs needs SRC_TOP, the top of the
# kernel's source, or of a module's of its own, and leaves
# $WORK/new/ with the patched text of each touched file, and CHANGED, ADDED and
# REMOVED: the touched files, sorted by what happens to them.

DIFFS=()
TOUCHED=()
CHANGED=()
ADDED=()
REMOVED=()

# The files of one unified diff, one "OLD<tab>NEW<tab>HUNKS" a line, in order.
# Hunks are followed by their line counts: a removed line "-- x" is no header.
diff_files() {
	awk '
	function flush() {
		if (old != "" || new != "")
			printf "%s\t%s\t%d\n", old, new, hunks
		old = new = ""; hunks = 0
	}
	function path(s) {
		sub(/^(---|\+\+\+) /, "", s)
		sub(/\t.*/, "", s)
		sub(/\r$/, "", s)
		gsub(/^"|"$/, "", s)
		return s
	}
	function count(s) { return s ~ /,/ ? substr(s, index(s, ",") + 1) + 0 : 1 }

	left > 0 || right > 0 {
		c = substr($0, 1, 1)
		if (c == "-") left--
		else if (c == "+") right--
		else if (c != "\\") { left--; right-- }
		next
	}
	/^diff --git / { flush(); next }
	/^rename from / { old = "a/" substr($0, 13); next }
	/^rename to / { new = "b/" substr($0, 11); next }
	/^(Binary files .* differ|GIT binary patch)/ { print "binary"; next }
	/^--- / { pending = path($0); next }
	/^\+\+\+ / && pending != "" {
		if (hunks) flush()
		old = pending; new = path($0); pending = ""; next
	}
	/^@@ -[0-9]+(,[0-9]+)? \+[0-9]+(,[0-9]+)? @@/ && new != "" {
		left = count($2); right = count($3); hunks++; next
	}
	END {
		flush()
		if (left > 0 || right > 0) print "short"
	}' "$1"
}

# The path below the top of the tree: -p1, as for patch.
tree_path() {
	local path=${1#*/}
	[[ $1 == /dev/null ]] && path=''
	echo "$path"
}

read_diffs() {
	local patch i=0 copy old new hunks side path
	local -A seen=()

	for patch in "${PATCHES[@]}"; do
		[[ -e $patch ]] || die "$patch: no such file"
		[[ -f $patch || -p $patch ]] || die "$patch: not a file"
		[[ -r $patch ]] || die "$patch: cannot be read"
		copy=$WORK/diff.$((++i))
		cp "$patch" "$copy"
		DIFFS+=("$copy")

		local files=0
		while IFS=$'\t' read -r old new hunks; do
			case $old in
			binary) die "$patch: holds a binary change, which cannot be live patched" ;;
			short)	die "$patch: its last hunk is cut short; get the whole diff" ;;
			esac
			files=$((files + 1))
			for side in "$old" "$new"; do
				path=$(tree_path "$side")
				[[ -n $path && -z ${seen[$path]:-} ]] || continue
				[[ /$path/ != */../* && $side == */* ]] ||
					die "$patch: '$side' is not a path like a/fs/file.c; make the diff at the top of the tree (git diff, or diff -pru a b)"
				seen[$path]=1
				TOUCHED+=("$path")
			done
		done < <(diff_files "$copy")
		(( files )) ||
			die "$patch: not a unified diff: no lines '--- a/FILE', '+++ b/FILE' and '@@' (make one with git diff, or diff -pru a b)"
	done
	STAGE_NOTE="$NAME: $(plural ${#TOUCHED[@]} file) in $(plural ${#PATCHES[@]} diff)"
}

plural() {
	echo "$1 $2$( (( $1 == 1 )) || echo s)"
}

apply_diffs() {
	local path i
	mkdir -p "$WORK/new"
	for path in "${TOUCHED[@]}"; do
		[[ -f $SRC_TOP/$path ]] || continue
		mkdir -p "$WORK/new/$(dirname "$path")"
		cp -- "$SRC_TOP/$path" "$WORK/new/$path"
	done

	for i in "${!DIFFS[@]}"; do
		apply_one "${DIFFS[i]}" "${PATCHES[i]}"
	done

	for path in "${TOUCHED[@]}"; do
		if [[ ! -f $SRC_TOP/$path ]]; then
			if [[ -f $WORK/new/$path ]]; then ADDED+=("$path"); fi
		elif [[ ! -f $WORK/new/$path ]]; then
			REMOVED+=("$path")
		elif ! cmp -s "$SRC_TOP/$path" "$WORK/new/$path"; then
			CHANGED+=("$path")
		fi
	done
}

apply_one() {
	local copy=$1 patch=$2 out
	out=$WORK/patch.out
	if patch -p1 -N -f --no-backup-if-mismatch -r - -d "$WORK/new" <"$copy" >"$out" 2>&1; then
		cat "$out" >>"$LOG"
		if grep -q ' with fuzz ' "$out"; then
			note "$patch: $(grep -c ' with fuzz ' "$out") hunk(s) applied only with fuzz: see that the lines around them are what you expect"
		fi
		return 0
	fi
	cat "$out" >>"$LOG"
	if grep -q 'No space left on device' "$out"; then
		command_failed "apply $patch"
	fi

	# "patching file X", then "Hunk #N FAILED at L." for each that fails
	local what
	what=$(awk '
		/^patching file / { file = $3 }
		/previously applied/ { print "seems to be applied already: " file; exit }
		/^Hunk #[0-9]+ FAILED at/ {
			sub(/\.$/, "", $5)
			printf "%shunk %s of %s (line %s)", sep, $2, file, $5; sep = ", "
		}
		/^can.t find file to patch/ { missing = 1 }
		missing && /^\|\+\+\+ / {
			sub(/^\|\+\+\+ [^\/]*\//, ""); sub(/\t.*/, "")
			printf "%sno file %s", sep, $0; sep = ", "; missing = 0
		}
		/malformed patch/ { printf "%s%s", sep, $0; sep = ", " }' "$out")
	die "$patch: does not apply to the source of ${OOT_NAME:-$RELEASE}: ${what:-$(tail -n 1 "$out")}"
}
