#!/bin/sh
# The top level holds what it should and nothing else.
want='CHANGELOG.md CONTRIBUTING.md LICENSE Makefile README.md examples graphs include src tests'
bad=0
for name in $want .ci/run .clang-format .gitignore src/README.md graphs/README.md; do
    [ -e "$name" ] || { echo "$name is missing"; bad=1; }
done
git rev-parse --git-dir >/dev/null 2>&1 || exit $bad
for name in $(git ls-files | cut -d/ -f1 | sort -u); do
    case " $want " in *" $name "*) continue ;; esac
    case $name in .*) continue ;; esac
    echo "$name: does not belong at the top level"
    bad=1
done
exit $bad
