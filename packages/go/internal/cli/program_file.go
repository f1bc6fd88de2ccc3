package cli

import (
	"bytes"
	"fmt"
	"os"
	"strings"

	pvm "github.com/pvm-ffi/pvm-go"
	"github.com/pvm-ffi/pvm-go/internal/conformance"
)

type programFormat string

const (
	formatAuto     programFormat = "auto"
	formatProgram  programFormat = "program"
	formatStandard programFormat = "standard"
	formatMetadata programFormat = "standard+metadata"
)

type programFile struct {
	program *pvm.Program
	format  programFormat
}

// Nothing in a file says what it is: the first of these that is valid throughout.
var formatOrder = []programFormat{formatMetadata, formatStandard, formatProgram}

var formatOption = option{
	flag: "--format", value: "FORMAT", help: "auto, program, standard, standard+metadata", shown: `"auto"`,
	read: func(options *options, text string) (err error) {
		options.format, err = readWord("--format", text, formatAuto, formatProgram, formatStandard, formatMetadata)
		return err
	},
}

// readProgramFile reads a program. The caller closes it.
func readProgramFile(file string, options *options, engine *pvm.Engine) (*programFile, error) {
	blob, err := os.ReadFile(file)
	if err != nil {
		return nil, fileRefusal("read", file, err)
	}
	if bytes.HasPrefix(blob, []byte("\x7fELF")) {
		return nil, refuse("%s is an ELF file, not a program; link it for PVM first", file)
	}
	isAuto := options.format == formatAuto
	candidates := []programFormat{options.format}
	if isAuto {
		candidates = formatOrder
	}
	var reasons []string
	for _, candidate := range candidates {
		program, reason, err := parseAs(blob, candidate, isAuto, options, engine)
		if err != nil {
			return nil, err
		}
		if program != nil {
			return &programFile{program, candidate}, nil
		}
		reasons = append(reasons, fmt.Sprintf("as %s: %s", candidate, reason))
	}
	return nil, refuse("%s is no program: %s", file, strings.Join(reasons, "; "))
}

// parseAs gives a program, or why the blob is none of this format.
func parseAs(
	blob []byte, format programFormat, mustBeValid bool, options *options, engine *pvm.Engine,
) (*pvm.Program, string, error) {
	program, err := parseBlob(blob, format, options, engine)
	if err != nil {
		return nil, conformance.ReasonOf(engine, err), nil
	}
	defect, err := conformance.DefectOf(program)
	if err == nil && (defect == "" || !mustBeValid) {
		return program, "", nil
	}
	program.Close()
	return nil, "in its code: " + defect, err
}

func parseBlob(blob []byte, format programFormat, options *options, engine *pvm.Engine) (*pvm.Program, error) {
	choices := conformance.ProgramOptions(options.gasModelOrDefault(), options.instructionSet)
	choices.Compile = options.compile
	if format == formatProgram {
		return engine.ParseProgram(blob, choices)
	}
	return engine.ParseStandardProgram(blob, format == formatMetadata, choices)
}
