package cli

import (
	"os"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

func TestAWrongCommandLineIsRefusedWithOneLine(t *testing.T) {
	const all = "one of run, replay, test, disasm, inspect, asm, bench"
	const wantNumber = "expected a number from 0 to 2^64 - 1, decimal or 0x…"
	for _, test := range []struct {
		arguments []string
		want      string
	}{
		{[]string{}, "pvm: a command is missing; " + all},
		{[]string{"runn", "x"}, `pvm: unknown command "runn"; ` + all},
		{[]string{"--json", "run", "x"}, "pvm: unknown option --json; see pvm --help"},
		{[]string{"run"}, "pvm run: FILE is missing; see pvm run --help"},
		{[]string{"replay", "--json"}, "pvm replay: TRACE is missing; see pvm replay --help"},
		{[]string{"test"}, "pvm test: PATH is missing; see pvm test --help"},
		{[]string{"run", "a", "b"}, `pvm run: unexpected argument "b"; one FILE at a time`},
		{[]string{"run", "a", "--gaz", "5"}, "pvm run: unknown option --gaz; see pvm run --help"},
		{[]string{"run", "a", "--json=1"}, "pvm run: unknown option --json; see pvm run --help"},
		{[]string{"run", "a", "-h"}, "pvm run: unknown option -h; see pvm run --help"},
		{[]string{"run", "a", "-x"}, "pvm run: unknown option -x; see pvm run --help"},
		{[]string{"run", "a", "--gas"}, "pvm run: option --gas needs a value"},
		{[]string{"run", "a", "--gas", "1e9"}, "pvm run: --gas: " + wantNumber + `, got "1e9"`},
		{[]string{"run", "a", "--gas", "-1"}, "pvm run: --gas: " + wantNumber + `, got "-1"`},
		{[]string{"run", "a", "--gas", "18446744073709551616"},
			"pvm run: --gas: " + wantNumber + `, got "18446744073709551616"`},
		{[]string{"run", "a", "--pc=0x10000000000000000"}, "pvm run: --pc: " + wantNumber + `, got "0x10000000000000000"`},
		{[]string{"run", "a", "--args", "0x123"}, `pvm run: --args: expected whole octets in hex, got "0x123"`},
		{[]string{"run", "add.pvm", "--args", "00"}, "pvm run: --args: add.pvm is a bare program and takes no argument"},
		{[]string{"run", "a", "--reg", "13=1"},
			`pvm run: --reg: expected INDEX=VALUE, an index from 0 to 12 and a number below 2^64, got "13=1"`},
		{[]string{"run", "a", "--map", "0x10000"},
			`pvm run: --map: expected ADDRESS:LENGTH or ADDRESS:LENGTH:r, numbers of at most 2^32, got "0x10000"`},
		{[]string{"run", "a", "--gas-model", "free"}, `pvm run: --gas-model: expected instruction or block, got "free"`},
		{[]string{"inspect", "a", "--instruction-set", "0.8"},
			`pvm inspect: --instruction-set: expected 0.7.2 or 0.7.2+unlikely, got "0.8"`},
		{[]string{"disasm", "a", "--format", "elf"},
			`pvm disasm: --format: expected auto, program, standard or standard+metadata, got "elf"`},
		{[]string{"run", "a", "--engine", strings.Repeat("x", 50)},
			"pvm run: --engine: expected interpreter, recompiler, both or a path with a /, got " +
				`"` + strings.Repeat("x", 40) + `…"`},
		{[]string{"run", "nowhere.pvm"}, "pvm run: cannot read nowhere.pvm: no such file or folder"},
		{[]string{"run", "add.pvm/x"}, "pvm run: cannot read add.pvm/x: no such file or folder"},
		{[]string{"run", strings.Repeat("x", 300)}, "pvm run: cannot read " + strings.Repeat("x", 300) + ": ENAMETOOLONG"},
		{[]string{"run", "folder"}, "pvm run: cannot read folder: it is a folder"},
		{[]string{"replay", "nowhere.log"}, "pvm replay: cannot read nowhere.log: no such file or folder"},
		{[]string{"test", "add.pvm", "nowhere"}, "pvm test: cannot read nowhere: no such file or folder"},
		{[]string{"asm", "nowhere.pasm"}, "pvm asm: cannot read nowhere.pasm: no such file or folder"},
		{[]string{"run", "a.elf"}, "pvm run: a.elf is an ELF file, not a program; link it for PVM first"},
		{[]string{"replay", "broken.log"},
			"pvm replay: broken.log:5: expected what the host did, or the next stop, got the end of the file"},
	} {
		t.Run(strings.Join(test.arguments, " "), func(t *testing.T) {
			bench := newWorkbench(t)
			bench.write("a.elf", "\x7fELF and more")
			bench.write("broken.log", strings.Join(goodTrace()[:4], "\n"))
			if err := os.Mkdir("folder", 0o777); err != nil {
				t.Fatal(err)
			}
			bench.want(bench.pvm(test.arguments...), outcome{statusMisused, "", test.want + "\n"})
		})
	}
}

func TestRefusalsOfTheLibraryAreOneLine(t *testing.T) {
	for _, test := range []struct {
		name, pattern string
		arguments     []string
	}{
		{"pages that cannot be mapped", `^pvm run: --map: 0x10000:1: [^\n]+\n$`, []string{"run", "add.pvm", "--map", "0x10000:1"}},
		{"pages behind the last address", `^pvm run: --map: 0x100000000:4096: [^\n]+\n$`,
			[]string{"run", "add.pvm", "--map", "0x100000000:4096"}},
		{"no program in any format", `^pvm run: text\.pvm is no program: as standard\+metadata: .+, octet \d+; ` +
			`as standard: .+, octet \d+; as program: .+, octet \d+\n$`, []string{"run", "text.pvm"}},
		{"no program in the format that was given", `^pvm run: return\.std is no program: as program: .+, octet \d+\n$`,
			[]string{"run", "return.std", "--format", "program", "--json"}},
		{"invalid code in a container", `as standard: in its code: .+, octet \d+; as program: `,
			[]string{"inspect", "bad.std"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			bench := newWorkbench(t)
			bench.write("text.pvm", "hello, world")
			bench.write("bad.std", string(standard([]byte{1})))
			got := bench.pvm(test.arguments...)
			if got.status != statusMisused || got.stdout != "" || !regexp.MustCompile(test.pattern).MatchString(got.stderr) {
				t.Errorf("got %+v, want %s", got, test.pattern)
			}
		})
	}
}

func TestHelpIsOnStdout(t *testing.T) {
	for _, words := range []string{"--help", "run --help", "run x --bogus --help", "replay --help", "test --help",
		"disasm --help", "inspect --help", "asm --help", "bench --help"} {
		bench := newWorkbench(t)
		got := bench.pvm(strings.Fields(words)...)
		if got.status != statusDone || got.stderr != "" || !strings.HasPrefix(got.stdout, "Usage: pvm ") {
			t.Errorf("%s: got %+v", words, got)
		}
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) {
	return 0, &os.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.ENOSPC}
}

func TestAStdoutThatTakesNothingIsToldOfInOneLine(t *testing.T) {
	var stderr strings.Builder
	if status := Main([]string{"--help"}, fullDisk{}, &stderr); status != statusFailed {
		t.Errorf("exit status %d", status)
	}
	if got := stderr.String(); got != "pvm: cannot write stdout: ENOSPC\n" {
		t.Errorf("stderr: %q", got)
	}
}
