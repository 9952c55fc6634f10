#!/usr/bin/env bash
# Derives png/, meshscope.ico and meshscope.icns from the SVG sources beside this script.
#
#   meshscope-16.svg    16                small sizes are drawn for their own pixel grid,
#   meshscope-24.svg    24                with less in them each step down
#   meshscope-32.svg    32, 48
#   meshscope.svg       64 and larger
#
# The same sources and the same tool versions give the same bytes. Nothing is replaced
# unless everything could be made.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "${BASH_SOURCE[0]}")"

need() { # command, Debian package
  command -v "$1" >/dev/null || { echo "make-icons.sh: $1 is missing, install the package $2." >&2; exit 1; }
}
need rsvg-convert librsvg2-bin
need convert imagemagick
need png2icns icnsutils

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

source_for() { # size
  case $1 in
    16) echo meshscope-16.svg ;;
    24) echo meshscope-24.svg ;;
    32 | 48) echo meshscope-32.svg ;;
    *) echo meshscope.svg ;;
  esac
}

render() { # size of the drawing, size of the canvas, file; the drawing is centred
  rsvg-convert --width "$1" --height "$1" "$(source_for "$2")" --output "$tmp/raw.png"
  convert "$tmp/raw.png" -background none -gravity center -extent "$2x$2" -strip -depth 8 \
    -define png:color-type=6 -define png:bit-depth=8 -define png:exclude-chunks=date,time,gama,chrm,bkgd \
    -define png:compression-level=9 -define png:compression-filter=5 "$3"
}

# PNG: Linux, and the window icons
mkdir "$tmp/png"
for size in 16 24 32 48 64 128 256 512 1024; do
  render $size $size "$tmp/png/meshscope-$size.png"
done

# ICO: Windows
convert "$tmp"/png/meshscope-{16,24,32,48,64,128,256}.png -define png:exclude-chunks=date,time "$tmp/meshscope.ico"

# ICNS: macOS, where a plate takes about 824 of 1024, so large sizes get a wider margin.
# png2icns makes the classic 16 and 32; it would pack the others as JPEG 2000, so they are
# appended here as PNG: four letters of type, four bytes of length (these eight included), data.
u32() { # big endian
  printf '%b' "$(printf '\\x%02x\\x%02x\\x%02x\\x%02x' $(($1 >> 24 & 255)) $(($1 >> 16 & 255)) $(($1 >> 8 & 255)) $(($1 & 255)))"
}
bytes() { wc -c <"$1" | tr -d ' '; }

png2icns "$tmp/classic.icns" "$tmp"/png/meshscope-{16,32}.png >/dev/null
tail -c +9 "$tmp/classic.icns" >"$tmp/body"
for entry in ic11:32 ic12:64 ic07:128 ic08:256 ic09:512 ic10:1024; do
  size=${entry#*:}
  if ((size < 64)); then
    file=$tmp/png/meshscope-$size.png
  else
    file=$tmp/mac-$size.png
    render $((size * 55 / 128 * 2)) "$size" "$file"
  fi
  { printf '%s' "${entry%:*}"; u32 $(($(bytes "$file") + 8)); cat "$file"; } >>"$tmp/body"
done
{ printf 'icns'; u32 $(($(bytes "$tmp/body") + 8)); cat "$tmp/body"; } >"$tmp/meshscope.icns"

mkdir -p png
cp "$tmp"/png/*.png png/
cp "$tmp/meshscope.ico" "$tmp/meshscope.icns" .
