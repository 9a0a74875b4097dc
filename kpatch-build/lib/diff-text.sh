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

# diff_files DIFF [COPY]: the files of one unified diff, one "OLD<tab>NEW<tab>HUNKS"
# a line, in order; COPY gets what was understood as a diff, with empty lines for the
# rest: patch would also apply a diff that the text above it quotes with indentation.
# Hunks are followed by their line counts: a removed line "-- x" is no header.
diff_files() {
	awk -v copy="${2:-/dev/null}" '
	function flush() {
		if (header && !hunks)
			print "empty"
		if (old != "" || new != "")
			printf "%s\t%s\t%d\n", old, new, hunks
		old = new = ""; hunks = header = 0
	}
	function path(s) {
		sub(/^(---|\+\+\+) /, "", s)
		sub(/\t.*/, "", s)
		sub(/\r$/, "", s)
		gsub(/^"|"$/, "", s)
		return s
	}
	function count(s) { return s ~ /,/ ? substr(s, index(s, ",") + 1) + 0 : 1 }
	function keep() { kept = NR; print >copy }
	# what was not kept of the line before
	function skip() { if (NR > 1 && kept < NR - 1) print "" >copy }

	{ skip() }
	left > 0 || right > 0 {
		c = substr($0, 1, 1)
		if (c == "-") left--
		else if (c == "+") right--
		else if (c != "\\") { left--; right-- }
		ended = left <= 0 && right <= 0 ? NR : 0
		if (left < 0 || right < 0) { print "long\t" NR; left = right = 0 }
		keep()
		next
	}
	# more than the hunk said that it has
	ended == NR - 1 && ended && /^([+ ]|-[^-]|-$|--[^- ])/ && !/^[ \t\r]*$/ { print "long\t" NR; next }
	/^\\ / { keep(); next }
	/^diff --git / { flush(); keep(); next }
	/^(rename|copy) from / { keep(); sub(/^[a-z]+ from /, ""); sub(/\r$/, ""); old = "a/" $0; next }
	/^(rename|copy) to / { keep(); sub(/^[a-z]+ to /, ""); sub(/\r$/, ""); new = "b/" $0; next }
	/^(new|deleted) file mode 1[26]0000/ { print "link"; next }
	/^new mode / { print "mode"; keep(); next }
	/^(old mode|new file mode|deleted file mode|similarity index|dissimilarity index|index) / { keep(); next }
	/^diff --(cc|combined) / { print "merge"; next }
	/^(Binary files .* differ|GIT binary patch)/ { print "binary"; next }
	/^--- / { pending = path($0); keep(); next }
	/^\+\+\+ / && pending != "" {
		if (header) flush()
		old = pending; new = path($0); pending = ""; header = 1
		keep()
		next
	}
	/^@@ -[0-9]+(,[0-9]+)? \+[0-9]+(,[0-9]+)? @@/ && new != "" {
		left = count($2); right = count($3); hunks++
		keep()
		next
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

# take_path DIFF SIDE: into TOUCHED, once; seen is read_diffs'.
take_path() {
	local path
	path=$(tree_path "$2")
	[[ -n $path ]] || return 0
	[[ $2 == */* && /$path/ != */../* && /$path/ != */./* && $path != *//* && $path != */ ]] ||
		die "$1: '$2' is not a path like a/fs/file.c; make the diff at the top of the tree (git diff, or diff -pru a b)"
	[[ $path != *[^A-Za-z0-9_.,+@~/-]* ]] ||
		die "$1: '$2': no file of a kernel has such signs in its name; make the diff at the top of the tree (git diff, or diff -pru a b)"
	[[ -z ${seen[$path]:-} ]] || return 0
	seen[$path]=1
	TOUCHED+=("$path")
}

read_diffs() {
	local patch i=0 copy old new modes
	local -A seen=()

	for patch in "${PATCHES[@]}"; do
		[[ -e $patch ]] || die "$patch: no such file"
		[[ -f $patch || -p $patch ]] || die "$patch: not a file"
		[[ -r $patch ]] || die "$patch: cannot be read"
		copy=$WORK/diff.$((++i))
		cat -- "$patch" >"$copy.given"
		DIFFS+=("$copy")

		local files=0
		modes=0
		while IFS=$'\t' read -r old new _; do
			case $old in
			binary) die "$patch: holds a binary change, which cannot be live patched; leave it out of the diff" ;;
			link)	die "$patch: adds or removes a symbolic link or a submodule, which cannot be live patched; leave it out of the diff" ;;
			merge)	die "$patch: is a merge's combined diff; make one against a single parent (git diff PARENT MERGE)" ;;
			empty)	die "$patch: a file's lines '---' and '+++' have no hunk ('@@') behind them; get the whole diff" ;;
			long)	die "$patch: line $new: the hunk ('@@') has more lines than it says; was it edited by hand? Make the diff anew" ;;
			short)	die "$patch: its last hunk is cut short; get the whole diff" ;;
			mode)	modes=1
				continue ;;
			esac
			files=$((files + 1))
			take_path "$patch" "$old"
			take_path "$patch" "$new"
		done < <(diff_files "$copy.given" "$copy")
		(( files || ! modes )) ||
			die "$patch: changes only modes of files, which no running kernel knows; there is nothing to patch"
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
	local copy=$1 patch=$2 out what
	out=$WORK/patch.out
	rm -rf "$WORK/new.before"
	cp -a "$WORK/new" "$WORK/new.before"
	if patch -u -p1 -N -f --no-backup-if-mismatch -r - -d "$WORK/new" <"$copy" >"$out" 2>&1; then
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

	if patch -u -p1 -R -f --dry-run -r - -d "$WORK/new.before" <"$copy" >>"$LOG" 2>&1; then
		die "$patch: is in the source of ${OOT_NAME:-$RELEASE} already, or in a diff before it"
	fi
	what=$(why_not <"$out")
	die "$patch: does not apply to the source of ${OOT_NAME:-$RELEASE}: ${what:-$(tail -n 1 "$out")}$(other_strip "$copy")"
}

