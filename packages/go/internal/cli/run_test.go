package cli

import (
	"fmt"
	"strings"
	"testing"
)

// registers gives all 13 as JSON, those that are not zero by their index.
func registers(values map[int]string) string {
	texts := make([]string, 13)
	for index := range texts {
		texts[index] = `"0"`
		if value, found := values[index]; found {
			texts[index] = `"` + value + `"`
		}
	}
	return "[" + strings.Join(texts, ",") + "]"
}

func TestRunPrintsAHaltAsOneObject(t *testing.T) {
	bench := newWorkbench(t)
	bench.want(bench.pvm("run", "return.pvm", "--reg", "0=0xffff0000", "--json"), outcome{stdout: `{"engine":"interpreter",` +
		`"file":"return.pvm","format":"program","result":"halt","trap":"none","pc":"0","gas":"999999999","gas_used":"1",` +
		`"host_call":null,"fault_address":null,"registers":` + registers(map[int]string{0: "4294901760"}) +
		`,"output":null}` + "\n"})
}

func TestRunSaysHowTheGuestEnded(t *testing.T) {
	for _, test := range []struct {
		name   string
		args   []string
		status int
		parts  []string
	}{
		{"a standard program halts with its argument as output", []string{"return.std", "--args", "0x010203"}, 0,
			[]string{`"format":"standard"`, `"output":"0x010203"`, registers(map[int]string{
				0: "4294901760", 1: "4278059008", 7: "4278124544", 8: "3",
			})}},
		{"metadata is told from none", []string{"return.jam", "--args", "0aff"}, 0,
			[]string{`"format":"standard+metadata"`, `"output":"0x0aff"`}},
		{"no argument is an empty one", []string{"return.std"}, 0, []string{`"output":"0x"`}},
		{"a format may be forced", []string{"return.std", "--format", "standard"}, 0, []string{`"format":"standard"`}},
		{"a panic", []string{"add.pvm", "--reg", "7=40", "--reg=8=2"}, 1,
			[]string{`"result":"panic","trap":"trap","pc":"3","gas":"999999998","gas_used":"2"`,
				registers(map[int]string{7: "40", 8: "2", 9: "42"})}},
		{"options come before files, too", []string{"--reg", "7=40", "add.pvm"}, 1,
			[]string{registers(map[int]string{7: "40", 9: "40"})}},
		{"what follows -- is a file", []string{"--", "add.pvm"}, 1, []string{`"file":"add.pvm"`}},
		{"a page fault", []string{"load.pvm"}, 1,
			[]string{`"result":"page-fault","trap":"load-fault"`, `"fault_address":131072`}},
		{"a mapped page", []string{"load.pvm", "--map", "0x20000:4096:r"}, 1, []string{`"result":"panic"`, `"pc":"5"`}},
		{"a host call", []string{"call.pvm"}, 1, []string{`"result":"host-call","trap":"none","pc":"0"`, `"host_call":"1"`}},
		{"no gas left", []string{"loop.pvm", "--gas", "1000"}, 1,
			[]string{`"result":"out-of-gas"`, `"gas":"0","gas_used":"1000"`}},
		{"an entry point", []string{"call.pvm", "--pc", "2", "--reg", "0=0xffff0000"}, 0, []string{`"pc":"2"`}},
		{"no instruction at the entry point", []string{"call.pvm", "--pc", "1"}, 1,
			[]string{`"result":"panic","trap":"trap","pc":"1"`}},
		{"gas by block", []string{"loop.pvm", "--gas-model", "block", "--gas", "1000"}, 1,
			[]string{`"result":"out-of-gas"`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			bench := newWorkbench(t)
			arguments := append([]string{"run", "--json"}, test.args...)
			bench.wantLine(bench.pvm(arguments...), test.status, test.parts...)
		})
	}
}

func TestRunPrintsTextWithoutJSON(t *testing.T) {
	bench := newWorkbench(t)
	var want strings.Builder
	want.WriteString(`engine         interpreter
file           load.pvm
format         program
result         page-fault
trap           load-fault
pc             0
gas            999999999
gas used       1
fault address  0x00020000
`)
	for index := range 12 {
		fmt.Fprintf(&want, "%-15s0x0000000000000000  0\n", fmt.Sprintf("r%d", index))
	}
	want.WriteString("r12            0xffffffffffffffff  18446744073709551615\n")
	bench.want(bench.pvm("run", "load.pvm", "--reg", "12=0xffffffffffffffff"), outcome{1, want.String(), ""})
}

func TestAStandardProgramWithInvalidCodePanicsAndChargesNothing(t *testing.T) {
	bench := newWorkbench(t)
	bench.write("bad.std", string(standard([]byte{1})))
	bench.wantLine(bench.pvm("run", "bad.std", "--format", "standard", "--json"), 1,
		`"result":"panic","trap":"invalid-program"`, `"gas_used":"0"`)
}
