package cli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	pvm "github.com/pvm-ffi/pvm-go"
	"github.com/pvm-ffi/pvm-go/internal/conformance"
	"github.com/pvm-ffi/pvm-go/internal/formats"
)

func runCommand() *command {
	return &command{
		name:    "run",
		summary: "runs a program once and prints how it ended",
		files:   "FILE",
		own:     append(runOptions[:len(runOptions):len(runOptions)], formatOption),
		work:    workRun,
	}
}

var runOptions = []option{
	{
		flag: "--args", value: "HEX", help: "argument of a standard program",
		read: func(options *options, text string) error {
			octets, err := readHex("--args", text)
			options.arguments = &octets
			return err
		},
	},
	{
		flag: "--gas", value: "N", help: "gas at the start", shown: "1000000000",
		read: func(options *options, text string) (err error) {
			options.gas, err = readNumber("--gas", text)
			return err
		},
	},
	{
		flag: "--pc", value: "N", help: "entry point", shown: "0",
		read: func(options *options, text string) (err error) {
			options.pc, err = readNumber("--pc", text)
			return err
		},
	},
	{
		flag: "--reg", value: "INDEX=VALUE", help: "a register at the start; may be repeated", shown: "none",
		read: func(options *options, text string) error {
			register, err := readRegister(text)
			options.registers = append(options.registers, register)
			return err
		},
	},
	{
		flag: "--map", value: "ADDRESS:LENGTH[:r]", help: "zeroed pages; may be repeated", shown: "none",
		read: func(options *options, text string) error {
			pages, err := readRange(text)
			options.ranges = append(options.ranges, pages)
			return err
		},
	},
}

func workRun(files []string, options *options, _ io.Writer) (report, error) {
	engines, err := enginesOf(options.engine)
	if err != nil {
		return report{}, err
	}
	runs := make([]*run, len(engines))
	for index, engine := range engines {
		if runs[index], err = runOnce(files[0], options, engine); err != nil {
			return report{}, err
		}
	}
	hasHalted := !slices.ContainsFunc(runs, func(run *run) bool { return run.result != "halt" })
	if len(runs) == 1 {
		return report{json: runs[0].json(), text: runs[0].text(), status: statusOf(hasHalted)}, nil
	}
	different := differingKeys(runs[0], runs[1])
	verdict := "same"
	if len(different) > 0 {
		verdict = "different: " + strings.Join(different, ", ")
	}
	return report{
		json: object{
			{"engine", options.engine},
			{"same", len(different) == 0},
			{"runs", []object{runs[0].json(), runs[1].json()}},
		},
		text:   runs[0].text() + "\n" + runs[1].text() + "\n" + verdict + "\n",
		status: statusOf(hasHalted && len(different) == 0),
	}, nil
}

func statusOf(isDone bool) int {
	if isDone {
		return statusDone
	}
	return statusFailed
}

// run is how one run ended, as it is printed.
type run struct {
	result string
	// facts are all but the next three.
	facts        object
	faultAddress any
	registers    []string
	output       any
}

func runOnce(file string, options *options, engine namedEngine) (*run, error) {
	found, err := readProgramFile(file, options, engine.engine)
	if err != nil {
		return nil, err
	}
	defer found.program.Close()
	vm, err := readyVM(file, found, options, engine.engine)
	if err != nil {
		return nil, err
	}
	defer vm.Close()
	result, err := vm.Execute(context.Background(), options.pc)
	if err != nil {
		return nil, err
	}
	return describe(file, found.format, options.gas, engine, vm, result)
}

// readyVM makes a machine as the options want it. The caller closes it.
func readyVM(file string, found *programFile, options *options, engine *pvm.Engine) (*pvm.VM, error) {
	vm, err := makeVM(file, found, options)
	if err != nil {
		return nil, err
	}
	vm.SetYieldMode(true)
	for _, pages := range options.ranges {
		if err := mapPages(vm, pages, engine); err != nil {
			vm.Close()
			return nil, err
		}
	}
	for _, register := range options.registers {
		vm.Registers()[register.index] = register.value
	}
	vm.SetGas(options.gas)
	return vm, nil
}

