package cli

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	pvm "github.com/pvm-ffi/pvm-go"
	"github.com/pvm-ffi/pvm-go/internal/conformance"
)

func inspectCommand() *command {
	return &command{
		name:    "inspect",
		summary: "format, sections, blocks, opcode histogram",
		files:   "FILE",
		own:     []option{formatOption},
		work:    workInspect,
	}
}

func workInspect(files []string, options *options, _ io.Writer) (report, error) {
	engine, err := firstEngine(options.engine)
	if err != nil {
		return report{}, err
	}
	options.compile = pvm.CompileEager
	found, err := readProgramFile(files[0], options, engine)
	if err != nil {
		return report{}, err
	}
	defer found.program.Close()
	facts, err := factsOf(files[0], found, options)
	if err != nil {
		return report{}, err
	}
	opcodes, err := countOpcodes(found.program)
	if err != nil {
		return report{}, err
	}
	counts := []object{}
	for _, opcode := range opcodes {
		counts = append(counts, object{{"name", opcode.name}, {"count", opcode.count}})
	}
	return report{
		json: append(facts[:len(facts):len(facts)], entry{"opcodes", counts}),
		text: keyed(facts) + histogram(opcodes),
	}, nil
}

func factsOf(file string, found *programFile, options *options) (object, error) {
	info, err := found.program.Info()
	if err != nil {
		return nil, err
	}
	text, err := conformance.DefectOf(found.program)
	if err != nil {
		return nil, err
	}
	var defect any
	if text != "" {
		defect = text
	}
	gasModel := options.gasModelOrDefault()
	return object{
		{"engine", options.engine},
		{"file", file},
		{"format", string(found.format)},
		{"instruction_set", string(options.instructionSet.OrOwn(gasModel))},
		{"gas_model", string(gasModel)},
		{"valid", info.IsValid == 1},
		{"defect", defect},
		{"code_bytes", info.CodeLen},
		{"instructions", info.InstructionCount},
		{"blocks", info.BlockCount},
		{"jump_entries", info.JumpTableLen},
		{"jump_entry_bytes", uint64(info.JumpEntrySize)},
		{"metadata_bytes", info.MetadataLen},
		{"read_only_bytes", info.ReadOnlyLen},
		{"read_write_bytes", info.ReadWriteLen},
		{"heap_pages", uint64(info.HeapPages)},
		{"stack_bytes", uint64(info.StackSize)},
		{"native_bytes", info.NativeLen},
		{"prepare_ns", info.PrepareTime},
		{"compile_ns", info.CompileTime},
	}, nil
}

type opcodeCount struct {
	name  string
	count int
}

// countOpcodes lists the most frequent first.
func countOpcodes(program *pvm.Program) ([]opcodeCount, error) {
	info, err := program.Info()
	if err != nil {
		return nil, err
	}
	counts := make(map[string]int)
	for pc := uint64(0); pc < info.CodeLen; {
		if !program.HasInstruction(pc) {
			pc++
			continue
		}
		text, next, err := program.Disassemble(pc)
		if err != nil {
			return nil, err
		}
		name, _, _ := strings.Cut(text, " ")
		counts[name]++
		pc = next
	}
	opcodes := make([]opcodeCount, 0, len(counts))
	for name, count := range counts {
		opcodes = append(opcodes, opcodeCount{name, count})
	}
	slices.SortFunc(opcodes, func(a, b opcodeCount) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.name, b.name))
	})
	return opcodes, nil
}

func histogram(opcodes []opcodeCount) string {
	width := 0
	for _, opcode := range opcodes {
		width = max(width, len(fmt.Sprint(opcode.count)))
	}
	var text strings.Builder
	text.WriteString("opcodes\n")
	for _, opcode := range opcodes {
		fmt.Fprintf(&text, "  %*d  %s\n", width, opcode.count, opcode.name)
	}
	return text.String()
}
