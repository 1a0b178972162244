#!/bin/sh
# Checks the records as they are about to be committed: what was added with `git add`, and not what has been changed
# since. Made by `coach init --hooks`; it is yours to change. Another script runs it with
#     sh .githooks/coach-check || exit 1
set -eu

stop() {
    echo "coach-check: $*" >&2
    exit 1
}

hooks=$(dirname "$0")
if [ ! -e "$hooks/../coach.toml" ]; then
    stop "this file belongs in .githooks beside coach.toml, and git has to find it there"
fi
# The district's folder as seen from the top of the repository, where git starts this: empty, or with a / at its end.
district=$(
    # shellcheck disable=SC2046 # names of variables
    unset $(git rev-parse --local-env-vars)
    cd "$hooks/.." && git rev-parse --show-prefix
)
cd "$(git rev-parse --show-toplevel)"
records=":(top,literal)${district}records"
settings=":(top,icase)*.toml" # coach.toml, and profiles wherever they are

# What is added, as against the last commit; a file that moves is one that goes and one that comes.
staged() {
    git diff --cached --no-renames "$@"
}

# People go by ids in records. The list that says who they are is nobody else's.
if [ -n "$(git ls-files -- ":(top,icase,literal)${district}people.yaml")" ]; then
    stop "names of people do not belong in the repository: git rm --cached ${district}people.yaml"
fi
if staged --quiet -- "$records" "$settings"; then
    exit 0 # nothing that coach reads
fi
if ! command -v coach > /dev/null 2>&1; then
    stop "coach is not installed here, so nobody has checked these records"
fi

# A record that goes, a relationship or other settings: any record may be wrong now.
everything=no
if ! staged --quiet --diff-filter=D -- "$records" || ! staged --quiet -- "$settings"; then
    everything=yes
elif staged --name-only -- "$records" | grep -qi '/relationship\.[^/]*$'; then
    everything=yes
fi

# coach reads a copy of what git would commit, unless that is what is here. It is as confidential as the records, and
# goes at the end.
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
trap 'exit 1' HUP INT PIPE TERM
staged --name-only --diff-filter=d -z -- "$records" > "$copy/staged"
if [ -z "$(git ls-files -- ":(top,literal)${district}coach.toml")" ]; then
    stop "coach.toml is not in git, so nobody else could read these records: git add ${district}coach.toml"
fi
if [ "$everything" = yes ] || ! git diff --quiet -- "$records" "$settings"; then
    tree=$(git write-tree) # without what `git add -N` only announced
    export GIT_INDEX_FILE="$copy/index"
    git read-tree "$tree"
    git ls-files -z -- "$records" "$settings" | git checkout-index -z --stdin --prefix="$copy/files/"
    cd "$copy/files"
fi

# 3: there is no record.
if [ "$everything" = yes ]; then
    code=0
    said=$(coach check -C "./$district" 2>&1) || code=$?
    case $code in
        0 | 3) ;;
        *)
            printf '%s\n' "$said" >&2
            exit 1
            ;;
    esac
fi
# Warnings are shown of what is added, with a relationship those of its whole pair, and not of other records.
if [ -s "$copy/staged" ]; then
    # shellcheck disable=SC2016 # the other shell fills it in
    xargs -0 sh -c '
        for path do
            shift
            case $path in */relationship.yaml) path=${path%/*} ;; esac
            set -- "$@" "$path"
        done
        coach check "$@" || [ $? -eq 3 ]' coach-check < "$copy/staged" || exit 1
fi
