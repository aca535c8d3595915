#!/bin/sh
# clang-tidy with the checks of .clang-tidy; files that did not change since they passed are not looked at again.
unset MAKEFLAGS MAKELEVEL MFLAGS
"${MAKE:-make}" -s -k -j"${JOBS:-$(nproc)}" BUILD="${BUILD:-build}" tidy >"${BUILD:-build}/lint-tidy.txt" 2>&1
code=$?
grep -v '^make' "${BUILD:-build}/lint-tidy.txt" | sed "s|$PWD/||" | sort -u
exit $code
