#!/bin/sh
# Time and memory of reading, beside jq on the same file in the same run. Times are medians of ROUNDS alternating runs.
#   N       relations (1000000)        ROUNDS  runs of each (5)
# Exit code 1 when a target is missed: 0.8 of jq's time, 400 bytes a relation.
set -eu
ENTENTE=${ENTENTE:-build/entente} BUILD=${BUILD:-build} N=${N:-1000000} ROUNDS=${ROUNDS:-5}
dir=$BUILD/bench
mkdir -p "$dir"
${CC:-cc} -O2 -o "$dir/generate" tests/bench/generate.c
for n in "$N" $((2 * N)); do
    [ -s "$dir/$n.jsonl" ] || { "$dir/generate" "$n" >"$dir/part" && mv "$dir/part" "$dir/$n.jsonl"; }
done
exec /usr/bin/python3 - "$ENTENTE" "$dir" "$N" "$ROUNDS" <<'EOF'
import os, shutil, statistics, subprocess, sys, time

entente, folder, n, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])


def run(*command):
    """Seconds on the clock, seconds of processor, peak resident bytes."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command[0]} ended with status {status}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def file(count):
    return os.path.join(folder, f"{count}.jsonl")


base = run(entente, "--version")[2]
size = os.path.getsize(file(n))
print(f"{n:,} relations, {size / 1e6:,.0f} MB as JSON Lines")
ours, theirs = [], []
jq = shutil.which("jq")
for _ in range(rounds):
    if jq:
        theirs.append(run(jq, "-c", ".", file(n)))
    ours.append(run(entente, "info", file(n)))
clock, work, peak = (statistics.median(column) for column in zip(*ours))
print(f"entente info   {clock:7.2f} s   {work:7.2f} s of processor   {peak / 1e6:6,.0f} MB")
missed = False
if jq:
    other = [statistics.median(column) for column in zip(*theirs)]
    ratio = statistics.median(a[1] / b[1] for a, b in zip(ours, theirs))
    print(f"jq -c .        {other[0]:7.2f} s   {other[1]:7.2f} s of processor   {other[2] / 1e6:6,.0f} MB")
    print(f"ratio of processor time {ratio:.3f} (target 0.8)")
    missed = ratio > 0.8
else:
    print("jq is not installed: no ratio")
each = (peak - base) / n
twice = run(entente, "info", file(2 * n))[2]
print(f"{each:.0f} bytes a relation (target 400); {(twice - peak) / n:.0f} for each one more")
sys.exit(missed or each > 400)
EOF
