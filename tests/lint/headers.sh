#!/bin/sh
# Each public header compiles alone, in C and in C++; each internal one alone in C.
bad=0
flags='-Wall -Wextra -Wpedantic -Werror -fsyntax-only -Iinclude'
alone() { # alone HEADER COMPILER...
    header=$1
    shift
    echo "#include \"$header\"" | "$@" - >"${BUILD:-build}/lint-headers.txt" 2>&1 && return
    echo "$header does not compile alone with $1:"
    grep -m 3 'error' "${BUILD:-build}/lint-headers.txt"
    bad=1
}
for header in include/entente/*.h; do
    name=entente/${header##*/}
    alone "$name" gcc $flags -std=c11 -x c
    alone "$name" clang $flags -std=c99 -x c
    alone "$name" g++ $flags -std=c++11 -x c++
done
packages='igraph jansson libutf8proc zlib libgvc libcgraph librsvg-2.0 cairo'
for header in $(find src -name '*.h' | sort); do
    alone "${header#src/}" gcc -Wall -Wextra -Werror -fsyntax-only -std=c11 -D_GNU_SOURCE -Iinclude -Isrc \
        $(pkg-config --cflags $packages) -x c
done
exit $bad
