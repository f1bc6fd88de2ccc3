package pvm_test

import (
	"errors"
	"testing"

	pvm "github.com/pvm-ffi/pvm-go"
)

// assemble gives the blob of a text.
func assemble(t testing.TB, source string) []byte {
	t.Helper()
	blob, err := pvm.Assemble(source, pvm.InstructionSetGP072, nil)
	if err != nil {
		t.Fatal(err)
	}
	return blob
}

// programOf gives a program of assembly text that lives as long as the test.
func programOf(t testing.TB, source string) *pvm.Program {
	t.Helper()
	program, err := pvm.ParseProgram(assemble(t, source), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeQuietly(t, program) })
	return program
}

// vmOf gives a machine with gas that lives as long as the test.
func vmOf(t testing.TB, source string) *pvm.VM {
	t.Helper()
	return vmFrom(t, programOf(t, source))
}

func vmFrom(t testing.TB, program *pvm.Program) *pvm.VM {
	t.Helper()
	vm, err := pvm.NewVMFromProgram(program, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeQuietly(t, vm) })
	vm.SetGas(1_000_000)
	return vm
}

func closeQuietly(t testing.TB, value interface{ Close() error }) {
	t.Helper()
	if err := value.Close(); err != nil {
		t.Error(err)
	}
}

func expectError(t testing.TB, err, kind error, text string) {
	t.Helper()
	if err == nil || err.Error() != text {
		t.Fatalf("expected %s\ngot      %v", text, err)
	}
	if kind != nil && !errors.Is(err, kind) {
		t.Fatalf("%v is not %v", err, kind)
	}
}

func expectResult(t testing.TB, result pvm.Result, err error, expected pvm.Result) {
	t.Helper()
	if err != nil || result != expected {
		t.Fatalf("expected %v, got %v, %v", expected, result, err)
	}
}

func expectEqual[T comparable](t testing.TB, what string, got, expected T) {
	t.Helper()
	if got != expected {
		t.Fatalf("%s: expected %v, got %v", what, expected, got)
	}
}

// Halts: the halt address is in r0 of no machine but those of standard programs, so it is loaded.
const halt = `
	load_imm_64 r0, 0xffff0000
	jump_ind r0, 0
`

// Calls the host for ever.
const hostLoop = `
loop:
	ecalli 5
	jump loop
`

// Runs for ever without a host.
const spin = `
loop:
	jump loop
`
