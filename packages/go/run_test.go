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

func TestRunEndsWithTheStateInTheBlock(t *testing.T) {
	vm := vmOf(t, "add_64 r9, r7, r8")
	vm.Registers()[7], vm.Registers()[8] = 40, 2
	result, err := vm.Execute(context.Background(), 0)
	expectResult(t, result, err, pvm.ResultPanic)
	state := vm.State()
	expectEqual(t, "r9", state.Registers[9], 42)
	expectEqual(t, "gas", vm.Gas(), 1_000_000-2)
	expectEqual(t, "trap", state.TrapKind, pvm.TrapKindTrap)
	expectEqual(t, "result", state.Result, pvm.ResultPanic)
	expectEqual(t, "machine state", vm.MachineState(), pvm.MachineStatePanic)
}

func TestRegistersAndStateAreTheMachinesOwnMemory(t *testing.T) {
	vm := vmOf(t, hostLoop)
	if vm.Registers() != &vm.State().Registers {
		t.Fatal("the registers are not those of the state block")
	}
	if err := vm.SetRegister(3, 33); err != nil {
		t.Fatal(err)
	}
	expectEqual(t, "r3", vm.Registers()[3], 33)
	vm.State().Registers[3] = 44
	expectEqual(t, "r3", vm.Register(3), 44)
	vm.State().Gas = 7
	expectEqual(t, "gas", vm.Gas(), 7)
}

func TestStepsAreCountedAndResumed(t *testing.T) {
	vm := vmOf(t, "load_imm r7, 1\nload_imm r8, 2\nload_imm r9, 3\n"+halt)
	result, err := vm.Step(context.Background(), 2)
	expectResult(t, result, err, pvm.ResultStepped)
	expectEqual(t, "r8", vm.Register(8), 2)
	expectEqual(t, "r9", vm.Register(9), 0)
	result, err = vm.Resume(context.Background())
	expectResult(t, result, err, pvm.ResultOK)
	expectEqual(t, "r9", vm.Register(9), 3)
}

func TestHostCallsAreAnsweredOneByOne(t *testing.T) {
	vm := vmOf(t, "ecalli 7\necalli -2\necalli 9\n"+halt)
	var calls []int32
	vm.SetHostCallback(func(called *pvm.VM, funcID int32) pvm.HostResult {
		if called != vm {
			t.Error("another machine called")
		}
		calls = append(calls, funcID)
		called.Registers()[7] += uint64(len(calls))
		return pvm.HostResultContinue
	})
	result, err := vm.Execute(context.Background(), 0)
	expectResult(t, result, err, pvm.ResultOK)
	if len(calls) != 3 || calls[0] != 7 || calls[1] != -2 || calls[2] != 9 {
		t.Fatal(calls)
	}
	expectEqual(t, "r7", vm.Register(7), 6)
	expectEqual(t, "host call", vm.State().HostCall, 9)
}

func TestAnswersOfHostFunctionsEndTheRun(t *testing.T) {
	for _, row := range []struct {
		name   string
		answer pvm.HostResult
		result pvm.Result
		trap   pvm.TrapKind
	}{
		{"terminate", pvm.HostResultTerminate, pvm.ResultOK, pvm.TrapKindNone},
		{"error", pvm.HostResultError, pvm.ResultPanic, pvm.TrapKindHostError},
		{"yield", pvm.HostResultYield, pvm.ResultHostCall, pvm.TrapKindNone},
		{"unknown", pvm.HostResult(77), pvm.ResultPanic, pvm.TrapKindHostError},
	} {
		t.Run(row.name, func(t *testing.T) {
			vm := vmOf(t, hostLoop)
			calls := 0
			vm.SetHostCallback(func(*pvm.VM, int32) pvm.HostResult {
				calls++
				return row.answer
			})
			result, err := vm.Execute(context.Background(), 0)
			expectResult(t, result, err, row.result)
			expectEqual(t, "trap", vm.State().TrapKind, row.trap)
			expectEqual(t, "calls", calls, 1)
		})
	}
}

func TestHostCallsWithoutCallbackPanicOrReturn(t *testing.T) {
	vm := vmOf(t, hostLoop)
	result, err := vm.Execute(context.Background(), 0)
	expectResult(t, result, err, pvm.ResultPanic)
	expectEqual(t, "trap", vm.State().TrapKind, pvm.TrapKindHostError)

	vm.SetYieldMode(true)
	result, err = vm.Execute(context.Background(), 0)
	expectResult(t, result, err, pvm.ResultHostCall)
	expectEqual(t, "number", vm.FuncID(), 5)
	result, err = vm.AnswerHostCall(context.Background(), pvm.HostResultTerminate)
	expectResult(t, result, err, pvm.ResultOK)
}

