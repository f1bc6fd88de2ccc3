package pvm_test

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"testing"
	"time"

	pvm "github.com/pvm-ffi/pvm-go"
)

const (
	destroyedVM      = "this vm was destroyed; create a new one"
	destroyedProgram = "this program was destroyed; create a new one"
)

func TestClosingTwiceIsFine(t *testing.T) {
	program := programOf(t, halt)
	vm := vmFrom(t, program)
	for range 3 {
		if err := errors.Join(vm.Close(), program.Close()); err != nil {
			t.Fatal(err)
		}
	}
}

func TestClosedMachinesRefuseAndGiveZeros(t *testing.T) {
	vm := vmOf(t, halt)
	vm.SetRegister(7, 1)
	closeQuietly(t, vm)
	if vm.State() != nil || vm.Registers() != nil {
		t.Error("a closed machine still gives its state")
	}
	vm.SetGas(5)
	vm.SetPC(5)
	vm.SetHostCallback(nil)
	vm.SetYieldMode(true)
	vm.Interrupt()
	if vm.Gas() != 0 || vm.PC() != 0 || vm.Register(7) != 0 || vm.YieldMode() || vm.FuncID() != 0 || vm.HeapPointer() != 0 {
		t.Error("a closed machine still answers")
	}
	_, err := vm.Execute(context.Background(), 0)
	expectError(t, err, pvm.ErrDestroyed, "pvm: VM.Execute: "+destroyedVM)
	expectError(t, vm.ReadMemory(0, make([]byte, 1)), pvm.ErrDestroyed, "pvm: VM.ReadMemory: "+destroyedVM)
	expectError(t, vm.Reset(nil), pvm.ErrDestroyed, "pvm: VM.Reset: "+destroyedVM)
	_, err = vm.MemoryWindow(0x10000, 1)
	expectError(t, err, pvm.ErrDestroyed, "pvm: VM.MemoryWindow: "+destroyedVM)
	expectError(t, vm.Check(), pvm.ErrDestroyed, "pvm: VM.Check: "+destroyedVM)
}

func TestClosedProgramsRefuseAndTheirMachinesRunOn(t *testing.T) {
	program := programOf(t, halt)
	vm := vmFrom(t, program)
	closeQuietly(t, program)
	result, err := vm.Execute(context.Background(), 0)
	expectResult(t, result, err, pvm.ResultOK)

	_, err = program.Info()
	expectError(t, err, pvm.ErrDestroyed, "pvm: Program.Info: "+destroyedProgram)
	_, err = pvm.NewVMFromProgram(program, nil)
	expectError(t, err, pvm.ErrDestroyed, "pvm: NewVMFromProgram: "+destroyedProgram)
	expectError(t, vm.Reset(program), pvm.ErrDestroyed, "pvm: VM.Reset: "+destroyedProgram)
	if program.HasInstruction(0) {
		t.Error("a closed program still answers")
	}
	if err := vm.Reset(nil); err != nil {
		t.Fatal(err)
	}
}

func TestMissingProgramsAreNamed(t *testing.T) {
	_, err := pvm.NewVMFromProgram(nil, nil)
	expectError(t, err, pvm.ErrInvalidArgument, "pvm: NewVMFromProgram: program is missing")
	_, err = pvm.NewVMFromStandard(nil, nil, nil)
	expectError(t, err, pvm.ErrInvalidArgument, "pvm: NewVMFromStandard: program is missing")
}

func TestForgottenMachinesAreCollectedWithTheirCallbacks(t *testing.T) {
	program := programOf(t, hostLoop)
	const count = 50
	collected := make(chan struct{}, count)
	for range count {
		vm := vmFromForgotten(t, program)
		runtime.AddCleanup(vm, func(struct{}) { collected <- struct{}{} }, struct{}{})
	}
	deadline := time.After(10 * time.Second)
	for range count {
		for waiting := true; waiting; {
			runtime.GC()
			select {
			case <-collected:
				waiting = false
			case <-deadline:
				t.Fatal("machines are never collected")
			case <-time.After(time.Millisecond):
			}
		}
	}
}

func vmFromForgotten(t *testing.T, program *pvm.Program) *pvm.VM {
	vm, err := pvm.NewVMFromProgram(program, nil)
	if err != nil {
		t.Fatal(err)
	}
	vm.SetHostCallback(func(*pvm.VM, int32) pvm.HostResult {
		vm.SetGas(0)
		return pvm.HostResultTerminate
	})
	return vm
}

func TestProgramsAreClosedWhileOthersUseThem(t *testing.T) {
	for range 20 {
		program, err := pvm.ParseProgram(assemble(t, halt), nil)
		if err != nil {
			t.Fatal(err)
		}
		var all sync.WaitGroup
		for range 4 {
			all.Add(1)
			go func() {
				defer all.Done()
				for range 100 {
					useSharedProgram(t, program)
				}
			}()
		}
		runtime.Gosched()
		closeQuietly(t, program)
		all.Wait()
	}
}

