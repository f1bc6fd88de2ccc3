package formats

import (
	"encoding/json"
	"errors"
	"reflect"
	"strconv"
	"strings"
	"testing"
)

const (
	zeros     = `[0,0,0,0,0,0,0,0,0,0,0,0,0]`
	strings13 = `["0","0","0","0","0","0","0","0","0","0","0","0","0"]`

	instructionCase = `{"program":[0,0,1,0,1],"initial-regs":` + zeros + `,"initial-pc":0,"initial-gas":10,
		"initial-page-map":[{"address":131072,"length":4096,"is-writable":true}],
		"initial-memory":[{"address":131072,"contents":[1,2]}],
		"expected-status":"page-fault","expected-regs":` + zeros + `,"expected-pc":0,"expected-gas":9,
		"expected-memory":[],"expected-page-fault-address":65536}`
	assertStep = `{"kind":"assert","status":"ecalli","hostcall":3,"pc":0,"gas":9,"regs":` + zeros + `,"memory":[]}`
	stepsCase  = `{"gas-model":"block","program":[0,0,1,0,1],"initial-pc":0,"initial-gas":10,"steps":[
		{"kind":"map","address":131072,"length":4096,"is_writable":false},
		{"kind":"write","address":131072,"contents":[7]},
		{"kind":"set-reg","reg":12,"value":5},
		{"kind":"run"},
		` + assertStep + `],"block-gas-costs":{"0":2}}`
	programCase = `{"file":"x.jam","format":"spi","args":"0x0102","gas":100,
		"host":{"policy":"fetch","data":"0x00","gas":10},"initial":{"pc":5},
		"expected":{"status":"halt","pc":1,"gas":90,"registers":` + strings13 + `,"instructions":10,"host_calls":0,
		"memory_sha256":"ab","memory":[{"address":131072,"bytes":"0x01"}],
		"result":{"length":1,"sha256":"cd","bytes":"0x09"}}}`
	blobCase = `{"kind":"standard","blob":"0x0001","valid":false,"container-valid":true}`
)

func TestCasesAreRecognisedByTheirFields(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       Case
	}{
		{"instructions", instructionCase, &InstructionCase{}},
		{"random", stepsCase, &StepsCase{}},
		{"gas-model", changed(t, stepsCase, "gas-model", ""), &StepsCase{}},
		{"gas-model without steps", `{"program":[0,0,0],"block-gas-costs":{}}`, &StepsCase{}},
		{"programs", programCase, &ProgramCase{}},
		{"blobs", blobCase, &BlobCase{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := read(t, test.text); reflect.TypeOf(got) != reflect.TypeOf(test.want) {
				t.Errorf("read as %T, want %T", got, test.want)
			}
		})
	}
}

func TestTheGasModelIsTheOnePerBlockUnlessTheCaseNamesOne(t *testing.T) {
	for _, test := range []struct {
		model string
		want  bool
	}{{`"instruction"`, false}, {`"block"`, true}, {"", true}} {
		if got := read(t, changed(t, stepsCase, "gas-model", test.model)).(*StepsCase).IsBlockGas; got != test.want {
			t.Errorf("gas-model %s: per block is %v, want %v", test.model, got, test.want)
		}
	}
}

func TestNumbersOf64BitsStayExact(t *testing.T) {
	text := changed(t, instructionCase, "initial-gas", "18446744073709551615")
	if got := read(t, text).(*InstructionCase).Gas; got != 1<<64-1 {
		t.Errorf("gas is %d", got)
	}
	text = changed(t, programCase, "expected.pc", `"18446744073709551615"`)
	if got := read(t, text).(*ProgramCase).Expected.PC; got != 1<<64-1 {
		t.Errorf("pc is %d", got)
	}
}

