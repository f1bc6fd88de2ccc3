// Code generated from demo.h by pvm-codegen. DO NOT EDIT.

package demo

/*
#include "demo_go.h"

#cgo noescape demo_go_machine_destroy
#cgo nocallback demo_go_machine_destroy
#cgo noescape demo_go_machine_set_oracle
#cgo nocallback demo_go_machine_set_oracle
#cgo noescape demo_go_machine_get_question
#cgo nocallback demo_go_machine_get_question
#cgo noescape demo_go_machine_run
#cgo nocallback demo_go_machine_run
#cgo noescape demo_go_machine_answer
#cgo nocallback demo_go_machine_answer
#cgo noescape demo_go_machine_report
#cgo nocallback demo_go_machine_report
#cgo noescape demo_go_machine_wait
#cgo nocallback demo_go_machine_wait
#cgo noescape demo_go_machine_interrupt
#cgo nocallback demo_go_machine_interrupt
#cgo noescape demo_go_machine_clear
#cgo nocallback demo_go_machine_clear
*/
import "C"

import (
	"context"
	"runtime"
	"strconv"
	"unsafe"
)

// Machine is a machine.
//
// One goroutine may use it at a time, any goroutine. What is marked otherwise
// may be called at any time. [Machine.Close] gives it back; one that is
// forgotten is given back by the garbage collector.
//
// Since 1.0.
type Machine struct {
	serial

	oracle Oracle
}

func newMachine(library *Library, handle C.uintptr_t) *Machine {
	if handle == 0 {
		return nil
	}
	machine := &Machine{serial: serial{library: library, table: library.table, handle: handle}}
	machine.state.Store(idle)
	machine.cleanup = runtime.AddCleanup(machine, destroyMachine, remains{library, handle})
	return machine
}

func destroyMachine(left remains) {
	C.demo_go_machine_destroy(left.library.table, left.handle)
}

// Close frees a machine.
//
// Closing twice is fine.
//
// Since 1.0.
func (machine *Machine) Close() error {
	done, ok := machine.retire()
	if done {
		return nil
	}
	if !ok {
		return machine.refusal("Machine.Close")
	}
	machine.mutex.Lock()
	defer machine.mutex.Unlock()
	collect()
	C.demo_go_machine_destroy(machine.table, machine.handle)
	machine.cleanup.Stop()
	return nil
}

func (machine *Machine) lend(op, parameter string, library *Library) (C.uintptr_t, error) {
	return machine.serial.lend(op, parameter, "machine", library)
}

func (machine *Machine) refusal(op string) error {
	return machine.serial.refusal(op, "machine")
}

// SetOracle sets who answers.
//
//   - oracle: nil: nobody.
//
// Since 1.0.
func (machine *Machine) SetOracle(oracle Oracle) {
	table, handle, ok := machine.use()
	if !ok {
		return
	}
	var cOracle C.uintptr_t
	if oracle != nil {
		cOracle = 1
	}
	collect()
	C.demo_go_machine_set_oracle(table, handle, cOracle)
	runtime.KeepAlive(machine)
	machine.oracle = oracle
}

// Question tells the last question.
//
//   - result: the question.
//
// Since 1.0.
func (machine *Machine) Question() uint32 {
	table, handle, ok := machine.use()
	if !ok {
		return 0
	}
	collect()
	result := C.demo_go_machine_get_question(table, handle)
	runtime.KeepAlive(machine)
	return uint32(result)
}

// Run Runs.
//
// When ctx is done it returns early, with the error of ctx.
//
//   - result: how it ended.
//
// Since 1.0.
func (machine *Machine) Run(ctx context.Context) (Result, error) {
	table, handle, ok := machine.begin()
	if !ok {
		return 0, machine.refusal("Machine.Run")
	}
	defer machine.end()
	watch, err := machine.watch("Machine.Run", ctx)
	if err != nil {
		return 0, err
	}
	defer watch.stop()
	var cQuestion C.uint32_t
	collect()
	result := C.demo_go_machine_run(table, handle, &cQuestion)
	if result == C.DEMO_RESULT_STOPPED {
		result = machine.answerOracles(&watch, cQuestion)
	}
	return Result(result), watch.err(result == C.DEMO_RESULT_INTERRUPTED)
}

// Answer answers, and goes on.
//
// When ctx is done it returns early, with the error of ctx.
//
//   - answer: the answer.
//   - result: how it ended.
//
// Since 1.0.
func (machine *Machine) Answer(ctx context.Context, answer Answer) (Result, error) {
	table, handle, ok := machine.begin()
	if !ok {
		return 0, machine.refusal("Machine.Answer")
	}
	defer machine.end()
	watch, err := machine.watch("Machine.Answer", ctx)
	if err != nil {
		return 0, err
	}
	defer watch.stop()
	var cQuestion C.uint32_t
	collect()
	result := C.demo_go_machine_answer(table, handle, C.demo_answer_t(answer), &cQuestion)
	if result == C.DEMO_RESULT_STOPPED {
		result = machine.answerOracles(&watch, cQuestion)
	}
	return Result(result), watch.err(result == C.DEMO_RESULT_INTERRUPTED)
}

