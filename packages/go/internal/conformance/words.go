package conformance

import (
	"errors"
	"strconv"

	pvm "github.com/pvm-ffi/pvm-go"
)

// GasModel is a gas model in the words of the data.
type GasModel string

// The gas models.
const (
	GasPerInstruction GasModel = "instruction"
	GasPerBlock       GasModel = "block"
)

// InstructionSet is a numbering of opcodes in the words of the command. An empty one stands for the gas model's own.
type InstructionSet string

// The instruction sets.
const (
	SetGP072         InstructionSet = "0.7.2"
	SetGP072Unlikely InstructionSet = "0.7.2+unlikely"
)

// Setting is what all cases are run with.
type Setting struct {
	Engine *pvm.Engine
	// InstructionSet stands instead of the one that goes with the gas model, if it isn't empty.
	InstructionSet InstructionSet
}

// OrOwn gives the set itself, or the gas model's own. Programs with gas per block know `unlikely`.
func (set InstructionSet) OrOwn(gasModel GasModel) InstructionSet {
	switch {
	case set != "":
		return set
	case gasModel == GasPerBlock:
		return SetGP072Unlikely
	default:
		return SetGP072
	}
}

// ProgramOptions gives the options of a program.
func ProgramOptions(gasModel GasModel, set InstructionSet) *pvm.ProgramOptions {
	options := &pvm.ProgramOptions{GasModel: pvm.GasModelInstruction, InstructionSet: pvm.InstructionSetGP072}
	if gasModel == GasPerBlock {
		options.GasModel = pvm.GasModelBlock
	}
	if set.OrOwn(gasModel) == SetGP072Unlikely {
		options.InstructionSet = pvm.InstructionSetGP072Unlikely
	}
	return options
}

// Refused is something that a case wants of the library and does not get: no case goes on behind that.
type Refused struct{ Difference Difference }

func (refusal *Refused) Error() string {
	return refusal.Difference.Got
}

// wanted gives the error of something that a case wants; field is where the case says so.
func (setting Setting) wanted(field string, err error) error {
	if err == nil {
		return nil
	}
	var ours *Refused
	if errors.As(err, &ours) {
		return err
	}
	return &Refused{Difference{Field: field, Expected: "accepted", Got: ReasonOf(setting.Engine, err)}}
}

// ReasonOf tells why the library refused: for a blob what and where, else the words of the status.
func ReasonOf(engine *pvm.Engine, err error) string {
	var bad *pvm.BadProgramError
	if errors.As(err, &bad) {
		return placed(bad.Message, bad.Offset)
	}
	var limit *pvm.LimitExceededError
	if errors.As(err, &limit) && limit.Message != "" {
		return placed(limit.Message, limit.Offset)
	}
	return StatusText(engine, err)
}

// DefectOf tells what is wrong with the code of a standard program; empty if nothing is.
func DefectOf(program *pvm.Program) (string, error) {
	info, err := program.Info()
	if err != nil || info.IsValid == 1 {
		return "", err
	}
	defect, err := program.Defect()
	return placed(defect.Message, defect.Offset), err
}

func placed(message string, offset uint64) string {
	return message + ", octet " + strconv.FormatUint(offset, 10)
}

// StatusText gives the words of the status that an error carries.
func StatusText(engine *pvm.Engine, err error) string {
	var refusal *pvm.Error
	if errors.As(err, &refusal) {
		return engine.StatusMessage(refusal.Status)
	}
	return err.Error()
}
