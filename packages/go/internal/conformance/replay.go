package conformance

import (
	"bytes"
	"context"
	"fmt"

	pvm "github.com/pvm-ffi/pvm-go"
	"github.com/pvm-ffi/pvm-go/internal/formats"
)

// ReplaySetting is what traces are replayed with.
type ReplaySetting struct {
	Setting
	// GasModel is one gas per instruction if it is empty.
	GasModel GasModel
}

// ReplayResult is how a trace was replayed.
type ReplayResult struct {
	// HostCalls is how many host calls were made, as far as it ran.
	HostCalls int
	// GasUsed is the gas that the guest used itself, without what the host charged.
	GasUsed uint64
	// Mismatch is the first wrong line; nil if every line is right.
	Mismatch *Mismatch
}

// Mismatch is a line of a trace that is wrong.
type Mismatch struct {
	// Line counts from 1.
	Line int
	// Stop is the index of the stop that the line belongs to; -1 up to the start line.
	Stop int
	// State has all fields that are compared on that line, right ones too.
	State []Difference
}

var exitOfResult = map[pvm.Result]formats.TraceExit{
	pvm.ResultHostCall: formats.ExitHostCall,
	pvm.ResultOK:       formats.ExitHalt,
	pvm.ResultPanic:    formats.ExitPanic,
	pvm.ResultFault:    formats.ExitFault,
	pvm.ResultOOG:      formats.ExitOutOfGas,
}

// ReplayTrace replays a trace once, from its octets to its end.
func ReplayTrace(ctx context.Context, trace *formats.Trace, setting ReplaySetting) (ReplayResult, error) {
	replay, err := newReplay(trace, setting)
	if err != nil {
		return ReplayResult{}, err
	}
	defer replay.close()
	return replay.run(ctx)
}

// replay is a trace and its machine, ready to be replayed any number of times.
type replay struct {
	trace    *formats.Trace
	setting  ReplaySetting
	program  *pvm.Program
	vm       *pvm.VM
	argument []byte
	// scratch is where memory is read to.
	scratch []byte
}

func newReplay(trace *formats.Trace, setting ReplaySetting) (*replay, error) {
	gasModel := setting.GasModel
	if gasModel == "" {
		gasModel = GasPerInstruction
	}
	options := ProgramOptions(gasModel, setting.InstructionSet)
	program, err := setting.Engine.ParseStandardProgram(trace.Program, true, options)
	if err != nil {
		return nil, setting.wanted("program", err)
	}
	argument := argumentOf(trace)
	vm, err := pvm.NewVMFromStandard(program, argument, nil)
	if err != nil {
		program.Close()
		return nil, err
	}
	vm.SetYieldMode(true)
	return &replay{trace: trace, setting: setting, program: program, vm: vm, argument: argument}, nil
}

func (replay *replay) close() {
	replay.vm.Close()
	replay.program.Close()
}

// run replays all of it, or up to the first line that is wrong.
func (replay *replay) run(ctx context.Context) (ReplayResult, error) {
	mismatch, err := replay.advanceTo(ctx, len(replay.trace.Stops))
	if err != nil {
		return ReplayResult{}, err
	}
	if mismatch != nil {
		return replay.failed(mismatch), nil
	}
	used := replay.usedBefore(len(replay.trace.Stops))
	return ReplayResult{HostCalls: replay.trace.HostCalls(), GasUsed: used}, nil
}

// advanceTo starts anew and stops behind what the host did at the stop before this one, or at a line that is wrong.
func (replay *replay) advanceTo(ctx context.Context, stop int) (*Mismatch, error) {
	mismatch, err := replay.start()
	for index := 0; index < stop && mismatch == nil && err == nil; index++ {
		mismatch, err = replay.next(ctx, index)
	}
	return mismatch, err
}

