#!/bin/sh
# Makes bench/peers/.venv with the libraries that the benchmarks compare with. Optional: without it the benchmarks say
# that the peers are missing and run the rest. Packages that don't install are named, and the others stay usable.
set -u
cd "$(dirname "$0")" || exit 1

python=${PYTHON:-python3}
if ! "$python" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "Python 3.11 or later with its venv module is needed; \"$python\" is not that. Install it, or name it: PYTHON=… $0" >&2
  exit 1
fi
"$python" -m venv .venv || exit 1

failed=''
packages=$(grep -v '^#' requirements.txt)
for package in $packages; do
  echo "installing $package"
  # obp asks for an old Python and for torch, which its estimators don't use.
  alone=''
  case $package in obp==*) alone='--no-deps --ignore-requires-python' ;; esac
  # The constraint keeps one package from moving another's version.
  if ! .venv/bin/python -m pip install $alone --quiet --disable-pip-version-check --constraint requirements.txt "$package"; then
    failed="$failed $package"
  fi
done

.venv/bin/python --version
.venv/bin/python -m pip list --disable-pip-version-check --format=freeze | grep -i -F -f requirements.txt
if [ -n "$failed" ]; then
  echo "not installed, so left out of comparisons:$failed" >&2
fi
