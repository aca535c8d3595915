#!/bin/sh
# Every C file looks as .clang-format says; `make format` does it.
find src include tests examples -name '*.[ch]' | sort | xargs clang-format --dry-run -Werror 2>&1 |
    grep 'error:' | cut -d: -f1 | uniq -c >"${BUILD:-build}/lint-format.txt"
[ ! -s "${BUILD:-build}/lint-format.txt" ] && exit 0
awk '{ print $2 ": " $1 " places; make format mends them" }' "${BUILD:-build}/lint-format.txt"
exit 1
