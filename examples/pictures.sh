#!/bin/sh
# pictures.sh - the pictures that README shows, drawn anew beside this script.
#
#     sh examples/pictures.sh
set -eu
entente render graphs/korea-us-2022.json --effort best --quiet -o examples/korea-us-2022.svg
entente render graphs/classic/gahuku-gama.json --view factions --effort best --quiet -o examples/factions.svg
entente render graphs/powers-1914.json --view periods --every 10y --effort best --quiet -o examples/periods.svg