func TestCallbacksCanBeReplacedWhileTheyRun(t *testing.T) {
	vm := vmOf(t, hostLoop)
	first, second := 0, 0
	vm.SetHostCallback(func(*pvm.VM, int32) pvm.HostResult {
		first++
		vm.SetHostCallback(func(*pvm.VM, int32) pvm.HostResult {
			second++
			if second == 2 {
				vm.SetHostCallback(nil)
			}
			return pvm.HostResultContinue
		})
		return pvm.HostResultContinue
	})
	result, err := vm.Execute(context.Background(), 0)
	expectResult(t, result, err, pvm.ResultPanic)
	if first != 1 || second != 2 || vm.State().TrapKind != pvm.TrapKindHostError {
		t.Fatal(first, second, vm.State().TrapKind)
	}
}

func TestPanicsOfHostFunctionsLeaveTheMachineAtItsHostCall(t *testing.T) {
	vm := vmOf(t, "load_imm r7, 1\necalli 3\nadd_imm_64 r7, r7, 10\n"+halt)
	vm.SetHostCallback(func(*pvm.VM, int32) pvm.HostResult { panic("no such host function") })
	func() {
		defer func() {
			if value := recover(); value != "no such host function" {
				t.Fatalf("recovered %v", value)
			}
		}()
		vm.Execute(context.Background(), 0)
		t.Fatal("no panic")
	}()
	expectEqual(t, "machine state", vm.MachineState(), pvm.MachineStateHost)
	expectEqual(t, "host call", vm.State().HostCall, 3)
	result, err := vm.AnswerHostCall(context.Background(), pvm.HostResultContinue)
	expectResult(t, result, err, pvm.ResultOK)
	expectEqual(t, "r7", vm.Register(7), 11)
}

func TestGoexitInHostFunctionsLeavesTheMachineUsable(t *testing.T) {
	vm := vmOf(t, hostLoop)
	vm.SetHostCallback(func(*pvm.VM, int32) pvm.HostResult {
		runtime.Goexit()
		return pvm.HostResultContinue
	})
	done := make(chan struct{})
	go func() {
		defer close(done)
		vm.Execute(context.Background(), 0)
	}()
	<-done
	result, err := vm.AnswerHostCall(context.Background(), pvm.HostResultTerminate)
	expectResult(t, result, err, pvm.ResultOK)
}

func TestOnlyCallsMarkedForCallbacksAreAllowedInThem(t *testing.T) {
	vm := vmOf(t, hostLoop)
	busy := "this vm is running; inside its callback only calls marked for callbacks are allowed"
	vm.SetHostCallback(func(*pvm.VM, int32) pvm.HostResult {
		_, err := vm.Execute(context.Background(), 0)
		expectError(t, err, pvm.ErrBusy, "pvm: VM.Execute: "+busy)
		_, err = vm.Clone()
		expectError(t, err, pvm.ErrBusy, "pvm: VM.Clone: "+busy)
		expectError(t, vm.Reset(nil), pvm.ErrBusy, "pvm: VM.Reset: "+busy)
		expectError(t, vm.Close(), pvm.ErrBusy, "pvm: VM.Close: "+busy)
		if err := vm.MapMemory(0x20000, pvm.PageSize, pvm.AccessRead); err != nil {
			t.Error(err)
		}
		if err := vm.Check(); err != nil {
			t.Error(err)
		}
		return pvm.HostResultTerminate
	})
	result, err := vm.Execute(context.Background(), 0)
	expectResult(t, result, err, pvm.ResultOK)
}

func TestMachinesRunInsideHostFunctionsOfOthers(t *testing.T) {
	const depth = 5
	program := programOf(t, "ecalli 1\nadd_imm_64 r7, r7, 1\n"+halt)
	var run func(level int) uint64
	run = func(level int) uint64 {
		vm, err := pvm.NewVMFromProgram(program, nil)
		if err != nil {
			t.Error(err)
			return 0
		}
		defer closeQuietly(t, vm)
		vm.SetGas(1000)
		vm.SetHostCallback(func(vm *pvm.VM, _ int32) pvm.HostResult {
			if level < depth {
				vm.Registers()[7] = run(level + 1)
			}
			return pvm.HostResultContinue
		})
		result, err := vm.Execute(context.Background(), 0)
		if err != nil || result != pvm.ResultOK {
			t.Error(result, err)
		}
		return vm.Register(7)
	}
	expectEqual(t, "r7", run(1), depth)
}

func TestConcurrentMachinesShareAProgramUnderGarbageCollection(t *testing.T) {
	program := programOf(t, hostLoop)
	stop := make(chan struct{})
	go func() {
		for {
			select {
			case <-stop:
				return
			default:
				runtime.GC()
			}
		}
	}()
	defer close(stop)
	rounds := 20
	if testing.Short() {
		rounds = 2
	}
	var all sync.WaitGroup
	for worker := range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			for round := range rounds {
				runOneOfMany(t, program, uint64(worker*1000+round))
			}
		}()
	}
	all.Wait()
}

