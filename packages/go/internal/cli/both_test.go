package cli

import (
	"slices"
	"strings"
	"testing"

	pvm "github.com/pvm-ffi/pvm-go"
	"github.com/pvm-ffi/pvm-go/internal/formats"
)

// What `--engine both` prints does not depend on which engines there are.
var twoEngines = []namedEngine{{"first", pvm.DefaultEngine()}, {"second", pvm.DefaultEngine()}}

func TestRunsOfTwoEnginesAreComparedInAllButTheEngine(t *testing.T) {
	bench := newWorkbench(t)
	run := func(engine namedEngine, change func(*options)) *run {
		options := defaults()
		change(options)
		run, err := runOnce("load.pvm", options, engine)
		if err != nil {
			bench.t.Fatal(err)
		}
		return run
	}
	same := func(*options) {}
	other := func(options *options) {
		options.gas = 7
		options.registers = []registerValue{{3, 1}}
		options.ranges = []mapRange{{address: 0x20000, length: 4096}}
	}
	if got := differingKeys(run(twoEngines[0], same), run(twoEngines[1], same)); len(got) != 0 {
		t.Errorf("%v differ", got)
	}
	want := []string{"result", "trap", "pc", "gas", "gas_used", "fault_address", "r3"}
	if got := differingKeys(run(twoEngines[0], same), run(twoEngines[1], other)); !slices.Equal(got, want) {
		t.Errorf("%v differ, want %v", got, want)
	}
}

func TestAFailureOnTwoEnginesNamesThem(t *testing.T) {
	bench := newWorkbench(t)
	text := strings.ReplaceAll(strings.Join(goodTrace(), "\n"), "gas=49", "gas=48")
	failures, _ := judge(bench.write("bad.log", text), twoEngines, defaults())
	const why = "line 8: gas: expected 48, got 49"
	if got := string(appendJSON(nil, failureReport(failures))); got != `{"name":"bad","why":"first: `+why+`; second: `+why+`"}` {
		t.Errorf("got %s", got)
	}
	if got := failures[1].text(); !strings.HasPrefix(got, "FAILED bad on second, line 8\n") {
		t.Errorf("got %s", got)
	}
	trace, err := formats.ReadTrace(text, "bad.log")
	if err != nil {
		t.Fatal(err)
	}
	all, err := playOnAll(trace, twoEngines, defaults())
	if err != nil {
		t.Fatal(err)
	}
	described, hasPassed := reportOf(trace, all)
	want := `{"name":"bad","passed":false,"host_calls":1,"gas_used":"2","why":"first: ` + why + `; second: ` + why + `"}`
	if got := string(appendJSON(nil, described)); got != want || hasPassed {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := replayText(trace, all); strings.Count(got, "bad  failed on ") != 2 {
		t.Errorf("got %s", got)
	}
}
