// Package formats reads the files that the pvm command works on: conformance cases of six families. Every refusal is a
// [*FormatError] that names file and place.
package formats

// Status is how a run ends, in the words of the data.
type Status string

// The statuses. Cases that say `ecalli` are read as StatusHostCall.
const (
	StatusHalt     Status = "halt"
	StatusPanic    Status = "panic"
	StatusFault    Status = "page-fault"
	StatusOutOfGas Status = "out-of-gas"
	StatusHostCall Status = "host-call"
)

// RegisterCount is the number of a machine's registers.
const RegisterCount = 13

// Registers are r0 to r12.
type Registers = [RegisterCount]uint64

// Contents are octets at a guest address.
type Contents struct {
	Address uint32
	Bytes   []byte
}

// Pages are whole pages, zero-filled.
type Pages struct {
	Address    uint32
	Length     uint64
	IsWritable bool
}

// ExpectedState is the state after a run. What is nil is not pinned.
type ExpectedState struct {
	Status       Status
	PC           uint64
	Gas          uint64
	Registers    Registers
	FaultAddress *uint32
	HostCall     *uint64
	// Memory has all octets that are not zero; every other octet of accessible memory is.
	Memory *[]Contents
}

// Case is one of *InstructionCase, *StepsCase, *ProgramCase, *BlobCase and *Trace.
type Case interface{ isCase() }

// InstructionCase is one small program and one exit: family `instructions`.
type InstructionCase struct {
	Program   []byte
	Registers Registers
	PC        uint64
	Gas       uint64
	Pages     []Pages
	Memory    []Contents
	Expected  ExpectedState
}

// StepsCase is a script, and what the program's blocks cost: families `random` and `gas-model`.
type StepsCase struct {
	// IsNamed tells the family: a case of `random` names its gas model.
	IsNamed bool
	// IsBlockGas tells the gas model: per basic block, or one per instruction.
	IsBlockGas bool
	Program    []byte
	PC         uint64
	Gas        uint64
	Steps      []Step
	// BlockCosts maps the start of every block to its cost; nil if the case pins none.
	BlockCosts map[uint64]uint64
}

// Step is one of *MapStep, *WriteStep, *SetRegisterStep, *RunStep and *AssertStep.
type Step interface{ isStep() }

// The steps of a script, in the words of the data: map, write, set-reg, run and assert.
type (
	MapStep         struct{ Pages Pages }
	WriteStep       struct{ Contents Contents }
	SetRegisterStep struct {
		Index int
		Value uint64
	}
	RunStep    struct{}
	AssertStep struct{ Expected ExpectedState }
)

// Policy is how host calls of a whole program are answered.
type Policy string

// The policies: the first host call ends the run; each sets one register; `fetch` copies data.
const (
	PolicyNone     Policy = "none"
	PolicyConstant Policy = "constant"
	PolicyFetch    Policy = "fetch"
)

// Host is a policy and its numbers.
type Host struct {
	Policy   Policy
	Register int
	Value    uint64
	Data     []byte
	Gas      uint64
}

// ProgramFormat is what a program file holds.
type ProgramFormat string

// The formats: a bare program blob, a standard program, and the same behind metadata.
const (
	FormatGeneric     ProgramFormat = "generic"
	FormatSPI         ProgramFormat = "spi"
	FormatSPIMetadata ProgramFormat = "spi+metadata"
)

// ExpectedOutput is what a standard program that halts gives back.
type ExpectedOutput struct {
	Length uint64
	SHA256 string
	// Bytes has it in clear, where it is short; else nil.
	Bytes *[]byte
}

// ProgramCase is a whole program in a file of its own, its host, and how it ends: family `programs`.
type ProgramCase struct {
	// ProgramFile is relative to the folder of the case.
	ProgramFile string
	Format      ProgramFormat
	Argument    []byte
	// Registers are pinned for generic programs only.
	Registers    *Registers
	Pages        []Pages
	PC           uint64
	Gas          uint64
	Host         Host
	Expected     ExpectedState
	Instructions uint64
	HostCalls    uint64
	MemorySHA256 string
	// Memory is some of the memory, in clear.
	Memory []Contents
	// Result is nil if the case pins none.
	Result *ExpectedOutput
	// FileSHA256 is the hash of the program's file, where the case tells it; else empty.
	FileSHA256 string
}

// BlobCase is what a loader accepts or refuses: family `blobs`.
type BlobCase struct {
	IsStandard bool
	Blob       []byte
	IsValid    bool
	// IsContainerValid is pinned for standard programs only.
	IsContainerValid *bool
}

func (*InstructionCase) isCase() {}
func (*StepsCase) isCase()       {}
func (*ProgramCase) isCase()     {}
func (*BlobCase) isCase()        {}
func (*Trace) isCase()           {}

func (*MapStep) isStep()         {}
func (*WriteStep) isStep()       {}
func (*SetRegisterStep) isStep() {}
func (*RunStep) isStep()         {}
func (*AssertStep) isStep()      {}