# why_not: out of what patch says, "patching file X", then "Hunk #N FAILED at L."
# for each that fails.
why_not() {
	awk '
		/^(patching|checking) file / { file = $3 }
		/^The next patch would .* the file / { named = $0; sub(/.* the file /, "", named); sub(/,.*/, "", named) }
		/^which already exists!/ { printf "%s%s is there already", sep, named; sep = ", " }
		/^which does not exist!/ { printf "%sno file %s", sep, named; sep = ", " }
		/^Hunk #[0-9]+ FAILED at/ {
			sub(/\.$/, "", $5)
			printf "%shunk %s of %s (line %s)", sep, $2, file, $5; sep = ", "
		}
		/^can.t find file to patch/ { missing = 1 }
		missing && /^\|\+\+\+ / {
			sub(/^\|\+\+\+ [^\/]*\//, ""); sub(/\t.*/, "")
			printf "%sno file %s", sep, $0; sep = ", "; missing = 0
		}
		/malformed patch/ { printf "%s%s", sep, $0; sep = ", " }'
}

# other_strip DIFF: were its paths meant for another -p than 1?
other_strip() {
	local old new path level side
	while IFS=$'\t' read -r old new _; do
		for side in "$new" "$old"; do
			[[ $side == */* && $side != /dev/null ]] || continue
			path=$side level=0
			while [[ ! -f $SRC_TOP/$path && $path == */* ]]; do
				path=${path#*/} level=$((level + 1))
			done
			if (( level != 1 )) && [[ -f $SRC_TOP/$path && $path == */* ]]; then
				echo "; its paths are made for patch -p$level: make it at the top of the tree (git diff, or diff -pru a b)"
				return
			fi
		done
	done < <(diff_files "$1")
}
