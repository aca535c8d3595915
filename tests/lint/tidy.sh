#!/bin/sh
# clang-tidy with the checks of .clang-tidy; files that did not change since they passed are not looked at again.
exec "${MAKE:-make}" -s -k -j"${JOBS:-$(nproc)}" BUILD="${BUILD:-build}" tidy
