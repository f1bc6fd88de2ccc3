package pvm_test

import (
	"bytes"
	"context"
	"errors"
	"testing"

	pvm "github.com/pvm-ffi/pvm-go"
)

func TestMemoryIsCopiedInAndOut(t *testing.T) {
	vm := vmOf(t, halt)
	if err := vm.MapMemory(0x20000, 2*pvm.PageSize, pvm.AccessReadWrite); err != nil {
		t.Fatal(err)
	}
	data := []byte("over the end of a page")
	if err := vm.WriteMemory(0x20ff8, data); err != nil {
		t.Fatal(err)
	}
	got := make([]byte, len(data))
	if err := vm.ReadMemory(0x20ff8, got); err != nil || !bytes.Equal(got, data) {
		t.Fatal(err, got)
	}
	for _, empty := range [][]byte{nil, {}} {
		if err := errors.Join(vm.ReadMemory(0, empty), vm.WriteMemory(0xffffffff, empty)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestReadsThatAreRefusedLeaveTheBufferAlone(t *testing.T) {
	vm := vmOf(t, halt)
	if err := vm.MapMemory(0x20000, pvm.PageSize, pvm.AccessReadWrite); err != nil {
		t.Fatal(err)
	}
	buffer := bytes.Repeat([]byte{7}, 32)
	if err := vm.ReadMemory(0x20ff0, buffer); !errors.Is(err, pvm.ErrPageFault) {
		t.Fatal(err)
	}
	if !bytes.Equal(buffer, bytes.Repeat([]byte{7}, 32)) {
		t.Fatal(buffer)
	}
}

func TestReadOnlyPagesAreWrittenOnlyByLoaders(t *testing.T) {
	vm := vmOf(t, "store_imm_u8 [0x20000], 9")
	if err := vm.MapMemory(0x20000, pvm.PageSize, pvm.AccessRead); err != nil {
		t.Fatal(err)
	}
	if err := vm.WriteMemory(0x20000, []byte{1}); !errors.Is(err, pvm.ErrPageFault) {
		t.Fatal(err)
	}
	if err := vm.InitializeMemory(0x20000, []byte{1}); err != nil {
		t.Fatal(err)
	}
	access, end, err := vm.QueryMemory(0x20123)
	if err != nil || access != pvm.AccessRead || end != 0x21000 {
		t.Fatal(access, end, err)
	}
	result, err := vm.Execute(context.Background(), 0)
	expectResult(t, result, err, pvm.ResultFault)
	trap, err := vm.Trap()
	if err != nil || trap != (pvm.Trap{Kind: pvm.TrapKindStoreFault, Address: 0x20000}) {
		t.Fatal(trap, err)
	}
}

func TestWindowsAreTheGuestsOwnMemory(t *testing.T) {
	vm := vmOf(t, "load_u8 r7, [0x20003]\nstore_imm_u8 [0x20004], 44\n"+halt)
	if err := vm.MapMemory(0x20000, pvm.PageSize, pvm.AccessReadWrite); err != nil {
		t.Fatal(err)
	}
	window, err := vm.MemoryWindow(0x20000, 16)
	if err != nil || len(window) != 16 {
		t.Fatal(len(window), err)
	}
	window[3] = 33
	result, err := vm.Execute(context.Background(), 0)
	expectResult(t, result, err, pvm.ResultOK)
	expectEqual(t, "r7", vm.Register(7), 33)
	expectEqual(t, "octet", window[4], 44)
}

func TestStandardProgramsRunWithArgumentAndOutput(t *testing.T) {
	blob := assemble(t, `
		.stack 4096
		.read_write
		place: .u64 0
		.code
		load_ind_u8 r9, [r7]
		add_imm_64 r9, r9, 1
		store_u8 [place], r9
		load_imm r7, place
		load_imm r8, 1
		jump_ind r0, 0
	`)
	program, err := pvm.ParseStandardProgram(blob, false, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer closeQuietly(t, program)
	info, err := program.Info()
	if err != nil || info.IsStandard != 1 || info.IsValid != 1 || info.StackSize != 4096 {
		t.Fatalf("%+v, %v", info, err)
	}
	vm, err := pvm.NewVMFromStandard(program, []byte{41}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer closeQuietly(t, vm)
	for argument := byte(41); argument < 44; argument++ {
		if err := vm.ResetStandard(nil, []byte{argument}); err != nil {
			t.Fatal(err)
		}
		vm.SetGas(100)
		result, err := vm.Execute(context.Background(), 0)
		expectResult(t, result, err, pvm.ResultOK)
		output, err := vm.CopyOutput(nil)
		if err != nil || !bytes.Equal(output, []byte{argument + 1}) {
			t.Fatal(output, err)
		}
	}
	if _, err := vm.CopyOutput([]byte{}); !errors.Is(err, pvm.ErrBufferTooSmall) {
		t.Fatal(err)
	}
}

func TestHeapsGrow(t *testing.T) {
	vm := vmOf(t, halt)
	if err := vm.SetMemoryRegions([]byte{1, 2, 3}, []byte("constant"), nil, make([]byte, 4096)); err != nil {
		t.Fatal(err)
	}
	before := vm.HeapPointer()
	old, err := vm.GrowHeap(10 * pvm.PageSize)
	if err != nil || old != before || vm.HeapPointer() != before+10*pvm.PageSize {
		t.Fatal(old, before, vm.HeapPointer(), err)
	}
	if err := vm.WriteMemory(uint32(before), make([]byte, 100)); err != nil {
		t.Fatal(err)
	}
	if err := vm.SetHeapPointer(1 << 40); !errors.Is(err, pvm.ErrBadAddress) {
		t.Fatal(err)
	}
}

func TestProgramsTellTheirParts(t *testing.T) {
	program, err := pvm.NewProgramFromParts([]byte{1, 0}, []byte{0b11}, []uint64{1, 0}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer closeQuietly(t, program)
	code, err := program.CopyCode(nil)
	if err != nil || !bytes.Equal(code, []byte{1, 0}) {
		t.Fatal(code, err)
	}
	target, err := program.JumpTarget(0)
	if err != nil || target != 1 {
		t.Fatal(target, err)
	}
	if _, err := program.JumpTarget(2); !errors.Is(err, pvm.ErrInvalidArgument) {
		t.Fatal(err)
	}
	blocks, err := program.ListBlocks(0, make([]pvm.Block, 10))
	if err != nil || len(blocks) != 2 || blocks[1].Start != 1 || blocks[1].End != 2 {
		t.Fatal(blocks, err)
	}
	text, next, err := program.Disassemble(0)
	if err != nil || text != "fallthrough" || next != 1 {
		t.Fatal(text, next, err)
	}
	if !program.HasInstruction(1) || program.HasInstruction(2) {
		t.Fatal("the bitmask is wrong")
	}
}

func TestListingsAssembleToTheSameOctets(t *testing.T) {
	blob := assemble(t, hostLoop+halt)
	program, err := pvm.ParseProgram(blob, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer closeQuietly(t, program)
	text, err := program.List()
	if err != nil {
		t.Fatal(err)
	}
	if again := assemble(t, text); !bytes.Equal(again, blob) {
		t.Fatalf("%x became %x by\n%s", blob, again, text)
	}
}

func TestMachinesAreMadeFromBareCode(t *testing.T) {
	vm, err := pvm.NewVM(3, []byte{200, 0x87, 9}, []uint64{0, 0, 0, 0, 0, 0, 0, 40, 2}, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer closeQuietly(t, vm)
	if err := vm.SetBitmask([]byte{1}); err != nil {
		t.Fatal(err)
	}
	if err := vm.SetJumpTable(nil); err != nil {
		t.Fatal(err)
	}
	vm.SetGas(10)
	result, err := vm.Resume(context.Background())
	expectResult(t, result, err, pvm.ResultPanic)
	expectEqual(t, "r9", vm.Register(9), 42)
	if err := vm.SetBitmask([]byte{1, 2}); !errors.Is(err, pvm.ErrBadProgram) {
		t.Fatal(err)
	}
}
