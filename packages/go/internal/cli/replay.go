package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf16"

	"github.com/pvm-ffi/pvm-go/internal/conformance"
	"github.com/pvm-ffi/pvm-go/internal/formats"
)

const (
	longestLine = 200
	lastCount   = 16
)

func replayCommand() *command {
	return &command{
		name:    "replay",
		summary: "replays recorded host calls and compares every line",
		files:   "TRACE…",
		work:    workReplay,
	}
}

// played is one trace on one engine.
type played struct {
	// where is ` on recompiler`, where there are two engines.
	where  string
	result conformance.ReplayResult
	// instructions are what led to the first wrong line.
	instructions []conformance.Instruction
	// why is empty if every line is right.
	why string
}

func workReplay(files []string, options *options, stderr io.Writer) (report, error) {
	engines, err := enginesOf(options.engine)
	if err != nil {
		return report{}, err
	}
	traces := make([]*formats.Trace, len(files))
	for index, file := range files {
		if traces[index], err = readTrace(file); err != nil {
			return report{}, err
		}
	}
	bar := newProgress(stderr, "traces", len(traces))
	defer bar.stop()
	reports, failed := []object{}, 0
	var text strings.Builder
	for _, trace := range traces {
		all, err := playOnAll(trace, engines, options)
		if err != nil {
			return report{}, err
		}
		described, hasPassed := reportOf(trace, all)
		reports = append(reports, described)
		if !hasPassed {
			failed++
		}
		text.WriteString(replayText(trace, all))
		bar.advance()
	}
	passed := len(traces) - failed
	fmt.Fprintf(&text, "%d passed, %d failed\n", passed, failed)
	return report{
		json: object{
			{"engine", options.engine}, {"passed", passed}, {"failed", failed}, {"traces", reports},
		},
		text:   text.String(),
		status: statusOf(failed == 0),
	}, nil
}

func readTrace(file string) (*formats.Trace, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fileRefusal("read", file, err)
	}
	return formats.ReadTrace(string(text), file)
}

func playOnAll(trace *formats.Trace, engines []namedEngine, options *options) ([]played, error) {
	all := make([]played, len(engines))
	for index, engine := range engines {
		setting := conformance.ReplaySetting{
			Setting:  conformance.Setting{Engine: engine.engine, InstructionSet: options.instructionSet},
			GasModel: options.gasModel,
		}
		one, err := play(trace, setting)
		if err != nil {
			return nil, err
		}
		if len(engines) > 1 {
			one.where = " on " + engine.name
			if one.why != "" {
				one.why = engine.name + ": " + one.why
			}
		}
		all[index] = one
	}
	return all, nil
}

func play(trace *formats.Trace, setting conformance.ReplaySetting) (played, error) {
	ctx := context.Background()
	result, err := conformance.ReplayTrace(ctx, trace, setting)
	var refused *conformance.Refused
	if errors.As(err, &refused) {
		// A program that the library does not accept is a wrong first line.
		state := []conformance.Difference{refused.Difference}
		result.Mismatch, err = &conformance.Mismatch{Line: 1, Stop: -1, State: state}, nil
	}
	if err != nil || result.Mismatch == nil {
		return played{result: result}, err
	}
	mismatch := result.Mismatch
	instructions, err := conformance.LastInstructions(ctx, trace, setting, mismatch.Stop, lastCount)
	why := fmt.Sprintf("line %d: %s", mismatch.Line, conformance.Explain(conformance.WrongFields(mismatch.State)))
	return played{result: result, instructions: instructions, why: why}, err
}

func reportOf(trace *formats.Trace, all []played) (described object, hasPassed bool) {
	var whys []string
	for _, one := range all {
		if one.why != "" {
			whys = append(whys, one.why)
		}
	}
	var why any
	if len(whys) > 0 {
		why = strings.Join(whys, "; ")
	}
	return object{
		{"name", conformance.CaseName(trace.File)},
		{"passed", len(whys) == 0},
		{"host_calls", all[0].result.HostCalls},
		{"gas_used", decimal(all[0].result.GasUsed)},
		{"why", why},
	}, len(whys) == 0
}

func replayText(trace *formats.Trace, all []played) string {
	name := conformance.CaseName(trace.File)
	var text strings.Builder
	for _, one := range all {
		if one.result.Mismatch != nil {
			failureText(&text, name, trace, one)
		}
	}
	if text.Len() > 0 {
		return text.String()
	}
	first := all[0].result
	return fmt.Sprintf("%s  passed  %d host calls  gas used %d\n", name, first.HostCalls, first.GasUsed)
}

func failureText(text *strings.Builder, name string, trace *formats.Trace, one played) {
	mismatch := one.result.Mismatch
	fmt.Fprintf(text, "%s  failed%s\n", name, one.where)
	fmt.Fprintf(text, "  line %d: %s\n", mismatch.Line, shortLine(trace.Lines[mismatch.Line-1]))
	stateText(text, mismatch.State)
	instructionsText(text, one.instructions)
}

func shortLine(line string) string {
	units := utf16.Encode([]rune(line))
	if len(units) <= longestLine {
		return line
	}
	return string(utf16.Decode(units[:longestLine])) + "…"
}

func stateText(text *strings.Builder, state []conformance.Difference) {
	lines := tableLines(tableOf(state))
	fmt.Fprintf(text, "    %s\n", lines[0])
	for index, row := range state {
		mark := "!"
		if row.Expected == row.Got {
			mark = " "
		}
		fmt.Fprintf(text, "  %s %s\n", mark, lines[index+1])
	}
}

func tableOf(differences []conformance.Difference) [][]string {
	rows := [][]string{{"field", "expected", "got"}}
	for _, difference := range differences {
		rows = append(rows, []string{difference.Field, difference.Expected, difference.Got})
	}
	return rows
}

func instructionsText(text *strings.Builder, instructions []conformance.Instruction) {
	if len(instructions) == 0 {
		return
	}
	width := 0
	for _, instruction := range instructions {
		width = max(width, len(decimal(instruction.PC)))
	}
	text.WriteString("  last instructions:\n")
	for index, instruction := range instructions {
		mark := " "
		if index == len(instructions)-1 {
			mark = ">"
		}
		fmt.Fprintf(text, "    %s %*d  %s\n", mark, width, instruction.PC, instruction.Text)
	}
}
