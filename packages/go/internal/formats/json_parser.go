package formats

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// maxDepth bounds recursion: a file of brackets must not exhaust the stack.
const maxDepth = 500

// jsonParser reads JSON strictly: integers stay exact, and a key that stands there twice is refused. encoding/json does
// neither. Messages are those of the TypeScript command's parser (lossless-json), so that both commands say the same.
//
// Values are nil, bool, string, number, []any and object.
type jsonParser struct {
	file  string
	text  string
	at    int
	depth int
}

type object map[string]any

// nothing says that no value starts here; nil is JSON's null.
type nothing struct{}

func parseJSON(text, file string) any {
	if !utf8.ValidString(text) {
		text = string([]rune(text)) // every wrong octet becomes U+FFFD
	}
	parser := &jsonParser{file: file, text: text}
	value := parser.value()
	if _, missing := value.(nothing); missing {
		parser.failGot("JSON value expected")
	}
	if parser.at < len(parser.text) {
		parser.failGot("Expected end of input")
	}
	return value
}

func (parser *jsonParser) value() any {
	parser.skipSpace()
	value := parser.bareValue()
	parser.skipSpace()
	return value
}

func (parser *jsonParser) bareValue() any {
	switch character := parser.peek(); {
	case character == '"':
		return parser.string()
	case character == '{':
		return parser.nested(parser.object)
	case character == '[':
		return parser.nested(parser.array)
	case character == '-' || isDigit(character):
		return parser.number()
	case parser.keyword("true"):
		return true
	case parser.keyword("false"):
		return false
	case parser.keyword("null"):
		return nil
	}
	return nothing{}
}

func (parser *jsonParser) nested(read func() any) any {
	if parser.depth++; parser.depth > maxDepth {
		panic(&FormatError{File: parser.file, Where: "1", Reason: "nested too deeply"})
	}
	value := read()
	parser.depth--
	return value
}

func (parser *jsonParser) object() any {
	parser.at++
	parser.skipSpace()
	found := object{}
	for first := true; parser.at < len(parser.text) && parser.peek() != '}'; first = false {
		if !first {
			parser.eat(',', "Comma ',' expected after value")
			parser.skipSpace()
		}
		parser.property(found)
	}
	if parser.peek() != '}' {
		parser.failGot("Quoted object key or end of object '}' expected")
	}
	parser.at++
	return found
}

func (parser *jsonParser) property(into object) {
	start := parser.at
	if parser.peek() != '"' {
		parser.failGot("Quoted object key expected")
	}
	key := parser.string()
	parser.skipSpace()
	parser.eat(':', "Colon ':' expected after property name")
	value := parser.value()
	if _, missing := value.(nothing); missing {
		parser.fail(parser.at, "Object value expected after ':'")
	}
	if old, found := into[key]; found && !reflect.DeepEqual(old, value) {
		parser.fail(start+1, "Duplicate key '"+key+"' encountered")
	}
	into[key] = value
}

func (parser *jsonParser) array() any {
	parser.at++
	parser.skipSpace()
	items := []any{}
	for first := true; parser.at < len(parser.text) && parser.peek() != ']'; first = false {
		if !first {
			parser.eat(',', "Comma ',' expected after value")
		}
		value := parser.value()
		if _, missing := value.(nothing); missing {
			parser.failGot("Array item expected")
		}
		items = append(items, value)
	}
	if parser.peek() != ']' {
		parser.failGot("Array item or end of array ']' expected")
	}
	parser.at++
	return items
}

func (parser *jsonParser) string() string {
	parser.at++
	start := parser.at
	for parser.at < len(parser.text) && parser.peek() != '"' && parser.peek() != '\\' && parser.peek() >= 0x20 {
		parser.at++
	}
	if parser.peek() == '"' {
		parser.at++
		return parser.text[start : parser.at-1]
	}
	// Rare: with escapes, or wrong.
	text := []byte(parser.text[start:parser.at])
	for parser.at < len(parser.text) && parser.peek() != '"' {
		text = parser.character(text)
	}
	if parser.peek() != '"' {
		parser.failGot(`End of string '"' expected`)
	}
	parser.at++
	return string(text)
}

var escapes = map[byte]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

