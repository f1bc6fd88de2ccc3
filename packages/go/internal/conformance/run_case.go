package conformance

import (
	"context"
	"errors"
	"fmt"

	"github.com/pvm-ffi/pvm-go/internal/formats"
)

// Outcome is how a case went.
type Outcome struct {
	// Differences is empty if it passed.
	Differences []Difference
	// Line of a trace that is wrong; else 0.
	Line int
}

// GasModelOf gives the gas model that a case is for; an empty one for a case that runs nothing.
func GasModelOf(test formats.Case) GasModel {
	switch test := test.(type) {
	case *formats.StepsCase:
		return gasModelOf(test)
	case *formats.BlobCase:
		return ""
	default:
		return GasPerInstruction
	}
}

func gasModelOf(test *formats.StepsCase) GasModel {
	if test.IsBlockGas {
		return GasPerBlock
	}
	return GasPerInstruction
}

// RunCase runs a case of any family and compares every field that it pins. readProgram reads a program file that a case
// names, relative to the case.
func RunCase(
	ctx context.Context, test formats.Case, setting Setting, readProgram func(name string) ([]byte, error),
) (Outcome, error) {
	outcome, err := setting.outcomeOf(ctx, test, readProgram)
	var refusal *Refused
	if errors.As(err, &refusal) {
		outcome = Outcome{Differences: []Difference{refusal.Difference}}
		if _, isTrace := test.(*formats.Trace); isTrace {
			outcome.Line = 1
		}
		return outcome, nil
	}
	return outcome, err
}

func (setting Setting) outcomeOf(
	ctx context.Context, test formats.Case, readProgram func(name string) ([]byte, error),
) (outcome Outcome, err error) {
	switch test := test.(type) {
	case *formats.InstructionCase:
		outcome.Differences, err = setting.runInstructionCase(ctx, test)
	case *formats.StepsCase:
		outcome.Differences, err = setting.runStepsCase(ctx, test)
	case *formats.ProgramCase:
		var file []byte
		if file, err = readProgram(test.ProgramFile); err == nil {
			outcome.Differences, err = setting.runProgramCase(ctx, test, file)
		}
	case *formats.BlobCase:
		outcome.Differences, err = setting.runBlobCase(test)
	case *formats.Trace:
		var result ReplayResult
		result, err = ReplayTrace(ctx, test, ReplaySetting{Setting: setting})
		if result.Mismatch != nil {
			outcome = Outcome{Differences: WrongFields(result.Mismatch.State), Line: result.Mismatch.Line}
		}
	default:
		err = fmt.Errorf("no such case: %T", test)
	}
	return outcome, err
}

// WrongFields leaves the fields that are right out.
func WrongFields(state []Difference) []Difference {
	var wrong []Difference
	for _, row := range state {
		if row.Expected != row.Got {
			wrong = append(wrong, row)
		}
	}
	return wrong
}
