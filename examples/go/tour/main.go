// A tour of the package, in the order of embed.c. Its output is in tour.expected, and a test compares it to the octet.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"math"
	"time"

	"github.com/pvm-ffi/pvm-go"
)

const sum = `
        load_imm r9, 0
        fallthrough
more:
        add_64 r9, r9, r7
        add_imm_64 r7, r7, -1
        branch_ne_imm r7, 0, more
        jump_ind r0, 0
`

const ask = `
        load_imm r7, 20
        ecalli 1
        add_imm_64 r7, r7, 2
        ecalli 2
        jump_ind r0, 0
`

const copyOctets = `
        load_ind_u64 r9, [r7]
        store_ind_u64 [r8], r9
        jump_ind r0, 0
`

const echo = `
.stack 4096
.code
        load_ind_u64 r9, [r7]
        reverse_bytes r9, r9
        add_imm_64 r7, r1, -8
        store_ind_u64 [r7], r9
        jump_ind r0, 0
`

func main() {
	log.SetFlags(0)
	for _, part := range []func() error{identity, programs, runs, hostCalls, memory, gas, manyRuns, standardPrograms} {
		if err := part(); err != nil {
			log.Fatal(err)
		}
	}
}

func assemble(source string, options *pvm.ProgramOptions) (*pvm.Program, error) {
	set := pvm.InstructionSetGP072
	if options != nil {
		set = options.InstructionSet
	}
	blob, err := pvm.Assemble(source, set, nil)
	if err != nil {
		return nil, err
	}
	return pvm.ParseProgram(blob, options)
}

func machineFor(program *pvm.Program) (*pvm.VM, error) {
	vm, err := pvm.NewVMFromProgram(program, nil)
	if err != nil {
		return nil, err
	}
	vm.Registers()[0] = pvm.HaltAddress // A jump to r0 ends the guest.
	vm.SetGas(1000)
	return vm, nil
}

func machine(source string) (*pvm.VM, error) {
	program, err := assemble(source, nil)
	if err != nil {
		return nil, err
	}
	defer program.Close() // The machine holds a reference of its own.
	return machineFor(program)
}

func say(result pvm.Result, format string, values ...any) {
	fmt.Printf("%s: %s\n", pvm.ResultName(result), fmt.Sprintf(format, values...))
}

func identity() error {
	fmt.Println("-- identity")
	engine := pvm.DefaultEngine()
	kind := "a recompiler"
	if engine.Kind() == pvm.EngineKindInterpreter {
		kind = "an interpreter"
	}
	fmt.Printf("%s: %s\n", engine, kind)
	return nil
}

func programs() error {
	fmt.Println("-- programs")
	// region: refused
	_, err := pvm.ParseProgram([]byte{0, 0, 3, 200, 0x87, 9, 0xff}, nil)
	var refused *pvm.BadProgramError
	if errors.As(err, &refused) {
		fmt.Printf("octet %d: %s\n", refused.Offset, refused)
	}
	// endregion

	// region: inspect
	program, err := assemble(sum, nil)
	if err != nil {
		return err
	}
	defer program.Close()
	info, err := program.Info()
	if err != nil {
		return err
	}
	fmt.Printf("%d octets of code, %d instructions, %d blocks\n", info.CodeLen, info.InstructionCount, info.BlockCount)
	for pc := uint64(0); pc < info.CodeLen; {
		text, next, err := program.Disassemble(pc)
		if err != nil {
			return err
		}
		fmt.Printf("%4d  %s\n", pc, text)
		pc = next
	}
	// endregion
	return nil
}

