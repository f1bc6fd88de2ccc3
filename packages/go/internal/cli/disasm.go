package cli

import "io"

func disasmCommand() *command {
	return &command{
		name:    "disasm",
		summary: "prints assembly text that `pvm asm` turns back into the same octets",
		files:   "FILE",
		own:     []option{formatOption},
		work:    workDisasm,
	}
}

func workDisasm(files []string, options *options, _ io.Writer) (report, error) {
	engine, err := firstEngine(options.engine)
	if err != nil {
		return report{}, err
	}
	found, err := readProgramFile(files[0], options, engine)
	if err != nil {
		return report{}, err
	}
	defer found.program.Close()
	text, err := found.program.List()
	if err != nil {
		return report{}, err
	}
	return report{
		json: object{{"file", files[0]}, {"format", string(found.format)}, {"text", text}},
		text: text,
	}, nil
}
