#!/bin/sh
# A function has at most 80 lines, a file at most 600.
bad=$(
    find src examples -name '*.[ch]' | sort | xargs ctags -f - --kinds-C=f --fields=ne 2>/dev/null |
        sed -n 's/^\([^\t]*\)\t\([^\t]*\)\t.*line:\([0-9]*\).*end:\([0-9]*\).*/\1 \2 \3 \4/p' |
        awk '$4 - $3 + 1 > 80 { printf "%s:%d: %s has %d lines, at most 80\n", $2, $3, $1, $4 - $3 + 1 }'
    find src include examples \( -name '*.[ch]' -o -name '*.sh' \) | sort | xargs wc -l |
        awk '$2 != "total" && $1 > 600 { printf "%s has %d lines, at most 600\n", $2, $1 }'
)
[ -z "$bad" ] && exit 0
echo "$bad"
exit 1
