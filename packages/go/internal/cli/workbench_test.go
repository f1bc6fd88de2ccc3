package cli

import (
	"bytes"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Programs as blobs: jump table, code and bitmask by hand.
var (
	// jump_ind r0, 0: halts if r0 is the halt address, as in a standard program.
	returning = []byte{0, 0, 2, 50, 0, 0b01}
	// ecalli 1, jump_ind r0, 0.
	callAndReturn = []byte{0, 0, 4, 10, 1, 50, 0, 0b0101}
	// add_64 r9, r7, r8, then off the end.
	add = []byte{0, 0, 3, 200, 0x87, 9, 0b001}
	// load_u8 r7, 0x20000, then off the end.
	load = []byte{0, 0, 5, 52, 7, 0, 0, 2, 0b00001}
	// jump 0: runs until its gas is gone.
	loop = []byte{0, 0, 1, 40, 0b1}
)

// standard gives a standard program of nothing but code.
func standard(code []byte) []byte {
	return append([]byte{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, byte(len(code)), 0, 0, 0}, code...)
}

// stored gives the same as the chain stores it, with metadata of two octets.
func stored(code []byte) []byte {
	return append([]byte{2, 'a', 'b'}, standard(code)...)
}

const startState = "r00=0xffff0000 r01=0xfefe0000 r07=0xfeff0000 r08=0x2"

// goodTrace is a recording of callAndReturn: one host call, in which the host did one thing of each kind.
func goodTrace() []string {
	return []string{
		"program 0x" + hex.EncodeToString(stored(callAndReturn)),
		"memwrite 0xfeff0000 len=2 <- 0x0102",
		"start pc=0 gas=100 " + startState,
		"ecalli=1 pc=0 gas=99 " + startState,
		"memread 0xfeff0000 len=2 -> 0x0102",
		"setreg r09 <- 0x7",
		"setgas <- 50",
		"HALT pc=2 gas=49 " + startState + " r09=0x7",
	}
}

// workbench is a folder of its own, in which commands run, so that files have short names in what they print.
type workbench struct{ t *testing.T }

func newWorkbench(t *testing.T) *workbench {
	t.Helper()
	t.Chdir(t.TempDir())
	bench := &workbench{t}
	for name, blob := range map[string][]byte{
		"return.pvm": returning, "return.std": standard(returning), "return.jam": stored(returning),
		"call.pvm": callAndReturn, "add.pvm": add, "load.pvm": load, "loop.pvm": loop,
		"good.log": []byte(strings.Join(goodTrace(), "\n")),
	} {
		bench.write(name, string(blob))
	}
	return bench
}

func (bench *workbench) write(name, contents string) string {
	bench.t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		bench.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(contents), 0o666); err != nil {
		bench.t.Fatal(err)
	}
	return name
}

// outcome is all that a command leaves.
type outcome struct {
	status         int
	stdout, stderr string
}

func (bench *workbench) pvm(arguments ...string) outcome {
	var stdout, stderr bytes.Buffer
	status := Main(arguments, &stdout, &stderr)
	return outcome{status, stdout.String(), stderr.String()}
}

func (bench *workbench) want(got, want outcome) {
	bench.t.Helper()
	if got != want {
		bench.t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// wantLine wants one line on stdout that has all of the parts.
func (bench *workbench) wantLine(got outcome, status int, parts ...string) {
	bench.t.Helper()
	isOneLine := strings.Count(got.stdout, "\n") == 1 && strings.HasSuffix(got.stdout, "}\n")
	if got.status != status || !isOneLine {
		bench.t.Errorf("got %+v, want one line and status %d", got, status)
	}
	for _, part := range parts {
		if !strings.Contains(got.stdout, part) {
			bench.t.Errorf("got %s without %s", got.stdout, part)
		}
	}
}
