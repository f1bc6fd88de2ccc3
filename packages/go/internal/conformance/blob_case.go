package conformance

import (
	"strconv"

	pvm "github.com/pvm-ffi/pvm-go"
	"github.com/pvm-ffi/pvm-go/internal/formats"
)

// runBlobCase runs family `blobs`: what is valid loads, all else is refused; of a standard program the container too.
func (setting Setting) runBlobCase(test *formats.BlobCase) ([]Difference, error) {
	container, whole, err := setting.load(test)
	if err != nil {
		return nil, err
	}
	var differences differences
	if test.IsContainerValid != nil {
		differences.check("container-valid", strconv.FormatBool(*test.IsContainerValid), container)
	}
	differences.check("valid", strconv.FormatBool(test.IsValid), whole)
	return differences.list, nil
}

// load gives `true`, or `false` with the reason where another word was expected.
func (setting Setting) load(test *formats.BlobCase) (container, whole string, err error) {
	program, err := setting.parseBlob(test)
	if err != nil {
		reason := ReasonOf(setting.Engine, err)
		isContainerValid := test.IsContainerValid == nil || *test.IsContainerValid
		return verdict(isContainerValid, reason), verdict(test.IsValid, reason), nil
	}
	defer program.Close()
	defect, err := DefectOf(program)
	if err != nil || defect != "" {
		return "true", verdict(test.IsValid, defect), err
	}
	return "true", "true", nil
}

func (setting Setting) parseBlob(test *formats.BlobCase) (*pvm.Program, error) {
	options := ProgramOptions(GasPerInstruction, setting.InstructionSet)
	if test.IsStandard {
		return setting.Engine.ParseStandardProgram(test.Blob, false, options)
	}
	return setting.Engine.ParseProgram(test.Blob, options)
}

// verdict is why something is not valid. A refusal that was expected needs no reason.
func verdict(isExpectedValid bool, reason string) string {
	if !isExpectedValid {
		return "false"
	}
	return "false (" + reason + ")"
}
