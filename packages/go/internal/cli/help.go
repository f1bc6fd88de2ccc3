package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pvm-ffi/pvm-go/internal/formats"
)

const (
	helpWidth = 80
	// Texts in columns narrower than this are not wrapped.
	narrowest = 40
)

var helpRow = [2]string{"--help", "print this"}

// complainOfRoot answers what names no command: with the help if that was asked for.
func complainOfRoot(all []*command, arguments []string, stdout io.Writer) error {
	if slices.Contains(arguments, "--help") {
		return write(stdout, rootHelp(all))
	}
	names := make([]string, len(all))
	for index, command := range all {
		names[index] = command.name
	}
	list := "one of " + strings.Join(names, ", ")
	for _, argument := range arguments {
		if len(argument) > 1 && argument[0] == '-' && argument != "--" {
			flag, _, _ := strings.Cut(argument, "=")
			return refuse("unknown option %s; see pvm --help", flag)
		}
	}
	if len(arguments) == 0 {
		return refuse("a command is missing; %s", list)
	}
	return refuse("unknown command %s; %s", formats.Shortened(arguments[0]), list)
}

func rootHelp(all []*command) string {
	rows := make([][2]string, len(all))
	for index, command := range all {
		rows[index] = [2]string{command.name + " " + command.files, command.summary}
	}
	options := [][2]string{helpRow}
	width := widest(append(rows, helpRow))
	return "Usage: pvm COMMAND FILE… [options]\n\nRuns, tests and takes apart programs of the Polkadot Virtual Machine.\n" +
		"\nOptions:\n" + columns(options, width) + "\nCommands:\n" + columns(rows, width)
}

func (command *command) help() string {
	var rows [][2]string
	for _, option := range command.options() {
		term, text := option.flag, option.help
		if option.value != "" {
			term += " <" + option.value + ">"
		}
		if option.shown != "" {
			text += " (default: " + option.shown + ")"
		}
		rows = append(rows, [2]string{term, text})
	}
	rows = append(rows, helpRow)
	return fmt.Sprintf("Usage: pvm %s %s [options]\n\n%s\n\nOptions:\n%s",
		command.name, command.files, command.summary, columns(rows, widest(rows)))
}

func widest(rows [][2]string) int {
	width := 0
	for _, row := range rows {
		width = max(width, utf8.RuneCountInString(row[0]))
	}
	return width
}

func columns(rows [][2]string, width int) string {
	var text strings.Builder
	for _, row := range rows {
		indent := "\n" + strings.Repeat(" ", width+4)
		fmt.Fprintf(&text, "  %-*s  %s\n", width, row[0], strings.Join(wrap(row[1], helpWidth-width-4), indent))
	}
	return text.String()
}

// wrap breaks a text between words.
func wrap(text string, width int) []string {
	if width < narrowest {
		return []string{text}
	}
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) <= width:
			line += " " + word
		default:
			lines, line = append(lines, line), word
		}
	}
	return append(lines, line)
}