// Report runs to the end, and says in words what happened.
//
// When ctx is done it returns early, with the error of ctx.
//
//   - result: receives the text.
//
// It fails with
//
//   - [ErrInterrupted]: it was interrupted.
//   - [ErrBufferTooSmall], a *[BufferTooSmallError]: nothing was written.
//
// Since 1.0.
func (machine *Machine) Report(ctx context.Context) (string, error) {
	table, handle, ok := machine.begin()
	if !ok {
		return "", machine.refusal("Machine.Report")
	}
	defer machine.end()
	watch, err := machine.watch("Machine.Report", ctx)
	if err != nil {
		return "", err
	}
	defer watch.stop()
	var cLen C.size_t
	buffer := make([]byte, 256)
	for {
		collect()
		status := Status(C.demo_go_machine_report(
			table, handle, (*C.char)(unsafe.Pointer(unsafe.SliceData(buffer))), C.size_t(len(buffer)), &cLen,
		))
		if status == StatusBufferTooSmall && int(cLen) >= len(buffer) {
			buffer = make([]byte, int(cLen)+1)
			continue
		}
		if err := watch.err(status == StatusInterrupted); err != nil {
			return "", err
		}
		switch status {
		case StatusOk:
			return string(buffer[:cLen]), nil
		case StatusBufferTooSmall:
			failed := newBufferTooSmallError("Machine.Report", describe("nothing was written", strconv.FormatUint(uint64(cLen), 10)+" needed"))
			failed.Needed = int(cLen)
			return "", failed
		}
		return "", failure("Machine.Report", status)
	}
}

// Wait waits for a while.
//
// It cannot be interrupted: ctx is looked at before it starts.
//
// Since 1.0.
func (machine *Machine) Wait(ctx context.Context) error {
	table, handle, ok := machine.begin()
	if !ok {
		return machine.refusal("Machine.Wait")
	}
	defer machine.end()
	if ctx != nil && ctx.Err() != nil {
		return cancelled("Machine.Wait", ctx)
	}
	collect()
	C.demo_go_machine_wait(table, handle)
	return nil
}

// Interrupt ends the run soon.
//
// Since 1.0.
func (machine *Machine) Interrupt() {
	machine.mutex.RLock()
	defer machine.mutex.RUnlock()
	table, handle, ok := machine.use()
	if !ok {
		return
	}
	collect()
	C.demo_go_machine_interrupt(table, handle)
	runtime.KeepAlive(machine)
}

// Clear takes an interrupt back.
//
// Since 1.0.
func (machine *Machine) Clear() {
	machine.mutex.RLock()
	defer machine.mutex.RUnlock()
	table, handle, ok := machine.use()
	if !ok {
		return
	}
	collect()
	C.demo_go_machine_clear(table, handle)
	runtime.KeepAlive(machine)
}

// answerOracles runs the Go function for every stop, with no C frame below it,
// until the run ends. If the function panics, the machine stays where it
// stopped.
func (machine *Machine) answerOracles(watch *watch, question C.uint32_t) C.demo_result_t {
	for machine.oracle != nil {
		answer := machine.oracle(machine, uint32(question))
		if answer == AnswerWait {
			break
		}
		if watch.isDone() {
			C.demo_go_machine_interrupt(machine.table, machine.handle)
		}
		collect()
		result := C.demo_go_machine_answer(machine.table, machine.handle, C.demo_answer_t(answer), &question)
		if result != C.DEMO_RESULT_STOPPED {
			return result
		}
	}
	return C.DEMO_RESULT_STOPPED
}

// watch interrupts the machine when ctx is done. A ctx that cannot be cancelled costs nothing.
func (machine *Machine) watch(op string, ctx context.Context) (watch, error) {
	if ctx == nil || ctx.Done() == nil {
		return watch{}, nil
	}
	if ctx.Err() != nil {
		return watch{}, cancelled(op, ctx)
	}
	interrupted := make(chan struct{})
	cancel := context.AfterFunc(ctx, func() {
		C.demo_go_machine_interrupt(machine.table, machine.handle)
		close(interrupted)
	})
	return watch{op, ctx, cancel, interrupted, machine.takeInterruptBack}, nil
}

func (machine *Machine) takeInterruptBack() {
	C.demo_go_machine_clear(machine.table, machine.handle)
}
