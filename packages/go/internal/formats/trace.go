package formats

// Trace is a recording of every host call of a run (JIP-6 text), read once and replayed any number of times.
type Trace struct {
	File string
	// Lines are those of the file, for messages: line n is Lines[n-1].
	Lines []string
	// Program is as the chain stores it: metadata, then a standard program.
	Program []byte
	// Memory is written before the start, the argument above all.
	Memory []TraceWrite
	Start  TraceState
	// Stops are the host calls in order, and the end.
	Stops []TraceStop
}

// HostCalls counts the host calls.
func (trace *Trace) HostCalls() int {
	return len(trace.Stops) - 1
}

// TraceState is a line with pc, gas and registers.
type TraceState struct {
	// Line counts from 1.
	Line      int
	PC        uint64
	Gas       uint64
	Registers Registers
}

// TraceExit is the first word of a line that stops the guest.
type TraceExit string

// The exits.
const (
	ExitHostCall TraceExit = "ecalli"
	ExitHalt     TraceExit = "HALT"
	ExitPanic    TraceExit = "PANIC"
	ExitFault    TraceExit = "FAULT"
	ExitOutOfGas TraceExit = "OOG"
)

// TraceStop is a host call with what the host did, or the end.
type TraceStop struct {
	TraceState
	Exit TraceExit
	// Argument stands behind `=`: number of the host call, address of the fault; 0 where nothing does.
	Argument uint64
	// Effects are what the host did, in order.
	Effects []TraceEffect
}

// TraceWrite is octets that the host wrote, or read.
type TraceWrite struct {
	Contents
	Line int
}

// TraceEffect is one of *MemoryRead, *MemoryWrite, *RegisterSet and *GasSet.
type TraceEffect interface{ isEffect() }

// What a host does in a call, in the words of the traces: memread, memwrite, setreg and setgas.
type (
	MemoryRead  struct{ TraceWrite }
	MemoryWrite struct{ TraceWrite }
	RegisterSet struct {
		Line  int
		Index int
		Value uint64
	}
	GasSet struct {
		Line int
		Gas  uint64
	}
)

func (*MemoryRead) isEffect()  {}
func (*MemoryWrite) isEffect() {}
func (*RegisterSet) isEffect() {}
func (*GasSet) isEffect()      {}
