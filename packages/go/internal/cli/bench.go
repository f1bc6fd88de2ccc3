package cli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	pvm "github.com/pvm-ffi/pvm-go"
	"github.com/pvm-ffi/pvm-go/internal/conformance"
)

func benchCommand() *command {
	return &command{
		name:    "bench",
		summary: "measures loading and running a program",
		files:   "FILE",
		own:     append(runOptions[:len(runOptions):len(runOptions)], formatOption, roundsOption),
		work:    workBench,
	}
}

var roundsOption = option{
	flag: "--rounds", value: "N", help: "how often each engine takes its turn", shown: "10",
	read: func(options *options, text string) (err error) {
		options.rounds, err = readCount("--rounds", text, 10_000)
		return err
	},
}

// subject is what is measured of one engine. Its own program is used in all rounds.
type subject struct {
	named                           namedEngine
	found                           *programFile
	loadTimes, firstTimes, runTimes []time.Duration
	end                             *benchEnd
}

// benchEnd is how a run ended; all of one command have to end alike.
type benchEnd struct {
	result      string
	pc, gasUsed uint64
	registers   [pvm.RegisterCount]uint64
}

func workBench(files []string, options *options, _ io.Writer) (report, error) {
	engines, err := enginesOf(options.engine)
	if err != nil {
		return report{}, err
	}
	subjects := make([]*subject, len(engines))
	for index, engine := range engines {
		found, err := readProgramFile(files[0], options, engine.engine)
		if err != nil {
			return report{}, err
		}
		defer found.program.Close()
		subjects[index] = &subject{named: engine, found: found}
	}
	for range options.rounds {
		for _, subject := range subjects {
			if err := subject.measure(files[0], options); err != nil {
				return report{}, err
			}
		}
	}
	runs := make([]object, len(subjects))
	texts := make([]string, len(subjects))
	for index, subject := range subjects {
		if runs[index], err = subject.facts(files[0], options); err != nil {
			return report{}, err
		}
		texts[index] = keyed(runs[index])
	}
	text := strings.Join(texts, "\n")
	if len(runs) == 1 {
		return report{json: runs[0], text: text}, nil
	}
	isSame := *subjects[0].end == *subjects[1].end
	verdict := "same"
	if !isSame {
		verdict = "different; pvm run --engine both says in what"
	}
	return report{
		json:   object{{"engine", options.engine}, {"same", isSame}, {"runs", runs}},
		text:   text + "\n" + verdict + "\n",
		status: statusOf(isSame),
	}, nil
}

// measure takes one turn: a program that is loaded anew and run once, and a run of the one that was run before.
func (subject *subject) measure(file string, options *options) error {
	begin := time.Now()
	fresh, err := readProgramFile(file, options, subject.named.engine)
	if err != nil {
		return err
	}
	defer fresh.program.Close()
	subject.loadTimes = append(subject.loadTimes, time.Since(begin))
	first, err := subject.runOnce(file, fresh, options)
	if err != nil {
		return err
	}
	again, err := subject.runOnce(file, subject.found, options)
	if err != nil {
		return err
	}
	subject.firstTimes = append(subject.firstTimes, first)
	subject.runTimes = append(subject.runTimes, again)
	return nil
}

func (subject *subject) runOnce(file string, found *programFile, options *options) (time.Duration, error) {
	vm, err := readyVM(file, found, options, subject.named.engine)
	if err != nil {
		return 0, err
	}
	defer vm.Close()
	begin := time.Now()
	result, err := vm.Execute(context.Background(), options.pc)
	took := time.Since(begin)
	if err != nil {
		return 0, err
	}
	state := vm.State()
	end := &benchEnd{subject.named.engine.ResultName(result), state.PC, options.gas - state.Gas, state.Registers}
	if subject.end != nil && *end != *subject.end {
		return 0, fmt.Errorf("%s: two runs on %s ended differently", file, subject.named.name)
	}
	subject.end = end
	return took, nil
}

func (subject *subject) facts(file string, options *options) (object, error) {
	info, err := subject.found.program.Info()
	if err != nil {
		return nil, err
	}
	load, first, run := slices.Min(subject.loadTimes), slices.Min(subject.firstTimes), slices.Min(subject.runTimes)
	gasModel := options.gasModelOrDefault()
	var rate any // gas is instructions in one model only
	if gasModel == conformance.GasPerInstruction {
		rate = uint64(float64(subject.end.gasUsed) * 1e9 / float64(max(run, 1)))
	}
	return object{
		{"engine", subject.named.name},
		{"file", file},
		{"format", string(subject.found.format)},
		{"gas_model", string(gasModel)},
		{"rounds", options.rounds},
		{"result", subject.end.result},
		{"gas_used", decimal(subject.end.gasUsed)},
		{"load_ns", uint64(load)},
		{"load_ns_median", uint64(median(subject.loadTimes))},
		{"first_run_ns", uint64(first)},
		{"first_run_ns_median", uint64(median(subject.firstTimes))},
		{"run_ns", uint64(run)},
		{"run_ns_median", uint64(median(subject.runTimes))},
		{"instructions_per_second", rate},
		{"native_bytes", info.NativeLen},
	}, nil
}

// median gives the lower of the two in the middle.
func median(times []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[(len(sorted)-1)/2]
}
