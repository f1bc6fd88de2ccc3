package cli

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/pvm-ffi/pvm-go/internal/formats"
)

// Readers of option values, each for the option that it is named after in its refusals.

const addressSpace = uint64(1) << 32

var (
	numberPattern   = regexp.MustCompile(`^(0x[0-9a-fA-F]{1,64}|[0-9]{1,64})$`)
	registerPattern = regexp.MustCompile(`^([0-9]{1,2})=(.*)$`)
	rangePattern    = regexp.MustCompile(`^([^:]*):([^:]*)(:r)?$`)
)

type registerValue struct {
	index int
	value uint64
}

type mapRange struct {
	// text is as it was given, for messages.
	text            string
	address, length uint64
	isWritable      bool
}

// readNumber reads decimal or `0x…`, below 2^64.
func readNumber(option, text string) (uint64, error) {
	number, isNumber := numberOf(text)
	if !isNumber {
		return 0, refuseOption(option, "a number from 0 to 2^64 - 1, decimal or 0x…", text)
	}
	return number, nil
}

// readCount reads a whole number that something is done so often.
func readCount(option, text string, most uint64) (int, error) {
	number, isNumber := numberOf(text)
	if !isNumber || number < 1 || number > most {
		return 0, refuseOption(option, fmt.Sprintf("a number from 1 to %d", most), text)
	}
	return int(number), nil
}

// readHex reads octets in hex, with or without `0x`.
func readHex(option, text string) ([]byte, error) {
	octets, isHex := formats.BytesOfHex("0x" + strings.TrimPrefix(text, "0x"))
	if !isHex {
		return nil, refuseOption(option, "whole octets in hex", text)
	}
	return octets, nil
}

// readWord reads one of several words.
func readWord[T ~string](option, text string, words ...T) (T, error) {
	list := ""
	for index, word := range words {
		switch {
		case string(word) == text:
			return word, nil
		case index == 0:
		case index == len(words)-1:
			list += " or "
		default:
			list += ", "
		}
		list += string(word)
	}
	return "", refuseOption(option, list, text)
}

// readRegister reads `INDEX=VALUE`.
func readRegister(text string) (registerValue, error) {
	if match := registerPattern.FindStringSubmatch(text); match != nil {
		index, _ := strconv.Atoi(match[1]) // two digits, as the pattern has it
		value, isNumber := numberOf(match[2])
		if isNumber && index < formats.RegisterCount {
			return registerValue{index, value}, nil
		}
	}
	return registerValue{}, refuseOption("--reg", "INDEX=VALUE, an index from 0 to 12 and a number below 2^64", text)
}

// readRange reads `ADDRESS:LENGTH` or `ADDRESS:LENGTH:r`.
func readRange(text string) (mapRange, error) {
	if match := rangePattern.FindStringSubmatch(text); match != nil {
		address, isAddress := numberOf(match[1])
		length, isLength := numberOf(match[2])
		if isAddress && isLength && address <= addressSpace && length <= addressSpace {
			return mapRange{text: text, address: address, length: length, isWritable: match[3] == ""}, nil
		}
	}
	return mapRange{}, refuseOption("--map", "ADDRESS:LENGTH or ADDRESS:LENGTH:r, numbers of at most 2^32", text)
}

func numberOf(text string) (uint64, bool) {
	if !numberPattern.MatchString(text) {
		return 0, false
	}
	digits, base := text, 10
	if hex, isHex := strings.CutPrefix(text, "0x"); isHex {
		digits, base = hex, 16
	}
	number, err := strconv.ParseUint(digits, base, 64)
	return number, err == nil
}