func runOneOfMany(t *testing.T, program *pvm.Program, seed uint64) {
	vm, err := pvm.NewVMFromProgram(program, nil)
	if err != nil {
		t.Error(err)
		return
	}
	if seed%2 == 0 {
		// The others are left to the garbage collector.
		defer closeQuietly(t, vm)
	}
	vm.SetGas(100_000)
	vm.Registers()[7] = seed
	calls := uint64(0)
	vm.SetHostCallback(func(vm *pvm.VM, _ int32) pvm.HostResult {
		calls++
		garbage := make([]byte, 64)
		garbage[0] = byte(calls)
		vm.Registers()[7] += uint64(garbage[0]) - calls&0xff + 1
		if calls == 200 {
			return pvm.HostResultTerminate
		}
		return pvm.HostResultContinue
	})
	result, err := vm.Execute(context.Background(), 0)
	if err != nil || result != pvm.ResultOK || vm.Register(7) != seed+200 {
		t.Error(result, err, vm.Register(7), seed)
	}
}

func TestContextsEndRuns(t *testing.T) {
	vm := vmOf(t, spin)
	vm.SetGas(1 << 62)
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	result, err := vm.Execute(ctx, 0)
	expectError(t, err, context.DeadlineExceeded, "pvm: VM.Execute: context deadline exceeded")
	expectEqual(t, "result", result, pvm.ResultInterrupted)
	expectEqual(t, "machine state", vm.MachineState(), pvm.MachineStateReady)

	// The machine is stopped, not broken: it goes on, and the interrupt is used up.
	vm.SetGas(1000)
	result, err = vm.Resume(context.Background())
	expectResult(t, result, err, pvm.ResultOOG)
}

func TestContextsEndRunsThatCallTheHostAllTheTime(t *testing.T) {
	vm := vmOf(t, hostLoop)
	vm.SetGas(1 << 62)
	ctx, cancel := context.WithCancel(context.Background())
	calls := 0
	vm.SetHostCallback(func(*pvm.VM, int32) pvm.HostResult {
		if calls++; calls == 100 {
			cancel()
		}
		return pvm.HostResultContinue
	})
	result, err := vm.Execute(ctx, 0)
	expectError(t, err, context.Canceled, "pvm: VM.Execute: context canceled")
	expectEqual(t, "result", result, pvm.ResultInterrupted)
}

func TestContextsThatAreDoneRunNothing(t *testing.T) {
	vm := vmOf(t, hostLoop)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := vm.Execute(ctx, 0)
	expectError(t, err, context.Canceled, "pvm: VM.Execute: context canceled")
	expectEqual(t, "gas", vm.Gas(), 1_000_000)
}

func TestContextsThatEndTooLateDoNotMeetTheNextRun(t *testing.T) {
	vm := vmOf(t, hostLoop)
	for round := range 100 {
		ctx, cancel := context.WithCancel(context.Background())
		vm.SetHostCallback(func(*pvm.VM, int32) pvm.HostResult {
			cancel()
			return pvm.HostResultTerminate
		})
		result, err := vm.Execute(ctx, 0)
		expectResult(t, result, err, pvm.ResultOK)
		vm.SetHostCallback(func(*pvm.VM, int32) pvm.HostResult { return pvm.HostResultTerminate })
		vm.SetGas(1000)
		result, err = vm.Execute(context.Background(), 0)
		if err != nil || result != pvm.ResultOK {
			t.Fatal(round, result, err)
		}
	}
}

func TestInterruptsStopARunFromAnotherGoroutine(t *testing.T) {
	vm := vmOf(t, spin)
	vm.SetGas(1 << 62)
	time.AfterFunc(5*time.Millisecond, vm.Interrupt)
	result, err := vm.Execute(context.Background(), 0)
	expectResult(t, result, err, pvm.ResultInterrupted)

	vm.Interrupt()
	vm.ClearInterrupt()
	vm.SetGas(1000)
	result, err = vm.Resume(context.Background())
	expectResult(t, result, err, pvm.ResultOOG)
}

func TestRunningMachinesCannotBeClosedNorRunByOthers(t *testing.T) {
	vm := vmOf(t, hostLoop)
	vm.SetGas(1 << 62)
	inside, leave := make(chan struct{}), make(chan struct{})
	vm.SetHostCallback(func(*pvm.VM, int32) pvm.HostResult {
		close(inside)
		<-leave
		return pvm.HostResultTerminate
	})
	done := make(chan error)
	go func() {
		_, err := vm.Execute(context.Background(), 0)
		done <- err
	}()
	<-inside
	if err := vm.Close(); !errors.Is(err, pvm.ErrBusy) {
		t.Fatal(err)
	}
	if _, err := vm.Resume(context.Background()); !errors.Is(err, pvm.ErrBusy) {
		t.Fatal(err)
	}
	close(leave)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}