func makeVM(file string, found *programFile, options *options) (*pvm.VM, error) {
	if found.format == formatProgram {
		if options.arguments != nil {
			return nil, refuse("--args: %s is a bare program and takes no argument", file)
		}
		return pvm.NewVMFromProgram(found.program, nil)
	}
	var argument []byte
	if options.arguments != nil {
		argument = *options.arguments
	}
	if len(argument) > pvm.MaxArgumentLen {
		return nil, refuse("--args: an argument has at most %d octets, got %d", pvm.MaxArgumentLen, len(argument))
	}
	return pvm.NewVMFromStandard(found.program, argument, nil)
}

func mapPages(vm *pvm.VM, pages mapRange, engine *pvm.Engine) error {
	access := pvm.AccessRead
	if pages.isWritable {
		access = pvm.AccessReadWrite
	}
	// 2^32 itself is no address, and refused like any that is none.
	if err := vm.MapMemory(uint32(pages.address%addressSpace), pages.length, access); err != nil {
		return refuse("--map: %s: %s", pages.text, conformance.StatusText(engine, err))
	}
	return nil
}

func describe(
	file string, format programFormat, gas uint64, engine namedEngine, vm *pvm.VM, result pvm.Result,
) (*run, error) {
	state := vm.State()
	described := &run{result: engine.engine.ResultName(result)}
	var hostCall any
	if result == pvm.ResultHostCall {
		hostCall = decimal(state.HostCall)
	}
	if result == pvm.ResultFault {
		described.faultAddress = uint64(state.FaultAddress)
	}
	if result == pvm.ResultOK && format != formatProgram {
		output, err := vm.CopyOutput(nil)
		if err != nil {
			return nil, err
		}
		described.output = formats.HexOf(output)
	}
	for _, value := range state.Registers {
		described.registers = append(described.registers, decimal(value))
	}
	described.facts = object{
		{"engine", engine.name},
		{"file", file},
		{"format", string(format)},
		{"result", described.result},
		{"trap", trapWord(state.TrapKind)},
		{"pc", decimal(state.PC)},
		{"gas", decimal(state.Gas)},
		{"gas_used", decimal(gas - state.Gas)},
		{"host_call", hostCall},
	}
	return described, nil
}

// trapWord is the kind's name, or its number if a later library has one more.
func trapWord(kind pvm.TrapKind) string {
	if kind > pvm.TrapKindInvalidProgram {
		return decimal(uint64(kind))
	}
	return kind.String()
}

func decimal(value uint64) string {
	return strconv.FormatUint(value, 10)
}

func (run *run) json() object {
	facts := run.facts[:len(run.facts):len(run.facts)]
	return append(facts,
		entry{"fault_address", run.faultAddress}, entry{"registers", run.registers}, entry{"output", run.output})
}

func (run *run) text() string {
	var address any
	if value, isFault := run.faultAddress.(uint64); isFault {
		address = fmt.Sprintf("0x%08x", value)
	}
	rows := append(run.facts[:len(run.facts):len(run.facts)], entry{"fault_address", address})
	for index, value := range run.registers {
		number, _ := strconv.ParseUint(value, 10, 64) // it was written by decimal
		rows = append(rows, entry{fmt.Sprintf("r%d", index), fmt.Sprintf("0x%016x  %s", number, value)})
	}
	return keyed(append(rows, entry{"output", run.output}))
}

// differingKeys gives the keys of two runs that differ, but for the engine's name.
func differingKeys(a, b *run) []string {
	var keys []string
	for index, fact := range a.facts {
		if fact.key != "engine" && fact.value != b.facts[index].value {
			keys = append(keys, fact.key)
		}
	}
	if a.faultAddress != b.faultAddress {
		keys = append(keys, "fault_address")
	}
	if a.output != b.output {
		keys = append(keys, "output")
	}
	for index, value := range a.registers {
		if value != b.registers[index] {
			keys = append(keys, fmt.Sprintf("r%d", index))
		}
	}
	return keys
}