func (parser *jsonParser) character(text []byte) []byte {
	character := parser.peek()
	if character < 0x20 {
		parser.fail(parser.at, "Invalid character '"+string(rune(character))+"'")
	}
	if character != '\\' {
		parser.at++
		return append(text, character)
	}
	rest := parser.text[parser.at:]
	if len(rest) > 1 && rest[1] == 'u' {
		return parser.unicode(text)
	}
	if len(rest) < 2 || escapes[rest[1]] == 0 {
		parser.fail(parser.at, "Invalid escape character '"+firstUnits(rest, 2)+"'")
	}
	parser.at += 2
	return append(text, escapes[rest[1]])
}

// unicode reads `\uXXXX`, or two of them that are one character.
func (parser *jsonParser) unicode(text []byte) []byte {
	unit := parser.unit()
	if utf16.IsSurrogate(unit) && strings.HasPrefix(parser.text[parser.at:], `\u`) {
		back := parser.at
		if pair := utf16.DecodeRune(unit, parser.unit()); pair != utf8.RuneError {
			return utf8.AppendRune(text, pair)
		}
		parser.at = back
	}
	return utf8.AppendRune(text, unit)
}

func (parser *jsonParser) unit() rune {
	rest := parser.text[parser.at:]
	if len(rest) >= 6 {
		if unit, err := strconv.ParseUint(rest[2:6], 16, 16); err == nil {
			parser.at += 6
			return rune(unit)
		}
	}
	parser.fail(parser.at, "Invalid unicode character '"+firstUnits(rest, 6)+"'")
	return 0
}

func (parser *jsonParser) number() any {
	start := parser.at
	if parser.peek() == '-' {
		parser.at++
		parser.wantDigit(start)
	}
	if parser.peek() == '0' {
		parser.at++
	} else {
		parser.digits()
	}
	if parser.peek() == '.' {
		parser.at++
		parser.wantDigit(start)
		parser.digits()
	}
	if parser.peek()|0x20 == 'e' {
		parser.at++
		if sign := parser.peek(); sign == '-' || sign == '+' {
			parser.at++
		}
		parser.wantDigit(start)
		parser.digits()
	}
	return exactNumber(parser.text[start:parser.at])
}

func (parser *jsonParser) digits() {
	for isDigit(parser.peek()) {
		parser.at++
	}
}

func (parser *jsonParser) wantDigit(start int) {
	if !isDigit(parser.peek()) {
		parser.failGot("Invalid number '" + parser.text[start:parser.at] + "', expecting a digit")
	}
}

func (parser *jsonParser) keyword(word string) bool {
	if !strings.HasPrefix(parser.text[parser.at:], word) {
		return false
	}
	parser.at += len(word)
	return true
}

func (parser *jsonParser) eat(character byte, otherwise string) {
	if parser.peek() != character {
		parser.failGot(otherwise)
	}
	parser.at++
}

func (parser *jsonParser) skipSpace() {
	for parser.at < len(parser.text) && strings.IndexByte(" \n\t\r", parser.text[parser.at]) >= 0 {
		parser.at++
	}
}

// peek gives the next octet; 0 at the end, where no syntax has one.
func (parser *jsonParser) peek() byte {
	if parser.at < len(parser.text) {
		return parser.text[parser.at]
	}
	return 0
}

func isDigit(character byte) bool {
	return character >= '0' && character <= '9'
}

func (parser *jsonParser) failGot(wanted string) {
	if parser.at >= len(parser.text) {
		parser.fail(parser.at, wanted+" but reached end of input")
	}
	parser.fail(parser.at, wanted+" but got '"+firstUnits(parser.text[parser.at:], 1)+"'")
}

// fail refuses the file at `line:column`; columns count UTF-16 units, as editors do.
func (parser *jsonParser) fail(at int, reason string) {
	before := parser.text[:at]
	column := len(utf16.Encode([]rune(before[strings.LastIndexByte(before, '\n')+1:]))) + 1
	where := fmt.Sprintf("%d:%d", strings.Count(before, "\n")+1, column)
	panic(&FormatError{File: parser.file, Where: where, Reason: "not JSON: " + reason})
}

// firstUnits cuts the text after so many UTF-16 units; half a character becomes U+FFFD.
func firstUnits(text string, count int) string {
	end := min(len(text), count*utf8.UTFMax)
	units := utf16.Encode([]rune(text[:end]))
	return string(utf16.Decode(units[:min(count, len(units))]))
}
