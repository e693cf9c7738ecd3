#!/bin/sh
# `saddlescope` on the PATH: the window, or the command line of the same program. A command needs no display, so the browser inside is told
# to look for none. The names are those of src/cli/command-names.ts; a test holds the two together.
here=$(dirname -- "$(readlink -f -- "$0")")
program=$here/../saddlescope

case "${1-}" in
  run | inspect | spectrum | order | landscape | line | symmetry | escape | round-off | critical-points | saddle-to-saddle | sweep | merge | \
    compare | claims | verify | export | new | schema | demo | help | --help | -h | --version | -V)
    exec "$program" --ozone-platform=headless "$@"
    ;;
esac
exec "$program" "$@"
