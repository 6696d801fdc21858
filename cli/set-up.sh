#!/bin/sh
# Make the virtual environment VENV whole, with what the program needs to run: cli/set-up.sh VENV (make does it).
# It counts as whole while its file `ready`, written at last, names the folder of the checkout: what was interrupted,
# or moved with the checkout, is made anew.
set -eu
venv=$1
python=${PYTHON:-python3}
here=$(pwd -P)

lacking=$(PYTHON=$python sh cli/machine.sh | tr '\n' ' ')
if ! "$python" -c '' 2>/dev/null; then
    old= # that there is none is told below
else
    old=$("$python" -c 'import sys; print("" if sys.version_info >= (3, 11) else sys.version.split()[0])')
fi
if [ -n "$old" ]; then
    echo "$python is Python $old, and 3.11 or newer is needed: Debian 12 brings it, or name one: make PYTHON=..." >&2
fi
if [ -n "$lacking" ]; then
    echo "This computer lacks ${lacking% }. Install that, and run make again:" >&2
    [ "$(id -u)" = 0 ] && sudo= || sudo='sudo '
    [ -n "$(find /var/lib/apt/lists -name '*_Packages*' 2>/dev/null)" ] && update= || update="${sudo}apt-get update && "
    echo "    $update${sudo}apt-get install --no-install-recommends ${lacking% }" >&2
fi
[ -z "$old$lacking" ] || exit 1

if [ "$(cat "$venv/ready" 2>/dev/null)" != "$here" ] || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    echo "Making $venv for $("$python" --version) ..."
    "$python" -m venv --clear "$venv"
fi
echo "Installing the Python packages of the program (70 MB) ..."
"$venv/bin/python" -m pip install --quiet --quiet --disable-pip-version-check --editable .
echo "$here" >"$venv/ready"
