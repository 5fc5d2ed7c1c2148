#!/usr/bin/env bash
# Draws the PNG icons from the SVG ones with Chromium. Run it by hand after an SVG changed.
set -eu
cd "$(dirname "$0")"
draw() { # source size target
  page=$(mktemp --suffix=.html)
  printf '<!doctype html><style>*{margin:0}img{display:block;width:%spx;height:%spx}</style><img src="file://%s">' "$2" "$2" "$PWD/$1" > "$page"
  chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --hide-scrollbars --default-background-color=00000000 \
    --user-data-dir="$(mktemp -d)" --window-size="$2,$2" --screenshot="$PWD/$3" "file://$page" > /dev/null 2>&1
  rm "$page"
}
draw icon.svg 192 icon-192.png
draw icon.svg 512 icon-512.png
draw maskable.svg 512 maskable-512.png
draw maskable.svg 180 apple-touch-icon.png
