#!/bin/sh
# What git runs before a commit. Made by `coach init --hooks`; it is yours to change.
#
# A clone turns it on once, with the command that `coach init` printed:
#     git config core.hooksPath .githooks
# To commit without it: git commit --no-verify
set -eu

sh "$(dirname "$0")/coach-check"