func useSharedProgram(t *testing.T, program *pvm.Program) {
	if _, err := program.List(); err != nil && !errors.Is(err, pvm.ErrDestroyed) {
		t.Error(err)
	}
	vm, err := pvm.NewVMFromProgram(program, nil)
	if errors.Is(err, pvm.ErrDestroyed) {
		return
	}
	if err != nil {
		t.Error(err)
		return
	}
	closeQuietly(t, vm)
}

func TestInterruptsAndClosesDoNotRace(t *testing.T) {
	program := programOf(t, halt)
	for range 200 {
		vm := vmFrom(t, program)
		var all sync.WaitGroup
		all.Add(1)
		go func() {
			defer all.Done()
			vm.Interrupt()
			vm.ClearInterrupt()
		}()
		closeQuietly(t, vm)
		all.Wait()
	}
}

func TestClonesAreIndependent(t *testing.T) {
	vm := vmOf(t, "add_imm_64 r7, r7, 1\n"+halt)
	vm.Registers()[7] = 10
	clone, err := vm.Clone()
	if err != nil {
		t.Fatal(err)
	}
	defer closeQuietly(t, clone)
	result, err := clone.Execute(context.Background(), 0)
	expectResult(t, result, err, pvm.ResultOK)
	expectEqual(t, "r7 of the clone", clone.Register(7), 11)
	expectEqual(t, "r7", vm.Register(7), 10)
	closeQuietly(t, vm)
	expectEqual(t, "r7 of the clone", clone.Register(7), 11)
}

func TestResetMachinesAreAsGoodAsNew(t *testing.T) {
	vm := vmOf(t, hostLoop)
	if err := vm.MapMemory(0x20000, pvm.PageSize, pvm.AccessReadWrite); err != nil {
		t.Fatal(err)
	}
	state := vm.State()
	other := programOf(t, halt)
	if err := vm.Reset(other); err != nil {
		t.Fatal(err)
	}
	if vm.State() != state || vm.Gas() != 0 {
		t.Fatal("reset moved the state block, or left gas in it")
	}
	if err := vm.ReadMemory(0x20000, make([]byte, 1)); !errors.Is(err, pvm.ErrPageFault) {
		t.Fatal(err)
	}
	vm.SetGas(10)
	result, err := vm.Execute(context.Background(), 0)
	expectResult(t, result, err, pvm.ResultOK)
}

// Each of these calls is the last that is heard of its machine: only the call itself keeps it alive. With the build tag
// pvm_debug garbage is collected in the middle of it.
func TestCallsKeepTheirOwnHandlesAlive(t *testing.T) {
	program := programOf(t, halt)
	for name, last := range map[string]func(*pvm.VM) error{
		"memory": func(vm *pvm.VM) error { return vm.MapMemory(0x20000, pvm.PageSize, pvm.AccessRead) },
		"check":  func(vm *pvm.VM) error { return vm.Check() },
		"trap":   func(vm *pvm.VM) error { _, err := vm.Trap(); return err },
		"clone": func(vm *pvm.VM) error {
			clone, err := vm.Clone()
			if err != nil {
				return err
			}
			return clone.Close()
		},
		"run": func(vm *pvm.VM) error {
			if result, err := vm.Execute(context.Background(), 0); err != nil || result != pvm.ResultOOG {
				return errors.Join(err, errors.New(result.String()))
			}
			return nil
		},
		"close": func(vm *pvm.VM) error { return vm.Close() },
	} {
		t.Run(name, func(t *testing.T) {
			for range 50 {
				vm, err := pvm.NewVMFromProgram(program, nil)
				if err != nil {
					t.Fatal(err)
				}
				if err := last(vm); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	t.Run("program", func(t *testing.T) {
		blob := assemble(t, halt)
		for range 50 {
			program, err := pvm.ParseProgram(blob, nil)
			if err != nil {
				t.Fatal(err)
			}
			if text, err := program.List(); err != nil || text == "" {
				t.Fatal(text, err)
			}
		}
	})
}

func TestValuesThatNobodyMadeAreClosed(t *testing.T) {
	var vm pvm.VM
	var program pvm.Program
	_, err := vm.Execute(context.Background(), 0)
	expectError(t, err, pvm.ErrDestroyed, "pvm: VM.Execute: "+destroyedVM)
	expectError(t, vm.ReadMemory(0, make([]byte, 1)), pvm.ErrDestroyed, "pvm: VM.ReadMemory: "+destroyedVM)
	_, err = program.Info()
	expectError(t, err, pvm.ErrDestroyed, "pvm: Program.Info: "+destroyedProgram)
	_, err = pvm.NewVMFromProgram(&program, nil)
	expectError(t, err, pvm.ErrDestroyed, "pvm: NewVMFromProgram: "+destroyedProgram)
	vm.Interrupt()
	if vm.Gas() != 0 || vm.State() != nil || program.HasInstruction(0) {
		t.Error("an empty value answers")
	}
	if err := errors.Join(vm.Close(), program.Close()); err != nil {
		t.Error(err)
	}
	defer func() {
		if value := recover(); value != "pvm: this Engine is empty; get one from DefaultEngine or LoadEngine" {
			t.Errorf("recovered %v", value)
		}
	}()
	new(pvm.Engine).ABIVersion()
}
