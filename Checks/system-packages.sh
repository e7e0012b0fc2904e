#!/bin/sh
# Sees to the system packages named as arguments, by their Debian names.
#
# On Debian and its kin: as root it installs what is missing, else it prints the line that would and exits with 69.
# Elsewhere it looks for what the packages contain, says what it doesn't find, and goes on.
set -u

say() { echo "system-packages: $*" >&2; }

is_installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

has_command() { command -v "$1" >/dev/null 2>&1; }

has_sqlite_header() {
    if has_command pkg-config && pkg-config --exists sqlite3; then return 0; fi
    has_command clang || return 1
    echo '#include <sqlite3.h>' | clang -fsyntax-only -x c - >/dev/null 2>&1
}

# Whether the contents of a package are there, on a system with another packager.
has_contents() {
    case $1 in
    libsqlite3-dev) has_sqlite_header ;;
    xz-utils) has_command xz ;;
    redis-tools) has_command redis-server || has_command valkey-server ;;
    *) has_command "$1" ;;
    esac
}

look_for_contents() {
    absent=
    for package in "$@"; do has_contents "$package" || absent="$absent $package"; done
    [ -z "$absent" ] || say "not found (named as on Debian):$absent; going on, but expect a failure where they are used"
}

install_packages() {
    say "installing $*"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq || say "apt-get update failed; trying with the lists that are there"
    apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" >&2 && return 0
    say "could not install $*"
    exit 69
}

if ! has_command dpkg-query; then
    look_for_contents "$@"
    exit 0
fi

missing=
for package in "$@"; do is_installed "$package" || missing="$missing $package"; done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
    # Package names hold no blanks: the list is split on purpose.
    # shellcheck disable=SC2086
    install_packages $missing
else
    say "these packages are missing:$missing. Install them with:"
    echo "sudo apt-get install -y$missing"
    exit 69
fi
