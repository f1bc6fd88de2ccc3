# encoder.sh ENCODER FOLDER: what x86.h puts out against what GNU as makes of the same text. Prints TAP.
encoder=$1
folder=$2
name='x86.h encodes as GNU as does, octet for octet'
echo 'TAP version 13'
echo 1..1
if ! command -v as >/dev/null || ! command -v objcopy >/dev/null; then
    echo "ok 1 # SKIP $name: as and objcopy of GNU binutils are not installed"
    exit 0
fi
count=$("$encoder" "$folder/encoder.s" "$folder/encoder.bin") &&
    as --64 "$folder/encoder.s" -o "$folder/encoder.o" &&
    objcopy -O binary -j .text "$folder/encoder.o" "$folder/encoder.expected" &&
    cmp "$folder/encoder.expected" "$folder/encoder.bin" || {
    echo "not ok 1 $name - see above; assemble $folder/encoder.s and compare with $folder/encoder.bin"
    exit 1
}
echo "ok 1 $name: $count instructions"
