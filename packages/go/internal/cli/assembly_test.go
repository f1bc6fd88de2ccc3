package cli

import (
	"os"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/pvm-ffi/pvm-go/internal/formats"
)

// Programs with everything that a text could lose.
var assembled = map[string][]byte{
	"add.pvm":    add,
	"call.pvm":   callAndReturn,
	"load.pvm":   load,
	"loop.pvm":   loop,
	"return.std": standard(returning),
	"return.jam": stored(callAndReturn),
	"empty.pvm":  {0, 0, 0},
	// A jump table of two entries of 3 octets, the second one wild.
	"table.pvm": {2, 3, 2, 1, 0, 0, 255, 255, 255, 1, 0, 0b11},
	// An undefined opcode, octets that no instruction starts at, and an immediate longer than it has to be.
	"odd.pvm": {0, 0, 10, 255, 1, 2, 51, 7, 5, 0, 0, 0, 0, 0b00001001, 0b10},
	// Nothing starts at the first octet.
	"late.pvm": {0, 0, 2, 0, 0, 0b10},
	"data.std": append([]byte{2, 0, 0, 3, 0, 0, 1, 0, 0, 16, 0, 0xaa, 0, 1, 2, 3, 6, 0, 0, 0}, returning...),
}

func TestDisasmAndAsmGiveAProgramBackOctetForOctet(t *testing.T) {
	formatsOf := map[string]string{"pvm": "program", "std": "standard", "jam": "standard+metadata"}
	for name, blob := range assembled {
		t.Run(name, func(t *testing.T) {
			bench := newWorkbench(t)
			bench.write(name, string(blob))
			_, ending, _ := strings.Cut(name, ".")
			text := bench.pvm("disasm", name, "--format", formatsOf[ending])
			bench.write("text.pasm", text.stdout)
			bench.want(bench.pvm("asm", "text.pasm"), outcome{stdout: formats.HexOf(blob) + "\n"})
		})
	}
}

func TestDisasmPrintsTheSameTextWithAndWithoutJSON(t *testing.T) {
	bench := newWorkbench(t)
	text := bench.pvm("disasm", "call.pvm").stdout
	if !regexp.MustCompile(`ecalli 1 .*\n(.*\n)*.*jump_ind r0, 0`).MatchString(text) {
		t.Errorf("got %s", text)
	}
	bench.want(bench.pvm("disasm", "call.pvm", "--json"), outcome{
		stdout: `{"file":"call.pvm","format":"program","text":` + formats.Quoted(text) + "}\n",
	})
}

func skipWithoutCode(t *testing.T) {
	t.Helper()
	if runtime.GOARCH != "amd64" || runtime.GOOS != "linux" {
		t.Skipf("no machine code on %s/%s", runtime.GOOS, runtime.GOARCH)
	}
}

func TestDisasmWithNativeCodeIsStillTextForAsm(t *testing.T) {
	skipWithoutCode(t)
	formatsOf := map[string]string{"pvm": "program", "std": "standard", "jam": "standard+metadata"}
	for name, blob := range assembled {
		t.Run(name, func(t *testing.T) {
			bench := newWorkbench(t)
			bench.write(name, string(blob))
			_, ending, _ := strings.Cut(name, ".")
			text := bench.pvm("disasm", name, "--format", formatsOf[ending], "--native")
			if text.status != statusDone || text.stderr != "" {
				t.Fatalf("got %+v", text)
			}
			bench.write("text.pasm", text.stdout)
			bench.want(bench.pvm("asm", "text.pasm"), outcome{stdout: formats.HexOf(blob) + "\n"})
		})
	}
}

func TestDisasmShowsOctetsWhereNothingCanReadThem(t *testing.T) {
	skipWithoutCode(t)
	bench := newWorkbench(t)
	t.Setenv("PATH", "")
	got := bench.pvm("disasm", "add.pvm", "--native")
	want := regexp.MustCompile(`^; objdump is not installed, [^\n]+binutils\n@0:\n +add_64 .*; 0\n; +[0-9a-f]+: ([0-9a-f]{2})+\n$`)
	if got.status != statusDone || !want.MatchString(got.stdout) {
		t.Errorf("got %+v", got)
	}
	bench.wantLine(bench.pvm("disasm", "add.pvm", "--native", "--json"), 0, `"native":[{"pc":0,"offset":`, `"text":null}]}`)
}

