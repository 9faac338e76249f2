#!/bin/sh
# Records the assistant's sentences (sentences.json) as small mp3 files beside this script.
# Needs Debian's espeak-ng, sox and ffmpeg, and Node.
set -eu
cd "$(dirname "$0")"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -f ./*.mp3

node list.mjs | while IFS="$(printf '\t')" read -r name sentence; do
  # Into a file: sox needs a true length in the header.
  espeak-ng -v en-us+f3 -s 165 -p 45 -g 1 -w "$work/raw.wav" "$sentence" </dev/null
  # -D: no dither, which is random. Rounds off the synthesiser's edges, and leaves a breath of silence so that no player clips the first sound.
  sox -D "$work/raw.wav" -r 16000 -b 16 -c 1 "$work/soft.wav" highpass 120 lowpass 6500 norm -4 pad 0.08 0.12
  # Nothing but the sound: no tags, no encoder's name, so that the same text makes the same file.
  ffmpeg -nostdin -loglevel error -y -i "$work/soft.wav" -c:a libmp3lame -b:a 16k \
    -map_metadata -1 -id3v2_version 0 -write_xing 0 -fflags +bitexact "$name.mp3"
done
