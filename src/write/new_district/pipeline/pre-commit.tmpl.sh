#!/bin/sh
# Checks the records that are about to be committed. Made by `coach init --hooks`; it is yours to change.
#
# A clone turns it on once, with the command that `coach init` printed:
#     git config core.hooksPath .githooks
# To commit without it: git commit --no-verify
set -eu

district="$(dirname "$0")/.."
if [ ! -e "$district/coach.toml" ]; then
    echo "pre-commit: this file belongs in .githooks beside coach.toml, and git has to find it there" >&2
    exit 1
fi

# What is staged, as against the last commit; a file that moves is one that goes and one that comes.
staged() {
    git diff --cached --no-renames "$@"
}

if staged --quiet -- "$district/records" "$district/coach.toml"; then
    exit 0 # nothing that coach reads
fi
if ! command -v coach > /dev/null 2>&1; then
    echo "pre-commit: coach is not installed here, so nobody has checked these records" >&2
    exit 1
fi

# Other settings, or a record that goes: any record may be wrong now. Old warnings are left out; 3 means that there is
# no record yet.
if ! staged --quiet --diff-filter=D -- "$district/records" || ! staged --quiet -- "$district/coach.toml"; then
    if git rev-parse --quiet --verify HEAD > /dev/null; then
        set -- --changed-since HEAD
    fi
    coach check -C "$district" "$@" || [ $? -eq 3 ]
    exit
fi

records() {
    staged --name-only -z -- "$district/records/*.yaml" "$district/records/*.yml"
}

if [ -z "$(records | tr -d '\0')" ]; then
    exit 0
fi
# coach reads the folder, and git commits what was added to it: the two have to be the same.
if ! records | xargs -0 git diff --quiet --; then
    echo "pre-commit: a record was changed after \`git add\`; add it again, so that what is checked is what you commit" >&2
    exit 1
fi
records | xargs -0 coach check