func runs() error {
	fmt.Println("-- runs")
	ctx := context.Background()
	// region: lifetime
	vm, err := machine(sum)
	if err != nil {
		return err
	}
	defer vm.Close() // a machine that is forgotten is closed by the garbage collector, some time
	// endregion

	// region: state
	state := vm.State() // the state itself, for as long as the machine lives
	state.Registers[7] = 10
	result, err := vm.Execute(ctx, 0)
	if err != nil {
		return err
	}
	say(result, "r9 = %d, %d gas left", state.Registers[9], state.Gas)
	// endregion

	state.Registers[7] = 3
	vm.SetPC(0)
	if result, err = vm.Step(ctx, 4); err != nil {
		return err
	}
	say(result, "pc %d, r9 = %d", state.PC, state.Registers[9])
	vm.Interrupt()
	if result, err = vm.Resume(ctx); err != nil {
		return err
	}
	say(result, "pc %d", state.PC)
	if result, err = vm.Resume(ctx); err != nil {
		return err
	}
	say(result, "r9 = %d", state.Registers[9])

	// region: cancel
	state.Registers[7] = 1 << 63 // This takes for ever,
	state.Gas = math.MaxUint64
	limited, cancel := context.WithTimeout(ctx, 20*time.Millisecond) // but not here.
	defer cancel()
	_, err = vm.Execute(limited, 0)
	fmt.Println("stopped:", errors.Is(err, context.DeadlineExceeded))
	// endregion
	return nil
}

func hostCalls() error {
	fmt.Println("-- host calls")
	ctx := context.Background()
	vm, err := machine(ask)
	if err != nil {
		return err
	}
	defer vm.Close()
	result, err := vm.Execute(ctx, 0)
	if err != nil {
		return err
	}
	trap, err := vm.Trap()
	if err != nil {
		return err
	}
	say(result, "nobody to answer: trap kind %s", trap.Kind)

	// region: callback
	calls := 0
	vm.SetHostCallback(func(vm *pvm.VM, funcID int32) pvm.HostResult {
		calls++
		switch funcID {
		case 1:
			vm.Registers()[7] *= 2
			return pvm.HostResultContinue
		case 2:
			return pvm.HostResultTerminate
		}
		return pvm.HostResultError
	})
	result, err = vm.Execute(ctx, 0)
	if err != nil {
		return err
	}
	say(result, "%d calls, r7 = %d", calls, vm.Registers()[7])
	// endregion

	// region: yield
	vm.SetHostCallback(nil)
	vm.SetYieldMode(true)
	state := vm.State()
	result, err = vm.Execute(ctx, 0)
	for err == nil && result == pvm.ResultHostCall {
		fmt.Printf("call %d at pc %d, r7 = %d\n", state.HostCall, state.PC, state.Registers[7])
		if state.HostCall == 1 {
			state.Registers[7] *= 2
		}
		result, err = vm.Resume(ctx) // behind the ecalli
	}
	if err != nil {
		return err
	}
	say(result, "r7 = %d", state.Registers[7])
	// endregion
	return nil
}

func memory() error {
	fmt.Println("-- memory")
	ctx := context.Background()
	vm, err := machine(copyOctets)
	if err != nil {
		return err
	}
	defer vm.Close()
	state := vm.State()
	greeting := []byte("greetings")

	// region: map
	if err := vm.MapMemory(0x10000, pvm.PageSize, pvm.AccessRead); err != nil {
		return err
	}
	if err := vm.InitializeMemory(0x10000, greeting); err != nil { // what a loader does: read-only pages, too
		return err
	}
	err = vm.WriteMemory(0x10000, greeting) // what a guest may do
	var fault *pvm.PageFaultError
	if errors.As(err, &fault) {
		fmt.Printf("page 0x%x: %s\n", fault.FaultAddress, fault)
	}
	// endregion

	// region: fault
	state.Registers[7] = 0x10000
	state.Registers[8] = 0x20ff8
	result, err := vm.Execute(ctx, 0)
	if err != nil {
		return err
	}
	say(result, "pc %d, page 0x%x", state.PC, state.FaultAddress)

	// The store has done nothing, so that a host can map the page and let it run again.
	if err := vm.MapMemory(state.FaultAddress, pvm.PageSize, pvm.AccessReadWrite); err != nil {
		return err
	}
	if result, err = vm.Resume(ctx); err != nil {
		return err
	}
	copied := make([]byte, 8)
	if err := vm.ReadMemory(0x20ff8, copied); err != nil {
		return err
	}
	say(result, "%s", copied)
	// endregion

	// region: window
	window, err := vm.MemoryWindow(0x20ff8, 8) // guest memory itself, until these pages are mapped anew
	if err != nil {
		return err
	}
	window[0] = 'G'
	if err := vm.ReadMemory(0x20ff8, copied); err != nil {
		return err
	}
	fmt.Printf("window: %s\n", copied)
	// endregion

	access, end, err := vm.QueryMemory(0x10000)
	if err != nil {
		return err
	}
	fmt.Printf("0x10000 to 0x%x: %s\n", end, access)
	return nil
}

