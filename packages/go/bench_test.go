package pvm_test

import (
	"context"
	"testing"

	pvm "github.com/pvm-ffi/pvm-go"
)

// hostCalls runs one host call per iteration and reports what it costs beyond the guest's own instructions.
func hostCalls(b *testing.B, handle func(vm *pvm.VM, funcID int32)) {
	vm := vmOf(b, hostLoop)
	if err := vm.MapMemory(0x20000, pvm.PageSize, pvm.AccessReadWrite); err != nil {
		b.Fatal(err)
	}
	vm.SetGas(1 << 62)
	calls := 0
	vm.SetHostCallback(func(vm *pvm.VM, funcID int32) pvm.HostResult {
		handle(vm, funcID)
		if calls++; calls >= b.N {
			return pvm.HostResultTerminate
		}
		return pvm.HostResultContinue
	})
	b.ReportAllocs()
	b.ResetTimer()
	if result, err := vm.Execute(context.Background(), 0); err != nil || result != pvm.ResultOK {
		b.Fatal(result, err)
	}
}

func BenchmarkHostCallThatDoesNothing(b *testing.B) {
	hostCalls(b, func(*pvm.VM, int32) {})
}

// The handler that issue and house measure: reads 2 registers and 32 octets of memory, writes 1 register.
func BenchmarkHostCallThatIsRealistic(b *testing.B) {
	var buffer [32]byte
	hostCalls(b, func(vm *pvm.VM, funcID int32) {
		registers := vm.Registers()
		address, salt := uint32(registers[7])+0x20000, registers[8]
		if vm.ReadMemory(address, buffer[:]) == nil {
			registers[9] = salt + uint64(buffer[0]) + uint64(funcID)
		}
	})
}

// The guest's own part of a host call: the same two instructions, with a no-op for the ecalli.
func BenchmarkGuestWithoutHostCalls(b *testing.B) {
	vm := vmOf(b, "loop: move_reg r7, r7\njump loop")
	vm.SetGas(2 * uint64(b.N))
	b.ResetTimer()
	result, err := vm.Execute(context.Background(), 0)
	if err != nil || result != pvm.ResultOOG {
		b.Fatal(result, err)
	}
}

func BenchmarkCreateAndClose(b *testing.B) {
	program := programOf(b, halt)
	b.ReportAllocs()
	for b.Loop() {
		vm, err := pvm.NewVMFromProgram(program, nil)
		if err != nil {
			b.Fatal(err)
		}
		vm.Close()
	}
}

func BenchmarkExecute(b *testing.B) {
	cancelled, cancel := context.WithCancel(context.Background())
	defer cancel()
	for name, ctx := range map[string]context.Context{"background": context.Background(), "cancellable": cancelled} {
		b.Run(name, func(b *testing.B) {
			vm := vmOf(b, halt)
			b.ReportAllocs()
			for b.Loop() {
				vm.SetGas(10)
				if _, err := vm.Execute(ctx, 0); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// One instruction of a loop of a few, on the engine that is built in and on the shared library.
func BenchmarkInstruction(b *testing.B) {
	engines := map[string]*pvm.Engine{"built-in": pvm.DefaultEngine()}
	if loaded, err := pvm.LoadEngine(sharedLibrary(b)); err == nil {
		engines["shared library"] = loaded
	}
	for name, engine := range engines {
		b.Run(name, func(b *testing.B) {
			program, err := engine.ParseProgram(assemble(b, `
				loop: add_imm_64 r7, r7, 3
				mul_64 r8, r7, r9
				xor r9, r8, r7
				shlo_l_imm_64 r10, r9, 5
				set_lt_u r11, r10, r7
				add_64 r12, r11, r12
				branch_ne_imm r7, 1, loop
			`), nil)
			if err != nil {
				b.Fatal(err)
			}
			defer program.Close()
			vm := vmFrom(b, program)
			vm.SetGas(uint64(b.N))
			b.ResetTimer()
			if result, err := vm.Execute(context.Background(), 0); err != nil || result != pvm.ResultOOG {
				b.Fatal(result, err)
			}
		})
	}
}
