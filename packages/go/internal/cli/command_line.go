package cli

import (
	"io"
	"regexp"
	"strings"

	pvm "github.com/pvm-ffi/pvm-go"
	"github.com/pvm-ffi/pvm-go/internal/conformance"
	"github.com/pvm-ffi/pvm-go/internal/formats"
)

// options are what all commands are told, and what only some of them have.
type options struct {
	engine         string
	gasModel       conformance.GasModel
	instructionSet conformance.InstructionSet
	json           bool
	// compile is the command's choice.
	compile pvm.Compile

	format    programFormat
	arguments *[]byte
	gas, pc   uint64
	registers []registerValue
	ranges    []mapRange
	output    *string
	rounds    int
	native    bool
}

// command is one of those of `pvm`.
type command struct {
	name    string
	summary string
	// files says what its arguments are; more than one only where the word is plural, `PATH…`.
	files string
	// own options come before those of all commands.
	own  []option
	work func(files []string, options *options, stderr io.Writer) (report, error)
}

// option is a flag with a value, or one that is there or not.
type option struct {
	flag string
	// value names the value in the help; empty: there is none.
	value string
	help  string
	// shown is the default as the help shows it, if it does.
	shown string
	read  func(options *options, text string) error
}

// line is a command line that was understood.
type line struct {
	files     []string
	options   *options
	wantsHelp bool
}

var negativeNumber = regexp.MustCompile(`^-([0-9]+|[0-9]*\.[0-9]+)(e[+-]?[0-9]+)?$`)

// parse reads options and files in any order. `--flag value` and `--flag=value` are the same; what follows `--` is
// files.
func parse(command *command, arguments []string) (*line, error) {
	line := &line{options: defaults()}
	unknown := ""
	for len(arguments) > 0 {
		argument := arguments[0]
		arguments = arguments[1:]
		if argument == "--" {
			line.files = append(line.files, arguments...)
			break
		}
		if len(argument) < 2 || argument[0] != '-' || negativeNumber.MatchString(argument) {
			line.files = append(line.files, argument)
			continue
		}
		if argument == "--help" {
			line.wantsHelp = true
			continue
		}
		used, err := command.readOption(line.options, argument, arguments)
		if err != nil {
			return nil, err
		}
		if used < 0 && unknown == "" {
			unknown, _, _ = strings.Cut(argument, "=")
		}
		arguments = arguments[max(used, 0):]
	}
	if unknown != "" && !line.wantsHelp {
		return nil, refuse("unknown option %s; see pvm %s --help", unknown, command.name)
	}
	return line, nil
}

func defaults() *options {
	return &options{engine: interpreter, format: formatAuto, gas: 1_000_000_000, rounds: 10}
}

// readOption tells how many of the arguments behind it the option used; -1 if there is no such option.
func (command *command) readOption(options *options, argument string, behind []string) (int, error) {
	flag, value, hasValue := strings.Cut(argument, "=")
	for _, option := range command.options() {
		switch {
		case option.flag != flag:
		case option.value == "" && !hasValue:
			return 0, option.read(options, "")
		case option.value == "":
			return -1, nil
		case hasValue:
			return 0, option.read(options, value)
		case len(behind) == 0:
			return 0, refuse("option %s needs a value", flag)
		default:
			return 1, option.read(options, behind[0])
		}
	}
	return -1, nil
}

func (command *command) options() []option {
	return append(command.own[:len(command.own):len(command.own)], commonOptions...)
}

var commonOptions = []option{
	{
		flag: "--engine", value: "NAME", shown: `"interpreter"`,
		help: "interpreter, recompiler, both, or the path of a library that exports pvm.h",
		read: func(options *options, text string) (err error) {
			options.engine, err = readEngineName(text)
			return err
		},
	},
	{
		flag: "--gas-model", value: "MODEL", help: "instruction or block",
		read: func(options *options, text string) (err error) {
			options.gasModel, err = readWord("--gas-model", text,
				conformance.GasPerInstruction, conformance.GasPerBlock)
			return err
		},
	},
	{
		flag: "--instruction-set", value: "SET", help: "0.7.2 or 0.7.2+unlikely",
		read: func(options *options, text string) (err error) {
			options.instructionSet, err = readWord("--instruction-set", text,
				conformance.SetGP072, conformance.SetGP072Unlikely)
			return err
		},
	},
	{
		flag: "--json", help: "print one JSON object",
		read: func(options *options, _ string) error {
			options.json = true
			return nil
		},
	},
}

// gasModelOrDefault gives the gas model of commands that need one.
func (options *options) gasModelOrDefault() conformance.GasModel {
	if options.gasModel == "" {
		return conformance.GasPerInstruction
	}
	return options.gasModel
}

func (command *command) checkFiles(files []string) error {
	if len(files) == 0 {
		return refuse("%s is missing; see pvm %s --help", strings.TrimSuffix(command.files, "…"), command.name)
	}
	if command.files == "FILE" && len(files) > 1 {
		return refuse("unexpected argument %s; one FILE at a time", formats.Shortened(files[1]))
	}
	return nil
}