func gas() error {
	fmt.Println("-- gas")
	ctx := context.Background()
	// region: gas
	models := []pvm.ProgramOptions{
		{GasModel: pvm.GasModelInstruction, InstructionSet: pvm.InstructionSetGP072},
		{GasModel: pvm.GasModelBlock, InstructionSet: pvm.InstructionSetGP072Unlikely},
	}
	for _, options := range models {
		program, err := assemble(sum, &options)
		if err != nil {
			return err
		}
		cost, err := program.BlockCost(0)
		if err != nil {
			return err
		}
		fmt.Printf("per %s: first block %d\n", options.GasModel, cost)
		vm, err := machineFor(program)
		if err != nil {
			return err
		}
		state := vm.State()
		state.Registers[7] = 1000
		result, err := vm.Execute(ctx, 0)
		if err != nil {
			return err
		}
		say(result, "pc %d, %d left", state.PC, state.Gas)
		state.Gas += 100_000 // Whoever has more to give lets the guest go on.
		if result, err = vm.Resume(ctx); err != nil {
			return err
		}
		say(result, "r9 = %d, %d left", state.Registers[9], state.Gas)
		vm.Close()
		program.Close()
	}
	// endregion
	return nil
}

func manyRuns() error {
	fmt.Println("-- many runs")
	ctx := context.Background()
	vm, err := machine(sum)
	if err != nil {
		return err
	}
	defer vm.Close()
	state := vm.State()
	// region: reset
	total := uint64(0)
	for n := uint64(1); n <= 100; n++ {
		if err := vm.Reset(nil); err != nil { // as good as new, and cheaper
			return err
		}
		state.Registers[0] = pvm.HaltAddress
		state.Registers[7] = n
		state.Gas = 1000
		if _, err := vm.Execute(ctx, 0); err != nil {
			return err
		}
		total += state.Registers[9]
	}
	fmt.Printf("100 runs: %d\n", total)
	// endregion

	if err := vm.Reset(nil); err != nil {
		return err
	}
	state.Registers[0] = pvm.HaltAddress
	state.Registers[7] = 10
	state.Gas = 1000
	// region: clone
	if _, err := vm.Step(ctx, 5); err != nil {
		return err
	}
	clone, err := vm.Clone() // another machine from here on
	if err != nil {
		return err
	}
	clone.Registers()[9] = 1000
	for _, one := range []*pvm.VM{vm, clone} {
		if _, err := one.Resume(ctx); err != nil {
			return err
		}
	}
	fmt.Printf("original %d, clone %d\n", vm.Registers()[9], clone.Registers()[9])
	// endregion

	// region: destroyed
	if err := clone.Close(); err != nil {
		return err
	}
	_, err = clone.Resume(ctx)
	fmt.Println(errors.Is(err, pvm.ErrDestroyed), err)
	// endregion
	return nil
}

func standardPrograms() error {
	fmt.Println("-- standard programs")
	// region: standard
	blob, err := pvm.Assemble(echo, pvm.InstructionSetGP072, nil)
	if err != nil {
		return err
	}
	program, err := pvm.ParseStandardProgram(blob, false, nil)
	if err != nil {
		return err
	}
	defer program.Close()
	vm, err := pvm.NewVMFromStandard(program, []byte("backward"), nil)
	if err != nil {
		return err
	}
	defer vm.Close()
	vm.SetGas(100)
	result, err := vm.Execute(context.Background(), 0)
	if err != nil {
		return err
	}
	output, err := vm.CopyOutput(nil)
	if err != nil {
		return err
	}
	say(result, "%s", output)
	// endregion
	return nil
}
