#!/bin/sh
# Print the Debian packages that this machine lacks, one a line: to run the stack, or, when called with the word
# `test`, to run every test as well. Reads PYTHON, DATABASE_URL, SCHED_API_DATABASE_URL, POSTGREST and NGINX.
set -u

need() { # need PACKAGE COMMAND...: the package is wanted unless the command succeeds
    package=$1
    shift
    "$@" >/dev/null 2>&1 || echo "$package"
}

python=${PYTHON:-python3}
need python3 "$python" -c ''
need python3-venv "$python" -c 'import ensurepip, venv'
need ca-certificates test -s /etc/ssl/certs/ca-certificates.crt

if [ -z "${DATABASE_URL:-}" ]; then
    need tzdata test -e /usr/share/zoneinfo/Africa/Johannesburg
fi
if [ -z "${DATABASE_URL:-}" ] || [ -n "${SCHED_API_DATABASE_URL:-}" ]; then
    [ -n "${POSTGREST:-}" ] || [ "${1:-}" = test ] || need npm npm --version
    [ -n "${DATABASE_URL:-}${NGINX:-}" ] || need debian-archive-keyring test -e /usr/share/keyrings/debian-archive-keyring.gpg
fi
if [ "${1:-}" = test ]; then
    need npm npm --version # for the tools that look at web/
    need make make --version
    need git git --version
    need curl curl --version
    need openssl openssl version
fi