func TestInspectWithTheRecompilerTellsHowMuchMachineCodeItMakes(t *testing.T) {
	skipWithoutCode(t)
	bench := newWorkbench(t)
	got := bench.pvm("inspect", "call.pvm", "--engine", "recompiler", "--json")
	if !regexp.MustCompile(`"native_bytes":[1-9]\d*,"prepare_ns":[1-9]\d*,"compile_ns":[1-9]\d*,`).MatchString(got.stdout) {
		t.Errorf("got %+v", got)
	}
}

func TestAsmWritesTheBlobWhereItIsToldTo(t *testing.T) {
	bench := newWorkbench(t)
	bench.write("two.pasm", bench.pvm("disasm", "call.pvm").stdout)
	bench.want(bench.pvm("asm", "two.pasm", "--output", "two.pvm"), outcome{stdout: "two.pvm  8 octets\n"})
	if blob, err := os.ReadFile("two.pvm"); err != nil || string(blob) != string(callAndReturn) {
		t.Errorf("wrote %x, %v", blob, err)
	}
	bench.want(bench.pvm("asm", "two.pasm", "--json"), outcome{
		stdout: `{"file":"two.pasm","bytes":8,"blob":"` + formats.HexOf(callAndReturn) + `"}` + "\n",
	})
	bench.want(bench.pvm("asm", "two.pasm", "--output", "no/where"), outcome{statusMisused, "",
		"pvm asm: cannot write no/where: no such file or folder\n"})
}

func TestAsmNamesTheLineOfAMistake(t *testing.T) {
	bench := newWorkbench(t)
	for name, text := range map[string]string{
		"bad.pasm": "fallthrough\nad_64 r1, r2, r3\n",
		"nul.pasm": "fallthrough\n\x00\n",
	} {
		got := bench.pvm("asm", bench.write(name, text), "--json")
		want := regexp.MustCompile(`^pvm asm: ` + name + `:2: [^\n]+\n$`)
		if got.status != statusMisused || got.stdout != "" || !want.MatchString(got.stderr) {
			t.Errorf("got %+v, want %s", got, want)
		}
	}
}

func TestInspectCountsWhatIsInAProgram(t *testing.T) {
	bench := newWorkbench(t)
	got := bench.pvm("inspect", "call.pvm", "--json")
	want := regexp.MustCompile(`^\{"engine":"interpreter","file":"call.pvm","format":"program",` +
		`"instruction_set":"0.7.2","gas_model":"instruction","valid":true,"defect":null,"code_bytes":4,` +
		`"instructions":2,"blocks":1,"jump_entries":0,"jump_entry_bytes":0,"metadata_bytes":0,"read_only_bytes":0,` +
		`"read_write_bytes":0,"heap_pages":0,"stack_bytes":0,"native_bytes":0,"prepare_ns":\d+,"compile_ns":0,` +
		`"opcodes":\[\{"name":"ecalli","count":1\},\{"name":"jump_ind","count":1\}\]\}\n$`)
	if got.status != statusDone || got.stderr != "" || !want.MatchString(got.stdout) {
		t.Errorf("got %+v", got)
	}
}

func TestInspectTellsTheSectionsOfAStandardProgram(t *testing.T) {
	bench := newWorkbench(t)
	bench.write("data.std", string(assembled["data.std"]))
	got := bench.pvm("inspect", "data.std", "--gas-model", "block")
	got.stdout = regexp.MustCompile(`(prepare ns +)\d+`).ReplaceAllString(got.stdout, "${1}N")
	bench.want(got, outcome{stdout: `engine            interpreter
file              data.std
format            standard
instruction set   0.7.2+unlikely
gas model         block
valid             true
code bytes        2
instructions      1
blocks            1
jump entries      0
jump entry bytes  0
metadata bytes    0
read only bytes   2
read write bytes  3
heap pages        1
stack bytes       4096
native bytes      0
prepare ns        N
compile ns        0
opcodes
  1  jump_ind
`})
}

func TestInspectCountsAnUndefinedOpcodeAsTrap(t *testing.T) {
	bench := newWorkbench(t)
	bench.write("odd.pvm", string(assembled["odd.pvm"]))
	bench.wantLine(bench.pvm("inspect", "odd.pvm", "--json"), 0, `"instructions":3`, `{"name":"trap","count":2}`)
}

func TestInspectTellsWhatIsWrongWithTheCodeOfAStandardProgram(t *testing.T) {
	bench := newWorkbench(t)
	bench.write("bad.std", string(standard([]byte{1})))
	got := bench.pvm("inspect", "bad.std", "--format", "standard", "--json")
	bench.wantLine(got, 0, `"valid":false,"defect":"`, `"opcodes":[]`)
	if !regexp.MustCompile(`"defect":"[^"]+, octet \d+"`).MatchString(got.stdout) {
		t.Errorf("got %s", got.stdout)
	}
}