func TestACasePinsWhatItNamesAndNothingElse(t *testing.T) {
	instruction := read(t, instructionCase).(*InstructionCase)
	if address := instruction.Expected.FaultAddress; address == nil || *address != 65536 {
		t.Errorf("fault address is %v", address)
	}
	instruction = read(t, changed(t, instructionCase, "expected-page-fault-address", "")).(*InstructionCase)
	if address := instruction.Expected.FaultAddress; address != nil {
		t.Errorf("fault address is %v", *address)
	}
	assert := read(t, stepsCase).(*StepsCase).Steps[4].(*AssertStep)
	if call := assert.Expected.HostCall; call == nil || *call != 3 || assert.Expected.Status != StatusHostCall {
		t.Errorf("host call is %v, status %s", call, assert.Expected.Status)
	}
	program := read(t, programCase).(*ProgramCase)
	if len(program.Memory) != 1 || program.Result == nil || string(*program.Result.Bytes) != "\x09" {
		t.Errorf("memory is %v, result %v", program.Memory, program.Result)
	}
	program = read(t, changed(t, programCase, "expected.result", "")).(*ProgramCase)
	if program.Result != nil {
		t.Errorf("result is %v", program.Result)
	}
}

func TestMalformedCasesAreRefused(t *testing.T) {
	for _, test := range []struct {
		// An empty value takes the field out.
		name, base, path, value, want string
	}{
		{"12 registers", instructionCase, "initial-regs", `[0,0,0,0,0,0,0,0,0,0,0,0]`,
			"initial-regs: expected 13 registers, got 12"},
		{"14 registers", instructionCase, "expected-regs", `[0,0,0,0,0,0,0,0,0,0,0,0,0,0]`,
			"expected-regs: expected 13 registers, got 14"},
		{"a register below zero", instructionCase, "initial-regs.3", "-1",
			"initial-regs[3]: expected an integer from 0 to 2^64 - 1, got -1"},
		{"a register of 65 bits", instructionCase, "initial-regs.3", "18446744073709551616",
			"initial-regs[3]: expected an integer from 0 to 2^64 - 1, got 18446744073709551616"},
		{"a register that is no integer", instructionCase, "initial-regs.3", "0.5",
			"initial-regs[3]: expected an integer from 0 to 2^64 - 1, got 0.5"},
		{"a register in words", instructionCase, "initial-regs.3", `"one"`,
			`initial-regs[3]: expected an integer from 0 to 2^64 - 1, got "one"`},
		{"a program with 256 in it", instructionCase, "program.1", "256",
			"program: expected octets, got 256 at index 1"},
		{"a program that is text", instructionCase, "program", `"0x00"`, `program: expected an array, got "0x00"`},
		{"an unknown status", instructionCase, "expected-status", `"stop"`,
			`expected-status: expected halt, panic, page-fault, out-of-gas, host-call; got "stop"`},
		{"no pc", instructionCase, "initial-pc", "", `1: field "initial-pc" is missing`},
		{"no address of pages", instructionCase, "initial-page-map.0.address", "",
			`initial-page-map[0]: field "address" is missing`},
		{"an address of 33 bits", instructionCase, "initial-memory.0.address", "4294967296",
			"initial-memory[0].address: expected an integer from 0 to 4294967295, got 4294967296"},
		{"writable in words", instructionCase, "initial-page-map.0.is-writable", `"yes"`,
			`initial-page-map[0].is-writable: expected true or false, got "yes"`},
		{"an unknown gas model", stepsCase, "gas-model", `"both"`,
			`gas-model: expected instruction, block; got "both"`},
		{"an unknown step", stepsCase, "steps.0.kind", `"unmap"`,
			`steps[0].kind: expected map, write, set-reg, run, assert; got "unmap"`},
		{"a step that is a number", stepsCase, "steps.0", "5", "steps[0]: expected an object, got 5"},
		{"a register 13", stepsCase, "steps.2.reg", "13", "steps[2].reg: expected an integer from 0 to 12, got 13"},
		{"an assert before the first run", stepsCase, "steps.3", assertStep,
			"steps[3]: asserts a state before the first run"},
		{"a page fault without its address", stepsCase, "steps.4.status", `"page-fault"`,
			`steps[4]: field "page_fault_address" is missing`},
		{"a host call without its number", stepsCase, "steps.4.hostcall", "", `steps[4]: field "hostcall" is missing`},
		{"a block that is no number", stepsCase, "block-gas-costs.x", "5",
			"block-gas-costs.x: expected the code offset of a block as the name of the field"},
		{"no steps", stepsCase, "steps", "", `1: field "steps" is missing`},
		{"an unknown format", programCase, "format", `"elf"`, `format: expected generic, spi, spi+metadata; got "elf"`},
		{"a bare program without registers", programCase, "format", `"generic"`,
			`initial: field "registers" is missing`},
		{"an unknown policy", programCase, "host.policy", `"echo"`,
			`host.policy: expected none, constant, fetch; got "echo"`},
		{"an argument with half an octet", programCase, "args", `"0x123"`,
			`args: expected 0x and whole octets in hex, got "0x123"`},
		{"no count of instructions", programCase, "expected.instructions", "",
			`expected: field "instructions" is missing`},
		{"a result without its hash", programCase, "expected.result.sha256", "",
			`expected.result: field "sha256" is missing`},
		{"an unknown kind of blob", blobCase, "kind", `"elf"`, `kind: expected program, standard; got "elf"`},
		{"a blob without 0x", blobCase, "blob", `"0001"`, `blob: expected 0x and whole octets in hex, got "0001"`},
		{"a text that is cut short", blobCase, "blob", `"` + strings.Repeat("é", 41) + `"`,
			`blob: expected 0x and whole octets in hex, got "` + strings.Repeat("é", 40) + `…"`},
		{"no verdict", blobCase, "valid", "", `1: field "valid" is missing`},
		{"a verdict that is null", blobCase, "valid", "null", "valid: expected true or false, got null"},
		{"a verdict that is an array", blobCase, "valid", "[]", "valid: expected true or false, got an array"},
		{"a verdict that is an object", blobCase, "valid", "{}", "valid: expected true or false, got an object"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := ReadCase(changed(t, test.base, test.path, test.value), "c.json")
			wantRefusal(t, err, "c.json:"+test.want)
		})
	}
}

