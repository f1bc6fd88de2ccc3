package formats

import (
	"fmt"
	"unicode/utf16"
)

// FormatError says that a file is not what it should be: which one, where in it, and what is wrong there.
type FormatError struct {
	File string
	// Where is a line, `line:column`, or a field such as `steps[3].gas`.
	Where  string
	Reason string
}

func (err *FormatError) Error() string {
	return err.File + ":" + err.Where + ": " + err.Reason
}

// catch turns the panic of a reader's refusal into its error, and lets all other panics pass.
func catch(err *error) {
	switch refusal := recover().(type) {
	case nil:
	case *FormatError:
		*err = refusal
	default:
		panic(refusal)
	}
}

// Shortened gives `"text"`, cut short, for messages.
func Shortened(text string) string {
	units := utf16.Encode([]rune(text))
	if len(units) > 40 {
		units = append(units[:40:40], '…')
	}
	return quotedUnits(units)
}

// Quoted gives the text as a JSON string: the same octets that JavaScript's JSON.stringify gives.
func Quoted(text string) string {
	return quotedUnits(utf16.Encode([]rune(text)))
}

func quotedUnits(units []uint16) string {
	escapes := map[uint16]string{'"': `\"`, '\\': `\\`, '\b': `\b`, '\f': `\f`, '\n': `\n`, '\r': `\r`, '\t': `\t`}
	out := []byte{'"'}
	for index := 0; index < len(units); index++ {
		unit := units[index]
		if escape, found := escapes[unit]; found {
			out = append(out, escape...)
			continue
		}
		character := rune(unit)
		if utf16.IsSurrogate(character) && index+1 < len(units) {
			if pair := utf16.DecodeRune(character, rune(units[index+1])); pair != '\uFFFD' {
				out = append(out, string(pair)...)
				index++
				continue
			}
		}
		if unit < 0x20 || utf16.IsSurrogate(character) {
			out = fmt.Appendf(out, `\u%04x`, unit)
			continue
		}
		out = append(out, string(character)...)
	}
	return string(append(out, '"'))
}