func (replay *replay) start() (*Mismatch, error) {
	vm, start := replay.vm, &replay.trace.Start
	if err := vm.ResetStandard(nil, replay.argument); err != nil {
		return nil, err
	}
	for _, write := range replay.trace.Memory {
		if isArgument(write) {
			continue
		}
		if err := vm.InitializeMemory(write.Address, write.Bytes); err != nil {
			return replay.refusal(-1, write, "writable", err), nil
		}
	}
	state := vm.State()
	if state.Registers != start.Registers {
		return &Mismatch{Line: start.Line, Stop: -1, State: registerRows(&start.Registers, &state.Registers)}, nil
	}
	vm.SetGas(start.Gas)
	vm.SetPC(start.PC)
	return nil, nil
}

// next runs up to a stop, compares the state, and does what the host did.
func (replay *replay) next(ctx context.Context, index int) (*Mismatch, error) {
	stop := &replay.trace.Stops[index]
	result, err := replay.vm.Resume(ctx)
	if err != nil {
		return nil, err
	}
	if !replay.isAt(stop, result) || replay.vm.State().Registers != stop.Registers {
		return &Mismatch{Line: stop.Line, Stop: index, State: replay.stateRows(stop, result)}, nil
	}
	for _, effect := range stop.Effects {
		if mismatch := replay.apply(effect, index); mismatch != nil {
			return mismatch, nil
		}
	}
	return nil, nil
}

func (replay *replay) isAt(stop *formats.TraceStop, result pvm.Result) bool {
	state := replay.vm.State()
	if exitOfResult[result] != stop.Exit || state.PC != stop.PC || state.Gas != stop.Gas {
		return false
	}
	switch stop.Exit {
	case formats.ExitHostCall:
		return state.HostCall == stop.Argument
	case formats.ExitFault:
		return isInPage(stop.Argument, state.FaultAddress)
	default:
		return true
	}
}

func (replay *replay) apply(effect formats.TraceEffect, stop int) *Mismatch {
	vm := replay.vm
	switch effect := effect.(type) {
	case *formats.MemoryRead:
		return replay.read(effect.TraceWrite, stop)
	case *formats.MemoryWrite:
		if err := vm.WriteMemory(effect.Address, effect.Bytes); err != nil {
			return replay.refusal(stop, effect.TraceWrite, "writable", err)
		}
	case *formats.RegisterSet:
		vm.Registers()[effect.Index] = effect.Value
	case *formats.GasSet:
		vm.SetGas(effect.Gas)
	}
	return nil
}

func (replay *replay) read(effect formats.TraceWrite, stop int) *Mismatch {
	if len(replay.scratch) < len(effect.Bytes) {
		replay.scratch = make([]byte, len(effect.Bytes))
	}
	got := replay.scratch[:len(effect.Bytes)]
	if err := replay.vm.ReadMemory(effect.Address, got); err != nil {
		return replay.refusal(stop, effect, shortHex(effect.Bytes), err)
	}
	if bytes.Equal(got, effect.Bytes) {
		return nil
	}
	state := append(replay.rightState(stop), compareOctets(effect.Address, effect.Bytes, got)...)
	return &Mismatch{Line: effect.Line, Stop: stop, State: state}
}

func (replay *replay) refusal(stop int, access formats.TraceWrite, expected string, err error) *Mismatch {
	wrong := Difference{
		Field:    "memory " + hexAddress(uint64(access.Address)),
		Expected: expected,
		Got:      StatusText(replay.setting.Engine, err),
	}
	return &Mismatch{Line: access.Line, Stop: stop, State: append(replay.rightState(stop), wrong)}
}

func (replay *replay) stateRows(stop *formats.TraceStop, result pvm.Result) []Difference {
	state := replay.vm.State()
	expected, got := replay.exitWords(stop, result)
	rows := []Difference{
		{Field: "exit", Expected: expected, Got: got},
		{Field: "pc", Expected: fmt.Sprint(stop.PC), Got: fmt.Sprint(state.PC)},
		{Field: "gas", Expected: fmt.Sprint(stop.Gas), Got: fmt.Sprint(state.Gas)},
	}
	return append(rows, registerRows(&stop.Registers, &state.Registers)...)
}

