#!/bin/sh
# tests/run itself: it must see every way in which a test program can fail.
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
n=0

# say DESCRIPTION WANTED_LAST_LINE WANTED_TEXT BODY: run a program of that body under tests/run
say() {
    n=$((n + 1))
    printf '#!/bin/sh\n%s\n' "$4" >"$dir/program" && chmod +x "$dir/program"
    BUILD=$dir TEST_SECONDS=1 tests/run $mode "$dir/program" >"$dir/out" 2>&1
    code=$?
    want=1
    case "$2" in *', 0 failed'*) want=0 ;; esac
    if [ "$(tail -n 1 "$dir/out")" = "$2" ] && grep -qF -- "$3" "$dir/out" && [ $code = $want ]; then
        echo "ok $n - $1"
    else
        echo "not ok $n - $1"
        sed 's/^/# /' "$dir/out"
    fi
}

mode=
say 'tests that pass' '2 passed, 0 failed' 'ok ' 'echo "ok 1 - a"; echo "ok 2 - b"; echo 1..2'
say 'a test that fails' '1 passed, 1 failed' 'because' 'echo 1..2; echo ok 1; echo "not ok 2 - b"; echo "# because"'
say 'a missing plan' '1 passed, 1 failed' 'printed no plan' 'echo "ok 1 - a"'
say 'a plan that was not kept' '1 passed, 1 failed' 'planned 2 tests and ran 1' 'echo "ok 1 - a"; echo 1..2'
say 'a crash after success' '1 passed, 1 failed' 'SIGSEGV' 'echo 1..1; echo ok 1; kill -SEGV $$'
say 'a bad exit code' '1 passed, 1 failed' 'exit code 3' 'echo 1..1; echo ok 1; exit 3'
say 'a program that hangs' '0 passed, 1 failed' 'stopped after 1 seconds' 'sleep 9'
say 'a skipped test keeps its reason' '1 passed, 0 failed, 1 skipped' '(no data)' \
    'echo ok 1; echo "ok 2 - b # SKIP no data"; echo 1..2'
say 'all tests skipped' '0 passed, 1 failed, 1 skipped' 'no test ran' 'echo "1..0 # SKIP no data"'
say 'two groups of cmocka' '2 passed, 0 failed' 'ok ' 'echo 1..1; echo "ok 1 - a"; echo 1..1; echo "ok 1 - b"'
mode=--verdict
say 'a verdict of yes' '1 passed, 0 failed' 'ok ' 'exit 0'
say 'a verdict of no shows its output' '0 passed, 1 failed' 'line too long' 'echo line too long; exit 1'
echo "1..$n"
