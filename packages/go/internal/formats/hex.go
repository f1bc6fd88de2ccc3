package formats

import (
	"encoding/hex"
	"strings"
)

// BytesOfHex gives the octets of `0x…`; false unless it is the prefix and whole octets, nothing else.
func BytesOfHex(text string) ([]byte, bool) {
	digits, found := strings.CutPrefix(text, "0x")
	if !found {
		return nil, false
	}
	bytes, err := hex.DecodeString(digits)
	return bytes, err == nil
}

// HexOf is the opposite of [BytesOfHex].
func HexOf(bytes []byte) string {
	return "0x" + hex.EncodeToString(bytes)
}
