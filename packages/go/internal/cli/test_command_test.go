package cli

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/pvm-ffi/pvm-go/internal/formats"
)

const (
	zeros   = "[0,0,0,0,0,0,0,0,0,0,0,0,0]"
	halting = "[4294901760,0,0,0,0,0,0,0,0,0,0,0,0]"

	wantsHalt = `"regs":` + halting + `,"memory":[]`
)

var (
	instructionCase = `{"program":` + octets(add) + `,"initial-regs":` + zeros + `,"initial-pc":0,"initial-gas":10,` +
		`"initial-page-map":[{"address":131072,"length":8192,"is-writable":true}],` +
		`"initial-memory":[{"address":131072,"contents":[1,2,3]}],"expected-status":"panic","expected-regs":` + zeros +
		`,"expected-pc":3,"expected-gas":8,"expected-memory":[{"address":131072,"contents":[1,2,3]}]}`
	stepsCase = `{"gas-model":"instruction","program":` + octets(callAndReturn) + `,"initial-pc":0,"initial-gas":10,` +
		`"steps":[{"kind":"set-reg","reg":0,"value":4294901760},{"kind":"run"},` +
		`{"kind":"assert","status":"ecalli","hostcall":1,"pc":0,"gas":9,` + wantsHalt + `},{"kind":"run"},` +
		`{"kind":"assert","status":"halt","pc":2,"gas":8,` + wantsHalt + `}]}`
	costsCase   = `{"program":` + octets(callAndReturn) + `,"block-gas-costs":{}}`
	programCase = `{"file":"call.pvm","format":"generic","gas":100,` +
		`"host":{"policy":"constant","register":7,"value":"9","gas":10},` +
		`"initial":{"pc":0,"registers":` + halting + `,"pages":[]},` +
		`"expected":{"status":"halt","pc":2,"gas":88,"registers":[4294901760,0,0,0,0,0,0,9,0,0,0,0,0],` +
		`"instructions":2,"host_calls":1,` +
		`"memory_sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}}`
	blobCase      = `{"kind":"program","blob":"` + formats.HexOf(returning) + `","valid":true}`
	containerCase = `{"kind":"standard","blob":"` + formats.HexOf(standard([]byte{1})) +
		`","valid":false,"container-valid":true}`
)

func octets(bytes []byte) string {
	return strings.ReplaceAll(fmt.Sprint(bytes), " ", ",")
}

// good writes a folder with one good case of every family.
func (bench *workbench) good(folder string) string {
	bench.write(folder+"/add.json", instructionCase)
	bench.write(folder+"/deep/er/steps.json", stepsCase)
	bench.write(folder+"/program.json", programCase)
	bench.write(folder+"/call.pvm", string(callAndReturn))
	bench.write(folder+"/blob.json", blobCase)
	bench.write(folder+"/container.json", containerCase)
	bench.write(folder+"/trace.log", strings.Join(goodTrace(), "\n"))
	bench.write(folder+"/README.md", "not a case")
	return folder
}

func TestTestPassesACaseOfEveryFamilyAndWalksFolders(t *testing.T) {
	bench := newWorkbench(t)
	bench.want(bench.pvm("test", bench.good("all"), "--json"), outcome{
		stdout: `{"engine":"interpreter","passed":6,"failed":0,"skipped":0,"failures":[]}` + "\n",
	})
}

func TestTestRecognisesCasesByTheirContent(t *testing.T) {
	bench := newWorkbench(t)
	bench.write("trace-1.log", instructionCase)
	bench.write("inst_add.json", strings.Join(goodTrace(), "\n"))
	bench.write("case", blobCase)
	bench.wantLine(bench.pvm("test", "--json", "trace-1.log", "inst_add.json", "case"), 0, `"passed":3,"failed":0`)
}

func TestTestDoesNotFollowLinksToFolders(t *testing.T) {
	bench := newWorkbench(t)
	bench.good("linked")
	if err := os.Symlink("..", "linked/deep/back"); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	bench.wantLine(bench.pvm("test", "linked", "--json"), 0, `"passed":6,"failed":0`)
}

func TestTestFailsWhereThereIsNoCase(t *testing.T) {
	bench := newWorkbench(t)
	bench.write("empty/README.md", "")
	bench.want(bench.pvm("test", "empty", "--json"), outcome{1,
		`{"engine":"interpreter","passed":0,"failed":0,"skipped":0,"failures":[]}` + "\n",
		"pvm test: no case found in empty\n"})
}

