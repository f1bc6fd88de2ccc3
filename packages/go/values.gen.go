// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.

package pvm

/*
#include "pvm_go.h"
*/
import "C"

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unsafe"
)

// cString gives a string as C has it, in Go's memory. It must not contain a NUL character.
func cString(text string) *C.char {
	buffer := make([]byte, len(text)+1)
	copy(buffer, text)
	return (*C.char)(unsafe.Pointer(unsafe.SliceData(buffer)))
}

// describe writes details behind a text, in parentheses.
func describe(text string, details ...string) string {
	details = slices.DeleteFunc(details, func(detail string) bool { return detail == "" })
	if len(details) == 0 {
		return text
	}
	return text + " (" + strings.Join(details, ", ") + ")"
}

func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

func hexDetail(words string, value uint64) string {
	return fmt.Sprintf("%s 0x%08x", words, value)
}

func number(words string, value uint64) string {
	return words + " " + strconv.FormatUint(value, 10)
}

func numberUnlessZero(words string, value uint64) string {
	if value == 0 {
		return ""
	}
	return words + " " + strconv.FormatUint(value, 10)
}
