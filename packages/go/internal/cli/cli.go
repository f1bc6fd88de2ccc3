// Package cli is the pvm command: what it reads from its command line, and what it prints. The contract is
// docs/guide/command.md; the TypeScript command prints the same octets.
package cli

import (
	"errors"
	"fmt"
	"io"

	"github.com/pvm-ffi/pvm-go/internal/formats"
)

// Exit statuses.
const (
	statusDone    = 0
	statusFailed  = 1
	statusMisused = 2
)

func commands() []*command {
	return []*command{
		runCommand(), replayCommand(), testCommand(), disasmCommand(), inspectCommand(), asmCommand(), benchCommand(),
	}
}

// Main does what the arguments say, and gives the exit status.
func Main(arguments []string, stdout, stderr io.Writer) int {
	speaker := "pvm"
	status, err := mainOrError(arguments, stdout, stderr, &speaker)
	if err == nil {
		return status
	}
	fmt.Fprintf(stderr, "%s: %s\n", speaker, err)
	if isRefusal(err) {
		return statusMisused
	}
	return statusFailed
}

func mainOrError(arguments []string, stdout, stderr io.Writer, speaker *string) (int, error) {
	all := commands()
	chosen := commandNamed(all, arguments)
	if chosen == nil {
		return statusDone, complainOfRoot(all, arguments, stdout)
	}
	*speaker = "pvm " + chosen.name
	line, err := parse(chosen, arguments[1:])
	if err != nil {
		return statusMisused, err
	}
	if line.wantsHelp {
		return statusDone, write(stdout, chosen.help())
	}
	if err := chosen.checkFiles(line.files); err != nil {
		return statusMisused, err
	}
	report, err := chosen.work(line.files, line.options, stderr)
	if err != nil {
		return statusFailed, err
	}
	text := report.text
	if line.options.json {
		text = string(appendJSON(nil, report.json)) + "\n"
	}
	return report.status, write(stdout, text)
}

func write(stdout io.Writer, text string) error {
	if _, err := io.WriteString(stdout, text); err != nil {
		return fmt.Errorf("cannot write stdout: %s", reasonOf(err))
	}
	return nil
}

func commandNamed(all []*command, arguments []string) *command {
	if len(arguments) == 0 {
		return nil
	}
	for _, command := range all {
		if command.name == arguments[0] {
			return command
		}
	}
	return nil
}

// isRefusal tells a wrong argument, or a file that cannot be used, from all that goes wrong later.
func isRefusal(err error) bool {
	var refusal *refusal
	var format *formats.FormatError
	return errors.As(err, &refusal) || errors.As(err, &format)
}
