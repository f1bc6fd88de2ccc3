// Package conformance runs the cases that package formats reads, and tells every field that differs.
package conformance

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/pvm-ffi/pvm-go/internal/formats"
)

// Difference is a field that a case pins and a run gave otherwise, in the words of docs/guide/command.md.
type Difference struct {
	Field    string
	Expected string
	Got      string
}

// none is what a difference says when there is nothing to show.
const none = "none"

// differences notes what differs, field by field.
type differences struct {
	list []Difference
	// prefix stands in front of every field: `steps[3].`
	prefix string
}

func (differences *differences) check(field, expected, got string) {
	if expected != got {
		differences.add([]Difference{{Field: field, Expected: expected, Got: got}})
	}
}

func (differences *differences) add(list []Difference) {
	for _, difference := range list {
		difference.Field = differences.prefix + difference.Field
		differences.list = append(differences.list, difference)
	}
}

func (differences *differences) number(field string, expected, got uint64) {
	if expected != got {
		differences.check(field, strconv.FormatUint(expected, 10), strconv.FormatUint(got, 10))
	}
}

func (differences *differences) registers(expected, got *formats.Registers) {
	for index, value := range expected {
		if value != got[index] {
			differences.check("r"+strconv.Itoa(index), hexNumber(value), hexNumber(got[index]))
		}
	}
}

// Explain gives `gas: expected 9998, got 9999; r7: …`.
func Explain(list []Difference) string {
	texts := make([]string, len(list))
	for index, difference := range list {
		texts[index] = difference.Field + ": expected " + difference.Expected + ", got " + difference.Got
	}
	return strings.Join(texts, "; ")
}

func hexNumber(value uint64) string {
	return "0x" + strconv.FormatUint(value, 16)
}

// hexAddress gives `0x` and 8 digits.
func hexAddress(address uint64) string {
	return fmt.Sprintf("0x%08x", address)
}
