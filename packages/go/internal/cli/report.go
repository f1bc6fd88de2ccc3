package cli

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/pvm-ffi/pvm-go/internal/formats"
)

// report is what a command prints on stdout: the text, or with --json the object.
type report struct {
	json object
	// text is lines, each with its end.
	text   string
	status int
}

// object is a JSON object whose keys stay in order. A nil value is null, and left out of texts.
type object []entry

type entry struct {
	key   string
	value any
}

// appendJSON writes what reports are made of, as JavaScript's JSON.stringify does.
func appendJSON(out []byte, value any) []byte {
	switch value := value.(type) {
	case nil:
		return append(out, "null"...)
	case string:
		return append(out, formats.Quoted(value)...)
	case bool:
		return strconv.AppendBool(out, value)
	case int:
		return strconv.AppendInt(out, int64(value), 10)
	case uint64:
		return strconv.AppendUint(out, value, 10)
	case []string:
		return appendArray(out, value)
	case []object:
		return appendArray(out, value)
	case object:
		return appendObject(out, value)
	}
	panic(fmt.Sprintf("no JSON for %T", value))
}

func appendArray[T any](out []byte, items []T) []byte {
	out = append(out, '[')
	for index, item := range items {
		if index > 0 {
			out = append(out, ',')
		}
		out = appendJSON(out, item)
	}
	return append(out, ']')
}

func appendObject(out []byte, object object) []byte {
	out = append(out, '{')
	for index, entry := range object {
		if index > 0 {
			out = append(out, ',')
		}
		out = append(append(out, formats.Quoted(entry.key)...), ':')
		out = appendJSON(out, entry.value)
	}
	return append(out, '}')
}

// keyed writes one line per key: `gas used       42`. What is nil is left out.
func keyed(object object) string {
	width := 0
	for _, entry := range object {
		width = max(width, len(entry.key))
	}
	var text strings.Builder
	for _, entry := range object {
		if entry.value != nil {
			fmt.Fprintf(&text, "%-*s%v\n", width+2, strings.ReplaceAll(entry.key, "_", " "), entry.value)
		}
	}
	return text.String()
}

// tableLines sets rows with columns two spaces apart; no line ends with a space.
func tableLines(rows [][]string) []string {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for column, cell := range row {
			widths[column] = max(widths[column], utf8.RuneCountInString(cell))
		}
	}
	lines := make([]string, len(rows))
	for index, row := range rows {
		cells := make([]string, len(row))
		for column, cell := range row {
			cells[column] = fmt.Sprintf("%-*s", widths[column], cell)
		}
		lines[index] = strings.TrimRight(strings.Join(cells, "  "), " ")
	}
	return lines
}
