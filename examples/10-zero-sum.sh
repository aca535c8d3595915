#!/bin/sh
# 10-zero-sum.sh - is it a zero-sum game? South Korea is close to the United States and has both good and bad relations
# with China. Whether the three fit together depends on which of the two counts.
#
#     sh examples/10-zero-sum.sh
#
# The data have no relation between the United States and China, for the article has none. One is assumed here, openly,
# with --add, and every answer says that it is assumed. Shows: --lift, --add, --ambivalent, balance, frustration.
set -eu
graph=graphs/korea-us-2022.json
assumed='USA -> opposes -> CHN'

echo '== between the United States and China the data say'
entente paths "$graph" 'United States' China --lift --max-length 1 --quiet --format csv || echo "nothing (exit code $?)"
echo '== South Korea and China read as positive, nothing assumed: China objects to the alliance, and any link of the ring may be at fault'
entente frustration "$graph" --lift --ambivalent positive --cycles --quiet --format csv \
    --columns cycle,from,sign,to,relation
echo "== one relation is assumed: $assumed"
for reading in negative positive; do
    echo "== South Korea and China read as $reading: triangles"
    entente balance "$graph" --lift --add "$assumed" --ambivalent "$reading" --quiet --format csv \
        --columns section,statistic,value | grep '^triangles,[-+]'
    echo "== South Korea and China read as $reading: the frustration index"
    entente frustration "$graph" --lift --add "$assumed" --ambivalent "$reading" --summary --quiet --format csv \
        --columns index,lower,upper,exact
    echo "== South Korea and China read as $reading: what is frustrated"
    entente frustration "$graph" --lift --add "$assumed" --ambivalent "$reading" --quiet --format csv \
        --columns from,type,to,relation,evidence
    entente frustration "$graph" --lift --add "$assumed" --ambivalent "$reading" --format csv 2>&1 >/dev/null |
        grep -e '^1 pair is ambivalent' -e 'assumed by --add'
done
echo '== the two factions'
entente frustration "$graph" --lift --add "$assumed" --ambivalent positive --factions --quiet --format csv
