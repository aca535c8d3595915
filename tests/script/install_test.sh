#!/bin/sh
# What `make install` leaves can be used and goes away again: headers, entente.pc, both libraries, both programs.
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
BUILD=${BUILD:-build}
MAKE=${MAKE:-make}
prefix=/opt/entente
root=$dir/stage$prefix
n=0

check() { # check NAME COMMAND...: passes when the command does
    n=$((n + 1))
    name=$1
    shift
    if "$@" >"$dir/why" 2>&1; then echo "ok $n - $name"; else
        echo "not ok $n - $name"
        tail -n 20 "$dir/why" | sed 's/^/# /'
    fi
}
job() {
    env -u MAKEFLAGS -u MAKELEVEL "${MAKE%% *}" --no-print-directory -s BUILD="$BUILD" SANITIZE="$SANITIZE" \
        DESTDIR="$dir/stage" PREFIX=$prefix "$1"
}
config() { # pkg-config that sees the staged file as if it were installed
    PKG_CONFIG_PATH=$root/lib/pkgconfig pkg-config --define-variable=prefix="$root" \
        --define-variable=libdir="$root/lib" --define-variable=includedir="$root/include" "$@" entente
}
compile() { # compile OUTPUT EXTRA...
    out=$1
    shift
    # shellcheck disable=SC2046,SC2086
    ${CC:-cc} -std=c11 $SANITIZE examples/01-load.c $(config --cflags) -o "$out" "$@"
}
shared() { compile "$dir/shared" $(config --libs) && readelf -d "$dir/shared" | grep -q 'libentente.so.0'; }
static() {
    compile "$dir/static" "$root/lib/libentente.a" $(config --static --libs | sed 's/-lentente//') &&
        ! readelf -d "$dir/static" | grep -q 'libentente.so'
}
run_shared() { LD_LIBRARY_PATH=$root/lib "$dir/shared" graphs/korea-us-2022.json | cmp - examples/expected/01-load.txt; }
run_static() { "$dir/static" graphs/korea-us-2022.json | cmp - examples/expected/01-load.txt; }
render() { # the program finds entente-draw beside itself, away from the build directory and from the source
    (cd / && "$root/bin/entente" render "$root/share/entente/graphs/korea-us-2022.json" -o "$dir/out.svg") &&
        grep -q '<svg' "$dir/out.svg"
}
no_room_outside() { # nothing but the staged tree, and everything in it below the prefix
    [ "$(find "$dir/stage" -type f -o -type l | grep -vc "^$root/")" = 0 ]
}
left() { find "$dir/stage" -type f -o -type l | grep . && return 1 || return 0; }
no_private_path() { ! grep -rq "$dir" "$root/lib/pkgconfig/entente.pc"; }

check 'make install' job install
check 'all lies below the prefix' no_room_outside
check 'entente.pc names the prefix, not the stage' no_private_path
check 'entente.pc tells the version' test "$(config --modversion)" = "$("$root/bin/entente" --version | sed 's/[^0-9]*\([0-9.]*\).*/\1/;q')"
check 'a program links with the shared library by its soname' shared
check 'it runs' run_shared
check 'a program links with the static library' static
check 'it runs as well' run_static
check 'the installed entente reads the installed graph' "$root/bin/entente" info "$root/share/entente/graphs/korea-us-2022.json"
check 'the installed entente draws' render
check 'headers, vocabulary and schema are there' test -s "$root/include/entente/entente.h" -a \
    -s "$root/share/entente/vocabulary/default.json" -a -n "$(ls "$root"/share/entente/schema/*.json 2>/dev/null)"
pages() { # a manual page for each command
    for page in entente entente-paths entente-render; do grep -q '^.SH NAME' "$root/share/man/man1/$page.1" || return 1; done
    bash -n "$root/share/bash-completion/completions/entente"
}
check 'manual pages and completion are there' pages
check 'make uninstall' job uninstall
check 'nothing is left' left
echo "1..$n"
