#!/bin/sh
# 07-brief.sh - the analyst's morning: what is in the file, who stands where, how Samsung hangs together with North
# Korea, where the pair is of two minds, and a picture of the conflicts for the note.
#
#     sh examples/07-brief.sh
#
# Shows: selection options that are the same on every command, tables cut and chosen by column, --lift, render.
set -eu
graph=graphs/korea-us-2022.json
picture=$(mktemp -d)
trap 'rm -rf "$picture"' EXIT

echo '== relations by type, the most frequent first'
entente info "$graph" --quiet --format csv | grep '^type,' | head -n 5

echo '== countries, with leaders and agencies standing for them'
entente centrality "$graph" --lift --kind country --measure degree,strength --weight count --quiet --format tsv |
    cut -f 1,3,5-

echo '== from Samsung to North Korea: who warns'
entente paths "$graph" Samsung 'North Korea' --quiet --format csv --columns path,hop,from,way,type,to,status,date

echo '== from Samsung to China without the president'
entente paths "$graph" Samsung China --avoid yoon --max-length 3 --quiet --format csv || echo "exit code $?: no such path"

echo '== the conflicts, drawn'
entente render "$graph" --sign negative --title 'Who is against whom' --quiet -o "$picture/conflicts.svg"
grep -o '<title[^>]*>Who is against whom</title>' "$picture/conflicts.svg" | sed 's/<[^>]*>//g'
