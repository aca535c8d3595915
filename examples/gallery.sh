#!/bin/sh
# gallery.sh - one page that shows every view of a diagram beside the command that draws it.
#
#     sh examples/gallery.sh [FOLDER]      # FOLDER/index.html; the folder is gallery/ when none is named
#
# The page needs nothing but itself: the pictures are inline SVG (--embed), and follow the reader's light or dark mode.
set -eu
folder=${1:-gallery}
seed=graphs/korea-us-2022.json
tribes=graphs/classic/gahuku-gama.json
karate=graphs/classic/karate.json
powers=graphs/powers-1914.json
mkdir -p "$folder"
page=$folder/index.html
part=$folder/part.svg
trap 'rm -f "$part" "$page.new"' EXIT

# words that are safe between tags
escape() { sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g'; }

# show VIEW WHAT WORDS...: one section, drawn by 'entente render WORDS'
show() {
    view=$1 what=$2
    shift 2
    entente render "$@" --embed --quiet -o "$part"
    {
        printf '<section id="%s">\n<h2>%s</h2>\n<p>%s</p>\n<pre>entente render' "$view" "$view" "$what"
        for word; do
            case $word in *[!A-Za-z0-9._/,=-]*) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac
        done | escape
        printf '</pre>\n<figure>\n'
        cat "$part"
        printf '</figure>\n</section>\n'
    } >>"$page.new"
}

cat >"$page.new" <<'HTML'
<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>entente: every view of a diagram</title>
<style>
:root { color-scheme: light dark }
body { font: 16px/1.5 Helvetica, Arial, 'Liberation Sans', sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin: 3rem 0 0 }
p { margin: .2rem 0 .6rem } figure { margin: 1rem 0 } figure svg { max-width: 100%; height: auto }
pre { background: #8881; padding: .5rem .7rem; overflow-x: auto; font-size: .85rem }
nav a { margin-right: .8em }
</style>
<h1>Every view of a diagram</h1>
HTML

show network 'Every entity a box, every pair of entities a line for each sign.' "$seed"
show ego 'One entity and those around it.' "$seed" 'South Korea' --view ego
show path 'How one party hangs together with another; the rest stays pale.' "$seed" Samsung China --view path
show layers 'Bands by kind: who acts, through what, where.' "$seed" --view layers
show factions 'Camps that hold together, and the conflicts between them.' "$tribes" --view factions
show groups 'One box for each kind, with the number of relations on the lines.' "$seed" --view groups
show matrix 'A square for cooperation, a cross for conflict; who stands together forms a block.' "$tribes" --view matrix
show periods 'The same places in every period, so that only the relations change.' "$powers" --view periods --every 10y
show diff 'What is new, what ended, what stayed.' "$powers" --view diff --before 1881-07 --after 1914-06
show timeline 'What lasted from when to when.' "$powers" --view timeline
show color 'Boxes as large as betweenness says, coloured by community.' "$karate" --size-by betweenness --color-by community
show korean 'The legend in another language.' "$seed" 대한민국 --view ego --lang ko

mv "$page.new" "$page"
echo "wrote $page"