func TestTestListsEverythingThatDiffers(t *testing.T) {
	bench := newWorkbench(t)
	wrong := replaced(t, instructionCase, `"expected-status":"panic"`,
		`"expected-status":"page-fault","expected-page-fault-address":131072`)
	wrong = replaced(t, wrong, `"expected-gas":8`, `"expected-gas":9`)
	wrong = replaced(t, wrong, `"expected-regs":`+zeros, `"expected-regs":[0,0,0,0,0,0,0,0,0,0,0,0,255]`)
	wrong = replaced(t, wrong, `"expected-memory":[{"address":131072,"contents":[1,2,3]}]`,
		`"expected-memory":[{"address":131073,"contents":[2,4,0,0,5]}]`)
	bench.write("wrong/a.json", wrong)
	bench.write("wrong/b.json", `{"a":1}`)
	bench.write("wrong/c.json", instructionCase)
	bench.want(bench.pvm("test", "wrong"), outcome{status: 1, stdout: `FAILED a
  field              expected    got
  status             page-fault  panic
  gas                9           8
  r12                0xff        0x0
  fault_address      0x00020000  none
  memory 0x00020000  0x00        0x01
  memory 0x00020002  0x04        0x03
  memory 0x00020005  0x05        0x00
FAILED b
  wrong/b.json:1: no case of a known family: expected a field blob, file, expected-status, gas-model or block-gas-costs
1 passed, 2 failed, 0 skipped
`})
}

func TestTestSaysWhatIsWrong(t *testing.T) {
	for _, test := range []struct {
		// want is a pattern.
		name, base, old, new, want string
	}{
		{"a step", stepsCase, `"pc":2,"gas":8`, `"pc":2,"gas":7`, `steps\[4\]\.gas: expected 7, got 8`},
		{"pages that cannot be", stepsCase, `{"kind":"set-reg","reg":0,"value":4294901760}`,
			`{"kind":"map","address":4096,"length":4096,"is_writable":true}`, `steps\[0\]: expected accepted, got .+`},
		{"the cost of a block, one too many and one missing", costsCase, `{}`, `{"0":1,"9":5}`,
			`block 0: expected 1, got \d+; block 9: expected 5, got none`},
		{"a count of instructions", programCase, `"instructions":2`, `"instructions":3`,
			`instructions: expected 3, got 2`},
		{"a count of host calls", programCase, `"host_calls":1`, `"host_calls":0`, `host_calls: expected 0, got 1`},
		{"a hash of memory", programCase, `"memory_sha256":"e3b0`, `"memory_sha256":"e3b1`,
			`memory_sha256: expected e3b1[0-9a-f]{60}, got e3b0[0-9a-f]{60}`},
		{"memory in clear", programCase, `"host_calls":1`,
			`"host_calls":1,"memory":[{"address":131072,"bytes":"0x0007"}]`, `memory 0x00020001: expected 0x07, got 0x00`},
		{"a program that is not there", programCase, `call.pvm`, `gone.pvm`, `case.json:file: cannot read gone.pvm`},
		{"the hash of a program file", programCase, `"format"`, `"file_sha256":"00","format"`,
			`file_sha256: expected 00, got [0-9a-f]{64}`},
		{"a blob that is valid", blobCase, `true`, `false`, `valid: expected false, got true`},
		{"a blob that is not", blobCase, `"blob":"0x`, `"blob":"0xff`, `valid: expected true, got false \(.+, octet \d+\)`},
		{"a container that is valid", containerCase, `"container-valid":true`, `"container-valid":false`,
			`container-valid: expected false, got true`},
		{"a program in a container that is not", containerCase, `"valid":false`, `"valid":true`,
			`valid: expected true, got false \(.+, octet \d+\)`},
	} {
		t.Run(test.name, func(t *testing.T) {
			bench := newWorkbench(t)
			bench.write("case.json", replaced(t, test.base, test.old, test.new))
			got := bench.pvm("test", "case.json", "--json")
			bench.wantLine(got, 1, `"passed":0,"failed":1,"skipped":0`)
			if want := regexp.MustCompile(`\[\{"name":"case","why":"` + test.want + `"\}\]`); !want.MatchString(got.stdout) {
				t.Errorf("got %s, want %s", got.stdout, want)
			}
		})
	}
}

func TestTestNamesTheLineOfATraceThatIsWrong(t *testing.T) {
	bench := newWorkbench(t)
	bench.write("bad.log", strings.ReplaceAll(strings.Join(goodTrace(), "\n"), "gas=49", "gas=48"))
	bench.wantLine(bench.pvm("test", "bad.log", "--json"), 1,
		`"failures":[{"name":"bad","why":"line 8: gas: expected 48, got 49"}]`)
	bench.want(bench.pvm("test", "bad.log"), outcome{status: 1,
		stdout: "FAILED bad, line 8\n  field  expected  got\n  gas    48        49\n0 passed, 1 failed, 0 skipped\n"})
}

func TestTestSkipsTheCasesOfTheOtherGasModelWithTheReason(t *testing.T) {
	bench := newWorkbench(t)
	bench.good("models")
	bench.write("models/costs.json", costsCase)
	got := bench.pvm("test", "models", "--gas-model", "instruction", "--json")
	bench.wantLine(got, 0, `"passed":6,"failed":0,"skipped":1`)
	if want := "pvm test: skipped 1: their gas model is block, and --gas-model instruction was given\n"; got.stderr != want {
		t.Errorf("got %q, want %q", got.stderr, want)
	}
	bench.wantLine(bench.pvm("test", "models", "--gas-model", "block", "--json"), 1, `"passed":2,"failed":1,"skipped":4`)
}

func replaced(t *testing.T, text, old, replacement string) string {
	t.Helper()
	if strings.Count(text, old) != 1 {
		t.Fatalf("%s is not there once", old)
	}
	return strings.Replace(text, old, replacement, 1)
}