func TestWhatIsNoCaseIsRefused(t *testing.T) {
	_, err := ReadCase(`{"a":1}`, "c.json")
	wantRefusal(t, err, "c.json:1: no case of a known family: "+
		"expected a field blob, file, expected-status, gas-model or block-gas-costs")
	_, err = ReadCase("[]", "c.json")
	wantRefusal(t, err, `c.json:1: expected "program 0x…", got "[]"`)
}

func read(t *testing.T, text string) Case {
	t.Helper()
	found, err := ReadCase(text, "c.json")
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func wantRefusal(t *testing.T, err error, want string) {
	t.Helper()
	var refusal *FormatError
	if !errors.As(err, &refusal) {
		t.Fatalf("got %v, want a FormatError", err)
	}
	if err.Error() != want {
		t.Errorf("got  %s\nwant %s", err, want)
	}
}

// changed gives a copy with one field, named by its path, set to another value, or taken out if that is empty.
func changed(t *testing.T, text, path, value string) string {
	t.Helper()
	var root any
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&root); err != nil {
		t.Fatal(err)
	}
	names := strings.Split(path, ".")
	place := root
	for _, name := range names[:len(names)-1] {
		place = inside(t, place, name)
	}
	switch last := names[len(names)-1]; place := place.(type) {
	case []any:
		index, _ := strconv.Atoi(last)
		place[index] = json.RawMessage(value)
	case map[string]any:
		if value == "" {
			delete(place, last)
		} else {
			place[last] = json.RawMessage(value)
		}
	}
	out, err := json.Marshal(root)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func inside(t *testing.T, place any, name string) any {
	t.Helper()
	switch place := place.(type) {
	case []any:
		index, err := strconv.Atoi(name)
		if err != nil {
			t.Fatal(err)
		}
		return place[index]
	case map[string]any:
		return place[name]
	}
	t.Fatalf("nothing is inside %v", place)
	return nil
}
