# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# owner.sh: what does a touched file belong to, and may the patch change that?
#
# A change that cannot reach the running kernel is refused, never dropped: the
# author meant it to do something.  Refusals collect in REFUSED, so that all of
# them are told at once.

REFUSED=()

refuse() {
	REFUSED+=("$*")
}

end_if_refused() {
	(( ${#REFUSED[@]} )) || return 0
	progress_clear
	printf 'kpatch-build: %s\n' "${REFUSED[@]}" >&2
	printf '%s\n' "${REFUSED[@]}" >>"$TOLD"
	die "refused: the diff changes what this live patch cannot (see above)"
}

# Does the diff leave the file as it is, but for comments and white space?
only_comments() {
	local path=$1 old=$SRC_TOP/$1 new=$WORK/new/$1
	[[ -f $old && -f $new ]] || return 1
	cmp -s <(without_comments "$old") <(without_comments "$new")
}

without_comments() {
	"$CC" -fpreprocessed -dD -E -P -x c "$1" 2>/dev/null || cat "$1"
}

# set_owner OBJECT OWNER...: what the build's own record says, if it can be patched.
set_owner() {
	local obj=$1 source=${1%.o}.c
	shift
	if (( $# > 1 )); then
		refuse "$source: is a part of several modules ($*), which would each need a patch of its own; change code that belongs to one, or their callers"
	elif ! is_target "$1"; then
		refuse "$source: belongs to $(of_owner "$1"), which no -t names (${TARGETS[*]}); add -t $1, or leave it out of the diff"
	else
		OWNER["$obj"]=$1
	fi
}

of_owner() {
	if [[ $1 == vmlinux ]]; then echo vmlinux; else echo "module $(module_name "$1") ($1)"; fi
}

# find_owners OBJECT...: of existing sources that are compiled.
find_owners() {
	local obj owner=()
	for obj; do
		owner=()
		if is_unit "${obj%.o}.c"; then owner=(vmlinux); fi
		if [[ -s $KDIR/built ]]; then
			mapfile -t -O "${#owner[@]}" owner < <(owners_of "$KDIR/built" "$obj" | grep -vx "${owner[0]:-}" || true)
		fi
		set_owner "$obj" "${owner[@]}"
	done
}

# Does nothing but comments change in a source that is no target?
comment_elsewhere() {
	local whose=vmlinux
	(( ${#TARGETS[@]} )) && [[ -f $TREE/$1 ]] || return 1
	is_unit "$1" || whose=$(owners_of "$KDIR/built" "${1%.c}.o" | head -n 1)
	! is_target "$whose" && only_comments "$1"
}

# foreign_source FILE.c...: they exist, the config compiles none of them, and
# nothing that it compiles includes them.
foreign_source() {
	local path option
	for path; do
		if only_comments "$path"; then
			note "$path: only comments change"
			continue
		fi
		option=$(option_of "${path%.c}.o")
		refuse "$path: is not built by this kernel's configuration${option:+ ($option is not set)}; leave it out of the diff"
	done
}

# The option that would have an object built, where the makefiles say it plainly:
# "obj-$(CONFIG_X) += file.o", or file.o a part of module.o, or its directory of
# one that is built.  Prints the first that is not set.
option_of() {
	local dir=${1%/*} word=${1##*/} found tries=0
	while (( tries++ < 20 )); do	# makefiles may name each other in a circle
		found=$(makefile_rule "$dir" "$word")
		case $found in
		'')	return 0 ;;
		option\ *)
			if ! grep -q "^${found#* }=[ym]" "$CONFIG"; then
				echo "${found#* }"
				return 0
			fi ;;
		list\ *)
			word=${found#* }
			continue ;;
		esac
		# the directory is descended into only if its parent says so
		[[ $dir == */* ]] || return 0
		word=${dir##*/}/
		dir=${dir%/*}
	done
}

# makefile_rule DIR WORD: what the line with WORD says: "option CONFIG_X" for
# obj-$(CONFIG_X), or part-$(CONFIG_X) when X is not set; "built" for obj-y;
# "list NAME.o" for a part of NAME.o.
makefile_rule() {
	local makefile=$TREE/$1/Makefile
	[[ ! -e $TREE/$1/Kbuild ]] || makefile=$TREE/$1/Kbuild
	[[ -e $makefile ]] || return 0
	awk -v want="$2" -v config="$CONFIG" '
	BEGIN { while ((getline line < config) > 0) if (line ~ /=[ym]$/) { sub(/=.*/, "", line); set[line] = 1 } }
	{ sub(/#.*/, "") }
	/\\$/ { sub(/\\$/, " "); text = text $0; next }
	{
		$0 = text $0; text = ""
		if (!match($0, /^[ \t]*[A-Za-z0-9_-]+-(y|m|objs|\$\(CONFIG_[A-Za-z0-9_]+\))[ \t]*[+:]?=/)) next
		left = substr($0, 1, RLENGTH)
		n = split(substr($0, RLENGTH + 1), word, /[ \t]+/)
		for (i = 1; i <= n && word[i] != want; i++) ;
		if (i > n) next
		gsub(/[ \t:+=]/, "", left)
		option = ""
		if (match(left, /\$\(.*\)/)) option = substr(left, RSTART + 2, RLENGTH - 3)
		sub(/-(y|m|objs|\$.*)$/, "", left)
		if (option != "" && !(option in set)) print "option " option
		else if (left == "obj" || left == "lib") print option == "" ? "built" : "option " option
		else print "list " left ".o"
		exit
	}' "$makefile"
}
