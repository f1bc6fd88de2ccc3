package cli

import (
	"io"

	pvm "github.com/pvm-ffi/pvm-go"
)

func disasmCommand() *command {
	return &command{
		name:    "disasm",
		summary: "prints assembly text that `pvm asm` turns back into the same octets",
		files:   "FILE",
		own:     []option{formatOption, nativeOption},
		work:    workDisasm,
	}
}

var nativeOption = option{
	flag: "--native", help: "with the machine code that the recompiler makes, in comments",
	read: func(options *options, _ string) error {
		options.native = true
		return nil
	},
}

func workDisasm(files []string, options *options, _ io.Writer) (report, error) {
	if options.native {
		return disasmNative(files[0], options)
	}
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

func disasmNative(file string, options *options) (report, error) {
	engine, err := compilerOf(options.engine)
	if err != nil {
		return report{}, err
	}
	options.compile = pvm.CompileEager
	found, err := readProgramFile(file, options, engine)
	if err != nil {
		return report{}, err
	}
	defer found.program.Close()
	info, err := found.program.Info()
	if err != nil {
		return report{}, err
	}
	if info.NativeLen == 0 {
		return report{}, refuse("--native: %s makes no machine code of %s", engine.Name(), file)
	}
	listing, err := found.program.List()
	if err != nil {
		return report{}, err
	}
	native, err := nativeCodeOf(found.program, info.CodeLen)
	if err != nil {
		return report{}, err
	}
	text := withNativeCode(listing, native)
	return report{
		json: object{
			{"file", file}, {"format", string(found.format)}, {"text", text}, {"native", nativeObjects(native)},
		},
		text: text,
	}, nil
}
