package pvm_test

import (
	"context"
	"errors"
	"fmt"

	pvm "github.com/pvm-ffi/pvm-go"
)

// A program is parsed, run and asked for its registers.
func Example() {
	// Jump table: 0 entries of 0 octets; 3 octets of code: add_64 r9, r7, r8; mask: one instruction.
	program, err := pvm.ParseProgram([]byte{0, 0, 3, 200, 0x87, 9, 0x01}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer program.Close()
	vm, err := pvm.NewVMFromProgram(program, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer vm.Close()
	vm.Registers()[7], vm.Registers()[8] = 40, 2
	vm.SetGas(100)
	result, err := vm.Execute(context.Background(), 0) // runs off its end, which is a panic of the guest
	fmt.Println(result, err, "r9 =", vm.Registers()[9], "gas left", vm.Gas())
	// Output: panic <nil> r9 = 42 gas left 98
}

func ExampleParseProgram() {
	_, err := pvm.ParseProgram([]byte{0, 0, 3, 200}, nil)
	var refused *pvm.BadProgramError
	if errors.As(err, &refused) {
		fmt.Println(refused.Defect, "at octet", refused.Offset)
	}
	// Output: truncated at octet 4
}

func ExampleAssemble() {
	blob, err := pvm.Assemble("add_64 r9, r7, r8", pvm.InstructionSetGP072, nil)
	fmt.Printf("%x %v\n", blob, err)
	// Output: 000003c8870901 <nil>
}

func ExampleProgram_Disassemble() {
	program, err := pvm.ParseProgram([]byte{0, 0, 3, 200, 0x87, 9, 0x01}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer program.Close()
	text, next, err := program.Disassemble(0)
	fmt.Println(text, next, err)
	// Output: add_64 r9, r7, r8 3 <nil>
}

// Host calls are answered by a Go function.
func ExampleVM_SetHostCallback() {
	vm := exampleVM("load_imm r7, 20\necalli 1\necalli 2")
	defer vm.Close()
	vm.SetHostCallback(func(vm *pvm.VM, funcID int32) pvm.HostResult {
		switch funcID {
		case 1:
			vm.Registers()[7] *= 2
			return pvm.HostResultContinue
		default:
			fmt.Println("host call", funcID, "with r7 =", vm.Registers()[7])
			return pvm.HostResultTerminate
		}
	})
	result, err := vm.Execute(context.Background(), 0)
	fmt.Println(result, err)
	// Output:
	// host call 2 with r7 = 40
	// ok <nil>
}

// Memory is mapped page by page; what is not allowed is an error that says where.
func ExampleVM_ReadMemory() {
	vm := exampleVM("trap")
	defer vm.Close()
	if err := vm.MapMemory(0x20000, pvm.PageSize, pvm.AccessReadWrite); err != nil {
		fmt.Println(err)
		return
	}
	err := vm.ReadMemory(0x20ff0, make([]byte, 32))
	fmt.Println(err)
	var fault *pvm.PageFaultError
	if errors.As(err, &fault) {
		fmt.Printf("0x%08x\n", fault.FaultAddress)
	}
	// Output:
	// pvm: VM.ReadMemory: a page of the range is not readable; nothing was copied (fault address 0x00021000)
	// 0x00021000
}

// A window is the guest's memory itself.
func ExampleVM_MemoryWindow() {
	vm := exampleVM("store_imm_u8 [0x20001], 'i'")
	defer vm.Close()
	if err := vm.MapMemory(0x20000, pvm.PageSize, pvm.AccessReadWrite); err != nil {
		fmt.Println(err)
		return
	}
	window, err := vm.MemoryWindow(0x20000, 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	window[0] = 'H'
	result, err := vm.Execute(context.Background(), 0)
	fmt.Println(result, err, string(window))
	// Output: panic <nil> Hi
}

// A context ends a run; the machine can go on afterwards.
func ExampleVM_Execute() {
	vm := exampleVM("loop: ecalli 0\njump loop")
	defer vm.Close()
	ctx, cancel := context.WithCancel(context.Background())
	vm.SetHostCallback(func(*pvm.VM, int32) pvm.HostResult {
		cancel()
		return pvm.HostResultContinue
	})
	result, err := vm.Execute(ctx, 0)
	fmt.Println(result, err)
	// Output: interrupted pvm: VM.Execute: context canceled
}

func ExampleVM_Close() {
	vm := exampleVM("trap")
	fmt.Println(vm.Close(), vm.Close())
	_, err := vm.Execute(context.Background(), 0)
	fmt.Println(errors.Is(err, pvm.ErrDestroyed))
	// Output:
	// <nil> <nil>
	// true
}

func ExampleEngine() {
	engine := pvm.DefaultEngine()
	program, err := engine.ParseProgram([]byte{0, 0, 1, 0, 1}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer program.Close()
	fmt.Println(engine, engine.Kind())
	// Output: interpreter interpreter
}

// exampleVM gives a machine with some gas for assembly text.
func exampleVM(source string) *pvm.VM {
	blob, err := pvm.Assemble(source, pvm.InstructionSetGP072, nil)
	if err != nil {
		panic(err)
	}
	program, err := pvm.ParseProgram(blob, nil)
	if err != nil {
		panic(err)
	}
	defer program.Close()
	vm, err := pvm.NewVMFromProgram(program, nil)
	if err != nil {
		panic(err)
	}
	vm.SetGas(1000)
	return vm
}
