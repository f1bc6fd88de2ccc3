package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/pvm-ffi/pvm-go/internal/conformance"
)

func testCommand() *command {
	return &command{
		name:    "test",
		summary: "runs conformance cases, files or folders",
		files:   "PATH…",
		work:    workTest,
	}
}

// failure is a case that failed on one engine, or that cannot be read.
type failure struct {
	name string
	// where stands behind the name in the text.
	where string
	// prefix stands in front of everything in `why`.
	prefix string
	// differences are the fields that are wrong; nil if the case cannot be read.
	differences []conformance.Difference
	unreadable  string
}

func workTest(paths []string, options *options, stderr io.Writer) (report, error) {
	engines, err := enginesOf(options.engine)
	if err != nil {
		return report{}, err
	}
	var files []string
	for _, path := range paths {
		found, err := conformance.FindCases(path)
		if err != nil {
			return report{}, fileRefusal("read", path, err)
		}
		files = append(files, found...)
	}
	failed, skipped := judgeAll(files, engines, options, stderr)
	if len(files) == 0 {
		fmt.Fprintf(stderr, "pvm test: no case found in %s\n", strings.Join(paths, ", "))
	}
	if skipped > 0 {
		fmt.Fprintf(stderr, "pvm test: %s\n", skippedWhy(skipped, options.gasModel))
	}
	return testReport(options.engine, len(files), skipped, failed), nil
}

func testReport(engine string, count, skipped int, failed [][]failure) report {
	var text strings.Builder
	failures := []object{}
	for _, one := range failed {
		failures = append(failures, failureReport(one))
		for _, failure := range one {
			text.WriteString(failure.text())
		}
	}
	passed := count - skipped - len(failed)
	fmt.Fprintf(&text, "%d passed, %d failed, %d skipped\n", passed, len(failed), skipped)
	return report{
		json: object{
			{"engine", engine},
			{"passed", passed},
			{"failed", len(failed)},
			{"skipped", skipped},
			{"failures", failures},
		},
		text:   text.String(),
		status: statusOf(len(failed) == 0 && count > 0),
	}
}

func judgeAll(
	files []string, engines []namedEngine, options *options, stderr io.Writer,
) (failed [][]failure, skipped int) {
	bar := newProgress(stderr, "cases", len(files))
	defer bar.stop()
	for _, file := range files {
		failures, isSkipped := judge(file, engines, options)
		if isSkipped {
			skipped++
		} else if len(failures) > 0 {
			failed = append(failed, failures)
		}
		bar.advance()
	}
	return failed, skipped
}

// judge gives no failures for a case that passed. One case that cannot be read does not end the run.
func judge(file string, engines []namedEngine, options *options) (failures []failure, isSkipped bool) {
	name := conformance.CaseName(file)
	found, err := conformance.ReadCaseFile(file)
	if err != nil {
		return []failure{{name: name, unreadable: whyUnreadable(file, err)}}, false
	}
	if model := conformance.GasModelOf(found); model != "" && options.gasModel != "" && model != options.gasModel {
		return nil, true
	}
	for _, engine := range engines {
		setting := conformance.Setting{Engine: engine.engine, InstructionSet: options.instructionSet}
		outcome, err := conformance.RunCase(context.Background(), found, setting, conformance.ProgramReader(file))
		if err != nil {
			return []failure{{name: name, unreadable: err.Error()}}, false
		}
		if len(outcome.Differences) > 0 {
			failures = append(failures, failureOf(name, engine.name, len(engines) > 1, outcome))
		}
	}
	return failures, false
}

func whyUnreadable(file string, err error) string {
	if !isRefusal(err) {
		err = fileRefusal("read", file, err)
	}
	return err.Error()
}

func failureOf(name, engine string, namesEngine bool, outcome conformance.Outcome) failure {
	failure := failure{name: name, differences: outcome.Differences}
	if namesEngine {
		failure.where = " on " + engine
		failure.prefix = engine + ": "
	}
	if outcome.Line > 0 {
		failure.where += fmt.Sprintf(", line %d", outcome.Line)
		failure.prefix += fmt.Sprintf("line %d: ", outcome.Line)
	}
	return failure
}

func failureReport(failures []failure) object {
	whys := make([]string, len(failures))
	for index, failure := range failures {
		whys[index] = failure.prefix + failure.unreadable + conformance.Explain(failure.differences)
	}
	return object{{"name", failures[0].name}, {"why", strings.Join(whys, "; ")}}
}

func (failure failure) text() string {
	head := "FAILED " + failure.name + failure.where + "\n"
	if failure.differences == nil {
		return head + "  " + failure.unreadable + "\n"
	}
	return head + "  " + strings.Join(tableLines(tableOf(failure.differences)), "\n  ") + "\n"
}

func skippedWhy(count int, gasModel conformance.GasModel) string {
	other := conformance.GasPerBlock
	if gasModel == conformance.GasPerBlock {
		other = conformance.GasPerInstruction
	}
	return fmt.Sprintf("skipped %d: their gas model is %s, and --gas-model %s was given", count, other, gasModel)
}
