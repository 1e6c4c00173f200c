#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Prepares everything around the code:  sh resources/setup/prepare.sh run|test
#   run   a Python of 3.11 or newer, Qt's system libraries, .venv with the pinned packages
#   test  the same, and what a test in a real window needs
# Root on a Debian family system: what is missing is installed. Anyone else: one line to type, and it stops.
# When nothing changed since the last time it costs a few hundredths of a second.
set -eu
cd "$(dirname "$0")/../.."
what=${1:-run}
venv=.venv
stamp=$venv/.ready-$what
min=3.11

say() { printf 'setup: %s\n' "$*" >&2; }

# The state that the stamp stands for: the pinned packages and this script.
state=$(cat requirements.lock resources/setup/prepare.sh | cksum)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$state" ] && "$venv/bin/python" -c '' 2>/dev/null; then
    exit 0
fi

debian=no
command -v apt-get >/dev/null 2>&1 && debian=yes

# install WORDS...: Debian packages, or the one line that installs them.
install() {
    if [ "$debian" = yes ] && [ "$(id -u)" = 0 ]; then
        say "installing $*"
        export DEBIAN_FRONTEND=noninteractive
        apt-get -qq -o DPkg::Lock::Timeout=300 update >&2 || say "apt-get update failed; trying with the lists that are there"
        if ! apt-get -qq -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@" >"$log" 2>&1; then
            cat "$log" >&2
            exit 1
        fi
    elif [ "$debian" = yes ]; then
        say "system packages are missing; type this line, then try again:"
        printf 'sudo apt-get install --no-install-recommends %s\n' "$*" >&2
        exit 1
    else
        say "missing: $* (Debian names; install what they are called on this system, then try again)"
        exit 1
    fi
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT

find_python() {
    for candidate in ${PYTHON:-} python3 python3.11 python3.12 python3.13 python3.14; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
}

python=$(find_python)
if [ -z "$python" ]; then
    [ "$debian" = yes ] && install python3 python3-venv
    python=$(find_python)
    if [ -z "$python" ]; then
        say "Balie needs Python $min or newer; this system has $(python3 --version 2>/dev/null || echo none)."
        exit 1
    fi
fi

# What is missing here, as Debian package names: libraries are tried, not guessed from a package list,
# so that it holds on Ubuntu (other package names) and on systems without packages too.
missing=$("$python" - "$what" <<'PY'
import ctypes, importlib.util, os, shutil, sys

libraries = {
    "libEGL.so.1": "libegl1", "libGL.so.1": "libgl1", "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1", "libxkbcommon.so.0": "libxkbcommon0", "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0", "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1", "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0", "libwayland-cursor.so.0": "libwayland-cursor0",
    "libcups.so.2": "libcups2",
}
commands = {"Xvfb": "xvfb", "xauth": "xauth", "xdotool": "xdotool", "openbox": "openbox"}
fonts = ("/usr/share/fonts", "/usr/local/share/fonts", os.path.expanduser("~/.local/share/fonts"))

missing = []
if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
    default = shutil.which("python3")
    same = default and os.path.realpath(default) == os.path.realpath(sys.executable)
    missing.append("python3-venv" if same else "python%d.%d-venv" % sys.version_info[:2])
if sys.platform == "linux":
    for library, package in libraries.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    if not any(name.endswith((".ttf", ".otf")) for folder in fonts for _, _, names in os.walk(folder) for name in names):
        missing.append("fonts-dejavu-core")
    if sys.argv[1] == "test":
        missing += [package for command, package in commands.items() if not shutil.which(command)]
print(*missing)
PY
)
# shellcheck disable=SC2086  # a list of words
[ -z "$missing" ] || install $missing

# A .venv of another Python, or one that was moved or broken, is made anew.
if ! "$venv/bin/python" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')')" 2>/dev/null; then
    say "making $venv with $("$python" --version)"
    rm -rf "$venv"
    "$python" -m venv "$venv"
fi
if [ "$(cat "$venv/.packages" 2>/dev/null)" != "$(cksum <requirements.lock)" ]; then
    say "installing the packages of requirements.lock (a minute, once)"
    "$venv/bin/python" -m pip --disable-pip-version-check --quiet --no-input install \
        --require-hashes --no-deps --only-binary :all: -r requirements.lock
    cksum <requirements.lock >"$venv/.packages"
fi
printf '%s\n' "$state" >"$stamp"
say "ready"
