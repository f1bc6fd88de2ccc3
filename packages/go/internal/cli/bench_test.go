package cli

import (
	"regexp"
	"strings"
	"testing"
)

func TestBenchMeasuresOneEngine(t *testing.T) {
	bench := newWorkbench(t)
	got := bench.pvm("bench", "add.pvm", "--reg", "7=40", "--rounds", "3", "--json")
	pattern := `^\{"engine":"interpreter","file":"add.pvm","format":"program","gas_model":"instruction","rounds":3,` +
		`"result":"panic","gas_used":"2","load_ns":\d+,"load_ns_median":\d+,"first_run_ns":\d+,"first_run_ns_median":\d+,` +
		`"run_ns":\d+,"run_ns_median":\d+,"instructions_per_second":\d+,"native_bytes":0\}\n$`
	if got.status != statusDone || got.stderr != "" || !regexp.MustCompile(pattern).MatchString(got.stdout) {
		t.Errorf("got %+v", got)
	}
}

func TestBenchComparesTwoEngines(t *testing.T) {
	bench := newWorkbench(t)
	bench.wantLine(bench.pvm("bench", "add.pvm", "--engine", "both", "--gas-model", "block", "--json"), statusDone,
		`{"engine":"both","same":true,"runs":[{"engine":"interpreter",`, `{"engine":"recompiler",`, `"rounds":10,`,
		`"gas_model":"block"`, `"instructions_per_second":null`)
	got := bench.pvm("bench", "add.pvm", "--engine", "both")
	isText := strings.HasPrefix(got.stdout, "engine                   interpreter\n") && strings.HasSuffix(got.stdout, "\n\nsame\n")
	if got.status != statusDone || !isText {
		t.Errorf("got %+v", got)
	}
}

func TestBenchRefusesRounds(t *testing.T) {
	for _, rounds := range []string{"0", "10001", "x"} {
		bench := newWorkbench(t)
		bench.want(bench.pvm("bench", "add.pvm", "--rounds", rounds), outcome{
			status: statusMisused,
			stderr: `pvm bench: --rounds: expected a number from 1 to 10000, got "` + rounds + `"` + "\n",
		})
	}
}
