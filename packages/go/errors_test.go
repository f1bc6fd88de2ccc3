package pvm_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	pvm "github.com/pvm-ffi/pvm-go"
)

func TestErrorsSayWhatWhereAndWhatToDo(t *testing.T) {
	vm := vmOf(t, halt)
	program := programOf(t, halt)
	for _, row := range []struct {
		name string
		fail func() error
		kind error
		text string
	}{
		{
			"blob that ends too early",
			func() error { _, err := pvm.ParseProgram([]byte{0, 0}, nil); return err },
			pvm.ErrBadProgram, "",
		},
		{
			"option that nobody knows",
			func() error {
				_, err := pvm.ParseProgram([]byte{0, 0, 0}, &pvm.ProgramOptions{GasModel: 9})
				return err
			},
			pvm.ErrUnsupported, "pvm: ParseProgram: an option has a value that the library does not know",
		},
		{
			"too many registers",
			func() error { _, err := pvm.NewVM(0, nil, make([]uint64, 14), 0); return err },
			pvm.ErrInvalidArgument, "pvm: NewVM: initialRegs has length 14, but must have 0 to 13",
		},
		{
			"register that is none",
			func() error { return vm.SetRegister(13, 0) },
			pvm.ErrInvalidArgument, "pvm: VM.SetRegister: index is 13, but must be 0 to 12",
		},
		{
			"read of a page that is not mapped",
			func() error { return vm.ReadMemory(0x20010, make([]byte, 4)) },
			pvm.ErrPageFault,
			"pvm: VM.ReadMemory: a page of the range is not readable; nothing was copied (fault address 0x00020000)",
		},
		{
			"write to a page that is not mapped",
			func() error { return vm.WriteMemory(0x20010, make([]byte, 4)) },
			pvm.ErrPageFault,
			"pvm: VM.WriteMemory: a page of the range is not writable; nothing was written (fault address 0x00020000)",
		},
		{
			"protection of what is not mapped",
			func() error { return vm.ProtectMemory(0x20000, pvm.PageSize, pvm.AccessRead) },
			pvm.ErrPageFault, "pvm: VM.ProtectMemory: a page of the range is not mapped; nothing has changed",
		},
		{
			"address that starts no page",
			func() error { return vm.MapMemory(0x20001, pvm.PageSize, pvm.AccessRead) },
			pvm.ErrBadAddress, "pvm: VM.MapMemory: not whole pages, or out of range",
		},
		{
			"window of length 0",
			func() error { _, err := vm.MemoryWindow(0x20000, 0); return err },
			pvm.ErrInvalidArgument, "pvm: VM.MemoryWindow: length is 0, but must be 1 to 1073741824",
		},
		{
			"window over nothing",
			func() error { _, err := vm.MemoryWindow(0x20000, 1); return err },
			nil, "pvm: VM.MemoryWindow: a page of the range is not read-write",
		},
		{
			"output before a halt",
			func() error { _, err := vm.CopyOutput(nil); return err },
			pvm.ErrBadState, "pvm: VM.CopyOutput: the machine has not halted",
		},
		{
			"jump table of a program",
			func() error { return vm.SetJumpTable([]uint64{1}) },
			pvm.ErrUnsupported, "pvm: VM.SetJumpTable: the machine was made from a program, which has a jump table",
		},
		{
			"buffer that is too small",
			func() error { _, err := program.CopyCode(make([]byte, 1)); return err },
			pvm.ErrBufferTooSmall, "pvm: Program.CopyCode: nothing was copied (12 needed)",
		},
		{
			"text with a NUL character",
			func() error { _, err := pvm.Assemble("trap\x00", 0, nil); return err },
			pvm.ErrInvalidArgument, "pvm: Engine.Assemble: source contains a NUL character, which C cannot hold",
		},
		{
			"engine that is not built in",
			func() error { _, err := pvm.BuiltinEngine("turbo"); return err },
			pvm.ErrInvalidArgument, `pvm: BuiltinEngine: "turbo" is not built in; one of interpreter, recompiler`,
		},
	} {
		t.Run(row.name, func(t *testing.T) {
			err := row.fail()
			if row.text == "" {
				if !errors.Is(err, row.kind) {
					t.Fatal(err)
				}
				return
			}
			expectError(t, err, row.kind, row.text)
		})
	}
}

func TestDetailsOfErrorsAreFields(t *testing.T) {
	vm := vmOf(t, halt)
	if err := vm.MapMemory(0x20000, pvm.PageSize, pvm.AccessReadWrite); err != nil {
		t.Fatal(err)
	}
	err := vm.ReadMemory(0x20ff0, make([]byte, 32))
	var fault *pvm.PageFaultError
	if !errors.As(err, &fault) || fault.FaultAddress != 0x21000 || fault.Op != "VM.ReadMemory" {
		t.Fatalf("got %+v", fault)
	}
	var base *pvm.Error
	if !errors.As(err, &base) || base.Status != pvm.StatusPageFault || base.Op != "VM.ReadMemory" {
		t.Fatalf("got %+v", base)
	}

	_, err = pvm.Assemble("trap\n  jump nowhere\n", pvm.InstructionSetGP072, nil)
	var bad *pvm.BadProgramError
	if !errors.As(err, &bad) || bad.Line != 2 || bad.Defect != pvm.DefectUnknownLabel || bad.Message == "" {
		t.Fatalf("got %+v, %v", bad, err)
	}
	if !strings.HasPrefix(err.Error(), "pvm: Engine.Assemble: "+bad.Message+" (") {
		t.Fatal(err)
	}
}

func TestEveryErrValueIsMetByItsStatusOnly(t *testing.T) {
	all := []error{
		pvm.ErrInvalidArgument, pvm.ErrOutOfMemory, pvm.ErrBadProgram, pvm.ErrPageFault, pvm.ErrBusy, pvm.ErrBufferTooSmall,
		pvm.ErrLimitExceeded, pvm.ErrUnsupported, pvm.ErrDestroyed, pvm.ErrBadAddress, pvm.ErrBadState,
	}
	vm := vmOf(t, halt)
	err := vm.MapMemory(1, pvm.PageSize, pvm.AccessRead)
	for _, kind := range all {
		if errors.Is(err, kind) != (kind == pvm.ErrBadAddress) {
			t.Errorf("%v against %v", err, kind)
		}
	}
}

func TestEnumsHaveWordsAndUnknownValuesNumbers(t *testing.T) {
	expectEqual(t, "result", pvm.ResultOOG.String(), "oog")
	expectEqual(t, "result", pvm.Result(99).String(), "Result(99)")
	expectEqual(t, "status", pvm.StatusPageFault.String(), "page-fault")
	expectEqual(t, "name", pvm.ResultName(pvm.ResultHostCall), "host-call")
	if text := pvm.StatusMessage(pvm.StatusBusy); text == "" || strings.HasSuffix(text, ".") {
		t.Error(text)
	}
}

func TestMemoryLimitsAreKept(t *testing.T) {
	vm, err := pvm.NewVMFromProgram(programOf(t, halt), &pvm.VMOptions{ServiceIndex: 7, MemoryLimit: 2 * pvm.PageSize})
	if err != nil {
		t.Fatal(err)
	}
	defer closeQuietly(t, vm)
	expectEqual(t, "service index", vm.ServiceIndex(), 7)
	expectError(t, vm.MapMemory(0x20000, 3*pvm.PageSize, pvm.AccessRead), pvm.ErrLimitExceeded,
		"pvm: VM.MapMemory: more than the machine's memory limit")
	result, err := vm.Execute(context.Background(), 0)
	expectResult(t, result, err, pvm.ResultOOG)
}
