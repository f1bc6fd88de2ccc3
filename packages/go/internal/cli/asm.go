package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	pvm "github.com/pvm-ffi/pvm-go"
	"github.com/pvm-ffi/pvm-go/internal/conformance"
	"github.com/pvm-ffi/pvm-go/internal/formats"
)

func asmCommand() *command {
	return &command{
		name:    "asm",
		summary: "assembly text to a blob",
		files:   "FILE",
		own: []option{{
			flag: "--output", value: "FILE", help: "where the blob goes; without it, it is printed",
			read: func(options *options, text string) error {
				options.output = &text
				return nil
			},
		}},
		work: workAsm,
	}
}

func workAsm(files []string, options *options, _ io.Writer) (report, error) {
	file := files[0]
	source, err := os.ReadFile(file)
	if err != nil {
		return report{}, fileRefusal("read", file, err)
	}
	engine, err := firstEngine(options.engine)
	if err != nil {
		return report{}, err
	}
	if nul := bytes.IndexByte(source, 0); nul >= 0 {
		line := 1 + bytes.Count(source[:nul], []byte("\n"))
		return report{}, refuse("%s:%d: a NUL character, which no assembly text has", file, line)
	}
	set := conformance.ProgramOptions(options.gasModelOrDefault(), options.instructionSet).InstructionSet
	blob, err := engine.Assemble(string(source), set, nil)
	var bad *pvm.BadProgramError
	if errors.As(err, &bad) {
		return report{}, refuse("%s:%d: %s", file, bad.Line, bad.Message)
	}
	if err != nil {
		return report{}, err
	}
	hex := formats.HexOf(blob)
	text := hex + "\n"
	if options.output != nil {
		if err := os.WriteFile(*options.output, blob, 0o666); err != nil {
			return report{}, fileRefusal("write", *options.output, err)
		}
		text = fmt.Sprintf("%s  %d octets\n", *options.output, len(blob))
	}
	return report{json: object{{"file", file}, {"bytes", len(blob)}, {"blob", hex}}, text: text}, nil
}
