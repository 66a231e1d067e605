# Shared by bin/run, test, check, bench and manage; POSIX sh, read with ". bin/_env.sh". No dependencies.
# Sets ROOT (the project), VENV, PY (its Python) and LSCB_VAR (runtime data); changes into ROOT.

ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$ROOT" || exit 1
VENV=$ROOT/.venv
PY=$VENV/bin/python
: "${LSCB_VAR:=$ROOT/var}"
case $LSCB_VAR in /*) ;; *) LSCB_VAR=$PWD/$LSCB_VAR ;; esac
export LSCB_VAR
unset DJANGO_SETTINGS_MODULE # another project's; manage.py and the tests know their own
export PYTHONUNBUFFERED=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }
die() { warn "$*"; exit 1; }

# --- system packages ----------------------------------------------------------------------------------

# "sudo -n", nothing (root), or failure when apt may not be used here.
_apt_prefix() {
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" = 0 ]; then echo env; return 0; fi
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then echo "sudo -n env"; return 0; fi
    return 1
}

# apt_line PACKAGE...: the one line that a person with rights would run.
apt_line() {
    if [ "$(id -u)" = 0 ]; then say "apt-get update && apt-get install --no-install-recommends $*"
    else say "sudo apt-get update && sudo apt-get install --no-install-recommends $*"; fi
}

# install_system PACKAGE...: installs with apt when it may; fails quietly otherwise (the caller prints apt_line).
install_system() {
    _pre=$(_apt_prefix) || return 1
    warn "Installing system packages: $*"
    # RUNLEVEL=1: a database server that is installed for its programs need not start.
    _apt="$_pre DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -q -y -o Acquire::http::Timeout=20 -o Acquire::Retries=2 -o DPkg::Lock::Timeout=120"
    _log=$(mktemp) || return 1
    if $_apt install --no-install-recommends "$@" >"$_log" 2>&1; then rm -f "$_log"; return 0; fi
    $_apt update >>"$_log" 2>&1
    if $_apt install --no-install-recommends "$@" >>"$_log" 2>&1; then rm -f "$_log"; return 0; fi
    # One package that this system does not have must not keep the others away.
    _bad=
    for _p in "$@"; do $_apt install --no-install-recommends "$_p" >>"$_log" 2>&1 || _bad="$_bad $_p"; done
    if [ -z "$_bad" ]; then rm -f "$_log"; return 0; fi
    warn "apt could not install:$_bad"
    tail -n 5 "$_log" >&2
    rm -f "$_log"
    return 1
}

# --- Python and the environment -----------------------------------------------------------------------

_find_python() {
    for _c in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        command -v "$_c" >/dev/null 2>&1 || continue
        "$_c" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v "$_c"; return 0; }
    done
    return 1
}

_hash() { cat "$@" | cksum | tr ' ' '-'; }

_make_venv() {
    _py=$(_find_python) || {
        install_system python3 python3-venv || true
        _py=$(_find_python) || die "Python 3.11 or newer is needed. Run: $(apt_line python3 python3-venv)"
    }
    if ! "$_py" -c 'import ensurepip, venv' 2>/dev/null; then
        _vp=$("$_py" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])')
        install_system python3-venv || install_system "$_vp" || true
        "$_py" -c 'import ensurepip, venv' 2>/dev/null ||
            die "Python's venv module is missing. Run: $(apt_line python3-venv)"
    fi
    rm -rf "$VENV"
    "$_py" -m venv "$VENV" || die "Could not make $VENV."
}

# need_venv run|dev: a .venv that holds exactly the locked packages; quick when the stamp says so.
need_venv() {
    _want=requirements.txt
    if [ "$1" = dev ]; then _want=requirements-dev.txt; fi
    _stamp="$1 $(_hash "$_want")"
    if [ -x "$PY" ] && "$PY" -c '' 2>/dev/null && grep -qxF "$_stamp" "$VENV/.installed" 2>/dev/null; then return 0; fi
    if ! [ -w "$ROOT" ]; then
        die "The Python packages in $VENV do not fit $_want (or this user may not use them), and this user cannot change them. Run \"LSCB_MODE=production bin/manage --version\" as the owner of $ROOT."
    fi
    # Two commands started together must not both install.
    if command -v flock >/dev/null 2>&1; then
        exec 9>"$ROOT/.venv.lock" && flock 9
        if [ -x "$PY" ] && grep -qxF "$_stamp" "$VENV/.installed" 2>/dev/null; then exec 9>&-; return 0; fi
    fi
    if ! { [ -x "$PY" ] && "$PY" -c 'import pip' 2>/dev/null; }; then _make_venv; fi
    warn "Installing Python packages from $_want (once; under a minute)…"
    _log=$VENV/.install.log
    if ! "$PY" -m pip install --require-hashes -r "$_want" >"$_log" 2>&1; then
        tail -n 15 "$_log" >&2
        die "The packages could not be installed (whole output: $_log)."
    fi
    say "$_stamp" >"$VENV/.installed.new"
    # The development lock contains every package of the other one at the same version.
    if [ "$1" = dev ]; then say "run $(_hash requirements.txt)" >>"$VENV/.installed.new"
    else grep "^dev " "$VENV/.installed" >>"$VENV/.installed.new" 2>/dev/null || true; fi
    mv "$VENV/.installed.new" "$VENV/.installed"
    exec 9>&- || true
}

# --- what PDF files need ------------------------------------------------------------------------------

has_pango() {
    "$PY" - 2>/dev/null <<'P'
import ctypes
for name in ("libgobject-2.0.so.0", "libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
    ctypes.CDLL(name)
P
}

PANGO_PACKAGES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

# need_pango: true when PDF files can be made; tries apt first.
need_pango() {
    has_pango && return 0
    # shellcheck disable=SC2086
    install_system $PANGO_PACKAGES || true
    has_pango
}

# --- demonstration --------------------------------------------------------------------------------------

# Keys of the demonstration are made once and kept, so that its encrypted names stay readable.
demonstration_secrets() {
    if ! mkdir -p "$LSCB_VAR" 2>/dev/null || ! [ -w "$LSCB_VAR" ]; then
        die "Cannot write to $LSCB_VAR (it may belong to another user); set LSCB_VAR to a folder of your own."
    fi
    if [ ! -s "$LSCB_VAR/secrets" ]; then
        (umask 077 && "$PY" - >"$LSCB_VAR/secrets.new.$$" <<'P'
import secrets
print("SECRET_KEY=" + secrets.token_urlsafe(48))
print("IDENTITY_KEYS=" + secrets.token_urlsafe(48))
P
        )
        # A link, not a move: whoever comes second keeps the first one's keys.
        ln "$LSCB_VAR/secrets.new.$$" "$LSCB_VAR/secrets" 2>/dev/null || mv -n "$LSCB_VAR/secrets.new.$$" "$LSCB_VAR/secrets"
        rm -f "$LSCB_VAR/secrets.new.$$"
    fi
    _k=$(sed -n 's/^SECRET_KEY=//p' "$LSCB_VAR/secrets")
    : "${SECRET_KEY:=$_k}"
    _k=$(sed -n 's/^IDENTITY_KEYS=//p' "$LSCB_VAR/secrets")
    : "${IDENTITY_KEYS:=$_k}"
    export SECRET_KEY IDENTITY_KEYS
}
