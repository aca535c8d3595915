#!/bin/sh
# 08-pipe.sh - through jq and back: JSON Lines out, another program in between, an analysis at the end.
#
#     sh examples/08-pipe.sh
#
# Shows: convert, standard input as '-', several files united, gzip, and that what jq adds is kept.
set -eu
graph=graphs/korea-us-2022.json
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo '== relations by status, counted by jq'
entente convert "$graph" --to jsonl | jq -s -c '[.[] | select(.source) | .status] | group_by(.) | map({(.[0]): length}) | add'

echo '== only what China says or is told, read back from the pipe'
entente convert "$graph" --to jsonl |
    jq -c 'select((has("source") | not) or .source == "CHN" or .target == "CHN")' |
    entente paths - Yoon 'Korean government' --quiet --format jsonl --columns hop,from,way,type,to,relation

echo '== a member of our own survives the round trip'
jq -c '.relations[0] += {"desk": "northeast asia"}' "$graph" | gzip >"$work/marked.json.gz"
entente convert "$work/marked.json.gz" --to jsonl --quiet | jq -c 'select(.desk) | {id, desk}'

echo '== two files are one graph'
cat >"$work/more.jsonl" <<'END'
{"id": "JPN", "kind": "country", "name": "Japan"}
{"id": "x1", "type": "cooperates_with", "source": "Japan", "target": "대한민국", "date": "2023-08-18", "areas": ["economic security"]}
END
entente paths "$graph" "$work/more.jsonl" Japan Samsung --quiet --format csv --columns path,hop,from,way,type,to
