#!/bin/sh
# Runs each argument as a command of its own, all of them even if one fails, and then says which ones failed.
set -u

failed=
for step in "$@"; do
    echo "==> $step"
    sh -c "$step"
    status=$?
    # A step that was ended by a signal (Ctrl-C) ends the run.
    if [ "$status" -gt 128 ]; then
        echo "STOPPED (exit $status): $step" >&2
        exit "$status"
    fi
    if [ "$status" -ne 0 ]; then
        failed="${failed}FAILED (exit $status): $step
"
    fi
done
[ -z "$failed" ] && exit 0
printf '%s' "$failed" >&2
exit 1
