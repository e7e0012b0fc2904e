#!/bin/sh
# Runs each argument as a command of its own, all of them even if one fails, and then says which ones failed, and by
# which errors and tests: in a long output they are far from its end.
set -u

folder=$(mktemp -d "${TMPDIR:-/tmp}/steps.XXXXXX") || exit 70
trap 'rm -rf "$folder"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

failed=
for step in "$@"; do
    echo "==> $step"
    { sh -c "$step" 2>&1; echo $? >"$folder/status"; } | tee "$folder/output"
    status=$(cat "$folder/status")
    # A step that was ended by a signal (Ctrl-C) ends the run.
    if [ "$status" -gt 128 ]; then
        echo "STOPPED (exit $status): $step" >&2
        exit "$status"
    fi
    if [ "$status" -ne 0 ]; then
        reasons=$(grep -E '^✘ Test .*(recorded an issue|failed after)|error: ' "$folder/output" | head -n 60)
        failed="${failed}${reasons:+$reasons
}FAILED (exit $status): $step
"
    fi
done
[ -z "$failed" ] && exit 0
printf '%s' "$failed" >&2
exit 1
