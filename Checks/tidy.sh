#!/bin/sh
# Runs a command with a folder of its own for temporary files, and removes that folder at the end.
#
# The package manager leaves empty folders and lock files behind with every call.
set -u

folder=$(mktemp -d "${TMPDIR:-/tmp}/pinyon.XXXXXX") || exit 70
trap 'rm -rf "$folder"' EXIT
# The exit in these makes the one above run.
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

TMPDIR=$folder "$@"
