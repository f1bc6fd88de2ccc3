package formats

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
)

// jsonReader is a place in a JSON file, with checked ways to read what stands there. A refusal is a panic with a
// *FormatError that names file and field; [catch] turns it into the error of the function that reads the file.
type jsonReader struct {
	file  string
	path  string
	value any
}

func newJSONReader(text, file string) *jsonReader {
	return &jsonReader{file: file, value: parseJSON(text, file)}
}

func (json *jsonReader) has(name string) bool {
	found, isObject := json.value.(object)
	if !isObject {
		return false
	}
	_, has := found[name]
	return has
}

func (json *jsonReader) field(name string) *jsonReader {
	found := json.optional(name)
	if found == nil {
		json.fail("field " + Shortened(name) + " is missing")
	}
	return found
}

// optional gives nil if the field is missing.
func (json *jsonReader) optional(name string) *jsonReader {
	value, has := json.object()[name]
	if !has {
		return nil
	}
	path := name
	if json.path != "" {
		path = json.path + "." + name
	}
	return &jsonReader{file: json.file, path: path, value: value}
}

// names are sorted as numbers are: shorter ones first.
func (json *jsonReader) names() []string {
	names := make([]string, 0, len(json.object()))
	for name := range json.object() {
		names = append(names, name)
	}
	sort.Slice(names, func(i, j int) bool {
		if len(names[i]) != len(names[j]) {
			return len(names[i]) < len(names[j])
		}
		return names[i] < names[j]
	})
	return names
}

func (json *jsonReader) items() []*jsonReader {
	array := json.array()
	items := make([]*jsonReader, len(array))
	for index, value := range array {
		items[index] = &jsonReader{file: json.file, path: json.path + "[" + strconv.Itoa(index) + "]", value: value}
	}
	return items
}

func (json *jsonReader) text() string {
	text, isText := json.value.(string)
	if !isText {
		json.fail("expected a string, got " + shown(json.value))
	}
	return text
}

func (json *jsonReader) oneOf(choices ...string) string {
	text := json.text()
	for _, choice := range choices {
		if choice == text {
			return choice
		}
	}
	json.fail("expected " + strings.Join(choices, ", ") + "; got " + Shortened(text))
	return ""
}

func (json *jsonReader) boolean() bool {
	value, isBoolean := json.value.(bool)
	if !isBoolean {
		json.fail("expected true or false, got " + shown(json.value))
	}
	return value
}

// u64 reads a JSON number, or a decimal string.
func (json *jsonReader) u64() uint64 {
	switch value := json.value.(type) {
	case number:
		if value.isU64 {
			return value.value
		}
	case string:
		if found, isDecimal := decimal(value); isDecimal {
			return found
		}
	}
	json.fail("expected an integer from 0 to 2^64 - 1, got " + shown(json.value))
	return 0
}

// decimal reads up to 20 digits, and nothing else, that fit in 64 bits.
func decimal(text string) (uint64, bool) {
	value, err := strconv.ParseUint(text, 10, 64)
	return value, err == nil && len(text) <= 20 && isDigit(text[0])
}

// integer reads a JSON number from 0 to max.
func (json *jsonReader) integer(max uint64) uint64 {
	value, isNumber := json.value.(number)
	if !isNumber || !value.isU64 || value.value > max {
		json.fail(fmt.Sprintf("expected an integer from 0 to %d, got %s", max, shown(json.value)))
	}
	return value.value
}

func (json *jsonReader) u32() uint32 {
	return uint32(json.integer(1<<32 - 1))
}

// octets reads an array of numbers from 0 to 255.
func (json *jsonReader) octets() []byte {
	array := json.array()
	bytes := make([]byte, len(array))
	for index, item := range array {
		value, isNumber := item.(number)
		if !isNumber || !value.isU64 || value.value > 255 {
			json.fail(fmt.Sprintf("expected octets, got %s at index %d", shown(item), index))
		}
		bytes[index] = byte(value.value)
	}
	return bytes
}

// hex reads a string `0x…` of whole octets.
func (json *jsonReader) hex() []byte {
	text := json.text()
	bytes, isHex := BytesOfHex(text)
	if !isHex {
		json.fail("expected 0x and whole octets in hex, got " + Shortened(text))
	}
	return bytes
}

// registers reads an array of exactly 13 numbers of 64 bits.
func (json *jsonReader) registers() Registers {
	items := json.items()
	if len(items) != RegisterCount {
		json.fail(fmt.Sprintf("expected %d registers, got %d", RegisterCount, len(items)))
	}
	var registers Registers
	for index, item := range items {
		registers[index] = item.u64()
	}
	return registers
}

func (json *jsonReader) fail(reason string) {
	where := json.path
	if where == "" {
		where = "1"
	}
	panic(&FormatError{File: json.file, Where: where, Reason: reason})
}

func (json *jsonReader) object() object {
	value, isObject := json.value.(object)
	if !isObject {
		json.fail("expected an object, got " + shown(json.value))
	}
	return value
}

func (json *jsonReader) array() []any {
	value, isArray := json.value.([]any)
	if !isArray {
		json.fail("expected an array, got " + shown(json.value))
	}
	return value
}

func shown(value any) string {
	switch value := value.(type) {
	case nil:
		return "null"
	case bool:
		return strconv.FormatBool(value)
	case string:
		return Shortened(value)
	case number:
		return value.text
	case []any:
		return "an array"
	default:
		return "an object"
	}
}
