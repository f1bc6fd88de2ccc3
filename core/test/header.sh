#!/bin/sh
# header.sh SHARED_LIBRARY LIBRARY FOLDER: does pvm.h stand alone in C and C++ without a warning, and does the program
# that it opens with do what it says? Compiles with $CC and $CXX into FOLDER. Prints TAP.
set -u
library=$2
folder=$3
here=$(dirname "$0")
header=$here/../../pvm.h
include=$here/../..

number=0
failed=0
# try SENTENCE COMMAND...: passed if the command succeeds
try() {
    sentence=$1
    shift
    number=$((number + 1))
    if why=$("$@" 2>&1); then
        echo "ok $number $sentence"
    else
        echo "not ok $number $sentence - $(echo "$why" | head -3 | tr '\n' ' ')"
        failed=1
    fi
}

strict='-Wall -Wextra -Wpedantic -Werror -fsyntax-only'
mkdir -p "$folder"
echo '#include "pvm.h"' >"$folder/alone.c"
echo '#include "pvm.h"' >"$folder/alone.cpp"
# The first comment holds the program: the lines behind four blanks.
sed -n '2,/\*\//s/^ \*     //p' "$header" >"$folder/first_use.c"

first_use() {
    # shellcheck disable=SC2086
    $CC -std=c11 -Wall -Wextra -Wpedantic -Werror -I"$include" \
        "$folder/first_use.c" "$library" -o "$folder/first_use" || return 1
    said=$("$folder/first_use")
    [ "$said" = 'panic, r9 = 42, gas left 98' ] || { echo "it printed: $said"; return 1; }
}

echo 'TAP version 13'
echo 1..4
# shellcheck disable=SC2086
try 'pvm.h compiles alone as C11 without a warning' $CC -std=c11 $strict -I"$include" "$folder/alone.c"
# shellcheck disable=SC2086
try 'pvm.h compiles alone as C23 without a warning' $CC -std=c2x $strict -I"$include" "$folder/alone.c"
# shellcheck disable=SC2086
try 'pvm.h compiles alone as C++11 without a warning' $CXX -std=c++11 $strict -I"$include" "$folder/alone.cpp"
try 'the program that pvm.h opens with compiles, and prints the sum and the gas left' first_use
exit "$failed"
