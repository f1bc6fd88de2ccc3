package formats

import (
	"math"
	"strconv"
	"strings"
)

// number is a JSON number: exact if it is an integer, whatever its size.
type number struct {
	value uint64
	// isU64 tells that value is the number.
	isU64 bool
	// text is how messages show it.
	text string
}

const maxSafeInteger = 1<<53 - 1

// exactNumber reads a number of valid syntax. 1e3 and 1.0 are integers, as in JavaScript.
func exactNumber(text string) number {
	if value, err := strconv.ParseUint(text, 10, 64); err == nil {
		return number{value: value, isU64: true, text: text}
	}
	if text == "-0" {
		return number{isU64: true, text: "0"}
	}
	if !strings.ContainsAny(text, ".eE") {
		return number{text: text}
	}
	// Out of range gives an infinity, which is what is wanted.
	float, _ := strconv.ParseFloat(text, 64)
	shown := shownFloat(float)
	if float == math.Trunc(float) && float >= 0 && float <= maxSafeInteger {
		return number{value: uint64(float), isU64: true, text: shown}
	}
	return number{text: shown}
}

// shownFloat writes a number as JavaScript does.
func shownFloat(float float64) string {
	switch size := math.Abs(float); {
	case math.IsInf(float, 1):
		return "Infinity"
	case math.IsInf(float, -1):
		return "-Infinity"
	case size == 0:
		return "0"
	case size < 1e-6 || size >= 1e21:
		mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(float, 'e', -1, 64), "e")
		return mantissa + "e" + exponent[:1] + strings.TrimLeft(exponent[1:], "0")
	default:
		return strconv.FormatFloat(float, 'f', -1, 64)
	}
}
