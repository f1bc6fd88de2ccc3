#!/bin/sh
# exports.sh SHARED_LIBRARY: does it export exactly the functions of pvm.h? The names come from the header's text; the
# generated export map, if there is one, must have the same. Prints TAP.
set -u
library=$1
here=$(dirname "$0")
header=$here/../../pvm.h
map=$here/../generated/pvm.map
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

number=0
# report SENTENCE FILE: passed if the file, which lists what is wrong, is empty
report() {
    number=$((number + 1))
    if [ -s "$2" ]; then
        echo "not ok $number $1 - $(tr '\n' ' ' <"$2")"
        failed=1
    else
        echo "ok $number $1"
    fi
}

# A declaration begins with PVM_API; the function's name is what stands before the first parenthesis.
sed -n '/^PVM_API/s/^PVM_API[^(]*[ *]\(pvm_[a-z0-9_]*\)(.*/\1/p' "$header" | sort >"$work/declared"
nm -D --defined-only "$library" | awk '{print $NF}' | sed 's/@.*//' | grep -v '^PVM' | sort -u >"$work/exported"
comm -23 "$work/declared" "$work/exported" >"$work/missing"
comm -13 "$work/declared" "$work/exported" >"$work/surplus"
[ "$(wc -l <"$work/declared")" -ge 50 ] || echo 'too few declarations found in pvm.h' >"$work/too_few"
: >>"$work/too_few"

echo 'TAP version 13'
[ -f "$map" ] && echo 1..4 || echo 1..3
failed=0
report 'pvm.h declares functions, each after PVM_API' "$work/too_few"
report 'the shared library exports every function of pvm.h' "$work/missing"
report 'the shared library exports nothing else' "$work/surplus"
if [ -f "$map" ]; then
    sed -n 's/^ *\(pvm_[a-z0-9_]*\);.*/\1/p' "$map" | sort >"$work/mapped"
    { comm -23 "$work/declared" "$work/mapped"; comm -13 "$work/declared" "$work/mapped"; } >"$work/unlike"
    report 'the export map names the functions of pvm.h' "$work/unlike"
fi
exit "$failed"
