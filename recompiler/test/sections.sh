# sections.sh SHARED_LIBRARY: what the library asks of the host's memory. Prints TAP.
name='the library has no executable stack, no text relocations, no segment that is writable and executable'
echo 'TAP version 13'
echo 1..1
segments=$(readelf -lW "$1") && dynamic=$(readelf -dW "$1") || {
    echo "not ok 1 $name - readelf failed"
    exit 1
}
if echo "$segments" | grep -q 'RWE' || ! echo "$segments" | grep -q 'GNU_STACK .* RW ' || echo "$dynamic" | grep -q TEXTREL; then
    echo "not ok 1 $name - see readelf -lWd $1"
    exit 1
fi
echo "ok 1 $name"
