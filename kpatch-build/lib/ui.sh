# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# ui.sh: how kpatch-build speaks: stages with their seconds, notes, one clear
# line for an error.  Needs nothing; LOG once open_work has set it.

STAGE=''		# the stage at work, for messages
STAGE_START=0		# in ms
STAGE_NOTE=''		# what the stage found, printed beside its seconds
STAGE_TIMES=()		# "name ms" of finished stages
NOTES=()		# what the user should know but need not act on
LOG=/dev/null
REPORTED=''		# file that exists once an error was told
TOLD=/dev/null		# file: the errors, as they were told

# A descriptor that the caller closed would be given to the next file opened.
open_streams() {
	[[ -e /proc/self/fd/0 ]] || exec </dev/null
	[[ -e /proc/self/fd/1 ]] || exec >/dev/null
	[[ -e /proc/self/fd/2 ]] || exec 2>/dev/null
}

# say FORMAT ARG...: to the user.  That nobody can read it is no reason to end.
say() {
	# shellcheck disable=SC2059	# the callers' formats
	printf "$@" 2>/dev/null || true
}

now_ms() {
	if [[ -n ${EPOCHREALTIME:-} ]]; then
		echo $(( ${EPOCHREALTIME/[.,]/} / 1000 ))
	else
		date +%s%3N
	fi
}

on_terminal() {
	[[ -t 1 && ${TERM:-dumb} != dumb ]]
}

# One line that is overwritten by the next; nothing when not on a terminal.
progress() {
	on_terminal || return 0
	say '\r\033[K%-8s          %s' "$STAGE" "$1"
}

progress_clear() {
	on_terminal || return 0
	say '\r\033[K'
}

log() {
	printf '%s\n' "$*" 2>/dev/null >>"$LOG" || true
}

note() {
	NOTES+=("$*")
	log "note: $*"
	progress_clear
	say 'note: %s\n' "$*"
}

# The end of the road: one line (more only when the fact has more) and exit 1.
die() {
	local text=$*
	if no_space_left; then
		text="the disk is full ($CACHE): free some space there, or set CACHEDIR to another place"
	fi
	progress_clear
	say 'kpatch-build: %s\n' "$text" >&2
	log "error: $text"
	printf '%s\n' "$text" 2>/dev/null >>"$TOLD" || true
	if [[ -n $REPORTED ]]; then : >"$REPORTED"; fi
	exit 1
}

# Then whatever failed is told as something else, for a file is cut short or empty.
no_space_left() {
	local probe=${WORK:-}/probe.$BASHPID full=1
	[[ -d ${WORK:-} ]] || return 1
	if ! head -c 65536 /dev/zero >"$probe" 2>/dev/null; then full=0; fi
	rm -f "$probe"
	return $full
}

# The last lines of the log that say what went wrong.
log_tail() {
	grep -E 'error|Error|ERROR|fatal|No space|undefined|Stop\.|cannot|not found' "$LOG" |
		grep -v '^note: ' | tail -n "${1:-5}" || true
}

# log_says TEXT: it stands near the end of the log.
log_says() {
	grep -qF -- "$1" <(tail -n 50 "$LOG")
}

# Any command that fails without its own message ends here.
on_error() {
	local status=$1 line=$2 command=$3
	trap - ERR
	if [[ -n $REPORTED && -e $REPORTED ]]; then
		exit 1
	fi
	if grep -qs 'No space left on device' "$LOG"; then
		die "the disk is full (${CACHE:-}): free some space there, or set CACHEDIR to another place"
	fi
	die "stage '$STAGE' failed (line $line, status $status): $command"
}
trap 'on_error $? $LINENO "$BASH_COMMAND"' ERR

# stage NAME FUNCTION: run one stage in this shell and print its seconds.
stage() {
	STAGE=$1 STAGE_NOTE=''
	STAGE_START=$(now_ms)
	log "== $STAGE"
	progress '...'
	"$2"
	local ms=$(( $(now_ms) - STAGE_START ))
	STAGE_TIMES+=("$STAGE $ms")
	progress_clear
	say '%-8s %5d.%d s  %s\n' "$STAGE" $((ms / 1000)) $((ms % 1000 / 100)) "$STAGE_NOTE"
}

# run_logged WHAT COMMAND...: WHAT completes the sentence "could not WHAT".
run_logged() {
	local what=$1
	shift
	log "+ $*"
	if ! interruptible "$@" >>"$LOG" 2>&1; then
		command_failed "$what"
	fi
}

# Bash looks at signals only between commands, but in the middle of a wait.
interruptible() {
	"$@" </dev/null &
	wait $!
}

command_failed() {
	if log_says 'No space left on device'; then
		die "could not $1: the disk is full; free some space in $CACHE, or set CACHEDIR to another place"
	fi
	local tail
	tail=$(log_tail 8)
	die "could not $1${tail:+:
$tail}"
}

# --- a pool of background jobs, at most JOBS at once -----------------------

POOL_RUNNING=0
POOL_DONE=0
POOL_TOTAL=0
POOL_START=0		# in ms

pool_start() {
	POOL_RUNNING=0 POOL_DONE=0 POOL_TOTAL=$1
	POOL_START=$(now_ms)
}

# After some of many: how long will the rest take at this speed?
pool_estimate() {
	(( POOL_TOTAL >= 20 && POOL_DONE >= 10 )) || return 0
	local left=$(( ($(now_ms) - POOL_START) * (POOL_TOTAL - POOL_DONE) / POOL_DONE / 1000 ))
	printf ', about %d:%02d left' $((left / 60)) $((left % 60))
}

pool_reap() {
	wait -n || true		# each job leaves its own status in a file
	POOL_RUNNING=$((POOL_RUNNING - 1))
	POOL_DONE=$((POOL_DONE + 1))
	progress "$POOL_DONE/$POOL_TOTAL$(pool_estimate)"
}

pool_run() {
	if (( POOL_RUNNING >= JOBS )); then
		pool_reap
	fi
	"$@" </dev/null &
	POOL_RUNNING=$((POOL_RUNNING + 1))
}

pool_wait() {
	while (( POOL_RUNNING > 0 )); do
		pool_reap
	done
}
