package conformance

import (
	"context"

	pvm "github.com/pvm-ffi/pvm-go"
	"github.com/pvm-ffi/pvm-go/internal/formats"
)

// Instruction is one that ran.
type Instruction struct {
	PC   uint64
	Text string
}

const bigStep = 65_536

// LastInstructions gives the last instructions before a stop of a trace, in the order they ran; the last one is what
// stopped the machine.
//
// Nothing is noted while a trace is replayed. So the segment behind the host call before it is run again, twice, each
// time from the start of the trace: once in big steps, to know how far the end is, then in big steps up to the last but
// one and singly from there. Stepping changes nothing that a guest or the gas could see.
func LastInstructions(
	ctx context.Context, trace *formats.Trace, setting ReplaySetting, stop, count int,
) ([]Instruction, error) {
	if stop < 0 {
		return nil, nil
	}
	replay, err := newReplay(trace, setting)
	if err != nil {
		return nil, err
	}
	defer replay.close()
	bigSteps, err := replay.countBigSteps(ctx, stop)
	if err != nil {
		return nil, err
	}
	last, err := replay.lastPCs(ctx, stop, bigSteps-1, count)
	if err != nil {
		return nil, err
	}
	instructions := make([]Instruction, len(last))
	for index, pc := range last {
		text, _, err := replay.program.Disassemble(pc)
		if err != nil {
			return nil, err
		}
		instructions[index] = Instruction{PC: pc, Text: text}
	}
	return instructions, nil
}

func (replay *replay) countBigSteps(ctx context.Context, stop int) (int, error) {
	if _, err := replay.advanceTo(ctx, stop); err != nil {
		return 0, err
	}
	for count := 0; ; count++ {
		result, err := replay.vm.Step(ctx, bigStep)
		if err != nil || result != pvm.ResultStepped {
			return count, err
		}
	}
}

func (replay *replay) lastPCs(ctx context.Context, stop, bigSteps, count int) ([]uint64, error) {
	if _, err := replay.advanceTo(ctx, stop); err != nil {
		return nil, err
	}
	vm := replay.vm
	pc := vm.PC()
	if stop > 0 {
		// A machine that stands at a host call has its ecalli in pc, and goes on behind it.
		_, behind, err := replay.program.Disassemble(pc)
		if err != nil {
			return nil, err
		}
		pc = behind
	}
	for range bigSteps {
		if _, err := vm.Step(ctx, bigStep); err != nil {
			return nil, err
		}
		pc = vm.PC()
	}
	var last []uint64
	for {
		if last = append(last, pc); len(last) > count {
			last = last[1:]
		}
		result, err := vm.Step(ctx, 1)
		if err != nil || result != pvm.ResultStepped {
			return last, err
		}
		pc = vm.PC()
	}
}
