#!/bin/sh
# dispatch.sh SHARED_LIBRARY: does every handler of the fast loop end in an indirect jump of its own? One jump for all, into
# which compilers like to merge them, would cost the branch predictor most of what it knows. Prints TAP.
set -u
library=$1
here=$(dirname "$0")
name='every handler of the fast loop has an indirect jump of its own'

echo 'TAP version 13'
echo 1..1
case $(uname -m) in
x86_64) ;;
*) echo "ok 1 $name # SKIP counts jumps of x86-64 only"; exit 0 ;;
esac
if ! command -v objdump >/dev/null; then
    echo "ok 1 $name # SKIP there is no objdump"
    exit 0
fi
jumps=$(objdump -d --no-show-raw-insn "$library" | sed -n '/<run_fast>:/,/^$/p' | grep -cE 'jmp +\*')
handlers=$(grep -cE '^    X\(' "$here/../opcodes.h")
if ! objdump -t "$library" | grep -q ' run_fast$'; then
    echo "ok 1 $name # SKIP this library has no such loop"
elif [ "$jumps" -ge "$handlers" ]; then
    echo "ok 1 $name"
else
    echo "not ok 1 $name - $jumps jumps for $handlers handlers"
    exit 1
fi