// rightState is the state at a stop that is as recorded: what the host changed since does not matter.
func (replay *replay) rightState(index int) []Difference {
	if index < 0 {
		return nil
	}
	stop := &replay.trace.Stops[index]
	same := func(field, text string) Difference { return Difference{Field: field, Expected: text, Got: text} }
	rows := []Difference{
		same("exit", exitText(stop.Exit, stop.Argument)),
		same("pc", fmt.Sprint(stop.PC)),
		same("gas", fmt.Sprint(stop.Gas)),
	}
	return append(rows, registerRows(&stop.Registers, &stop.Registers)...)
}

// exitWords gives both exits in the words of the trace; what is not compared is not shown as different.
func (replay *replay) exitWords(stop *formats.TraceStop, result pvm.Result) (expected, got string) {
	state := replay.vm.State()
	expected = exitText(stop.Exit, stop.Argument)
	exit, isExit := exitOfResult[result]
	switch {
	case !isExit:
		return expected, replay.setting.Engine.ResultName(result)
	case exit == formats.ExitHostCall:
		return expected, exitText(exit, state.HostCall)
	case exit == formats.ExitFault && stop.Exit == exit && isInPage(stop.Argument, state.FaultAddress):
		return expected, expected
	default:
		return expected, exitText(exit, uint64(state.FaultAddress))
	}
}

func (replay *replay) failed(mismatch *Mismatch) ReplayResult {
	if mismatch.Stop < 0 {
		return ReplayResult{Mismatch: mismatch}
	}
	stop := &replay.trace.Stops[mismatch.Stop]
	state := replay.vm.State()
	gas := state.Gas
	if hasRightState := mismatch.Line != stop.Line; hasRightState {
		gas = stop.Gas
	}
	result := ReplayResult{HostCalls: mismatch.Stop, Mismatch: mismatch}
	if state.Result == pvm.ResultHostCall {
		result.HostCalls++
	}
	result.GasUsed = replay.usedBefore(mismatch.Stop) + replay.gasBefore(mismatch.Stop) - gas
	return result
}

func (replay *replay) usedBefore(stop int) uint64 {
	sum := uint64(0)
	for index := range stop {
		sum += replay.gasBefore(index) - replay.trace.Stops[index].Gas
	}
	return sum
}

// gasBefore is the gas that the guest goes on with after the stop before this one.
func (replay *replay) gasBefore(stop int) uint64 {
	if stop == 0 {
		return replay.trace.Start.Gas
	}
	before := &replay.trace.Stops[stop-1]
	gas := before.Gas
	for _, effect := range before.Effects {
		if set, isSet := effect.(*formats.GasSet); isSet {
			gas = set.Gas
		}
	}
	return gas
}

// exitText gives `ecalli=1`, `FAULT=73728`, `HALT`.
func exitText(exit formats.TraceExit, argument uint64) string {
	if exit == formats.ExitHostCall || exit == formats.ExitFault {
		return fmt.Sprintf("%s=%d", exit, argument)
	}
	return string(exit)
}

func registerRows(expected, got *formats.Registers) []Difference {
	rows := make([]Difference, len(expected))
	for index := range expected {
		rows[index] = Difference{
			Field:    fmt.Sprintf("r%d", index),
			Expected: hexNumber(expected[index]),
			Got:      hexNumber(got[index]),
		}
	}
	return rows
}

func isInPage(address uint64, page uint32) bool {
	return address&^(pageSize-1) == uint64(page)
}

func isArgument(write formats.TraceWrite) bool {
	end := uint64(write.Address) + uint64(len(write.Bytes))
	return write.Address >= pvm.ArgumentAddress && end <= pvm.ArgumentAddress+pvm.MaxArgumentLen
}

// argumentOf takes what is written to where arguments stand as the argument.
func argumentOf(trace *formats.Trace) []byte {
	var argument []byte
	for _, write := range trace.Memory {
		if !isArgument(write) {
			continue
		}
		offset := int(write.Address - pvm.ArgumentAddress)
		if missing := offset + len(write.Bytes) - len(argument); missing > 0 {
			argument = append(argument, make([]byte, missing)...)
		}
		copy(argument[offset:], write.Bytes)
	}
	return argument
}
