#!/bin/sh
# Every program and script of examples/ is built, run from the root of the repository and compared with
# examples/expected/NAME.txt, byte for byte.
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
BUILD=${BUILD:-build}
PATH=$(dirname "${ENTENTE:-$PWD/$BUILD/entente}"):$PATH
export PATH
libs="$BUILD/libentente.a $(pkg-config --libs jansson libutf8proc zlib) -lm"
n=0

verdict() { # verdict OK NAME: the lines of $dir/why say what went wrong
    n=$((n + 1))
    if [ "$1" = 0 ]; then echo "ok $n - $2"; else
        echo "not ok $n - $2"
        head -n 20 "$dir/why" | sed 's/^/# /'
    fi
}

compare() { # compare NAME CODE: against what is expected, with nothing said on standard error
    {
        [ "$2" = 0 ] || echo "exit code $2"
        cat "$dir/err"
        diff -u "examples/expected/$1.txt" "$dir/out" 2>&1
    } >"$dir/why"
    [ ! -s "$dir/why" ]
    verdict $? "$1 prints what it should"
}

for source in examples/[0-9]*.c; do
    name=$(basename "$source" .c)
    # shellcheck disable=SC2086
    if ${CC:-cc} -std=c11 -Wall -Wextra -Werror -Iinclude $SANITIZE "$source" -o "$dir/$name" $libs >"$dir/why" 2>&1; then
        "$dir/$name" >"$dir/out" 2>"$dir/err" </dev/null
        compare "$name" $?
    else
        verdict 1 "$name compiles without a warning"
    fi
done
for script in examples/[0-9]*.sh; do
    name=$(basename "$script" .sh)
    (cd "$dir" && ln -sfn "$OLDPWD/graphs" graphs && sh "$OLDPWD/$script") >"$dir/out" 2>"$dir/err" </dev/null
    compare "$name" $?
done
count=$(ls examples/[0-9]*.c | wc -l)
echo "$count programs" >"$dir/why"
[ "$count" -ge 5 ]
verdict $? 'there are at least five programs'
count=$(ls examples/[0-9]*.sh | wc -l)
echo "$count scripts" >"$dir/why"
[ "$count" -ge 2 ]
verdict $? 'there are at least two scripts'
echo "1..$n"
