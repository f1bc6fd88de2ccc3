package pvm_test

import (
	"context"
	"encoding/hex"
	"errors"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"

	pvm "github.com/pvm-ffi/pvm-go"
)

// Bad input, row by row: which error, to the letter.

// refusals is the table that the core's tests read, too; it lies outside of the module.
const refusals = "../../core/test/refusals.txt"

func TestOctetsThatAreNoProgram(t *testing.T) {
	text, err := os.ReadFile(refusals)
	if errors.Is(err, os.ErrNotExist) {
		t.Skipf("no table of refusals: %s is part of the repository, not of the module", refusals)
	}
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for line := range strings.SplitSeq(string(text), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "|")
		for i, field := range fields {
			fields[i] = strings.TrimSpace(field)
		}
		count++
		t.Run("are refused as "+fields[0]+": "+fields[1], func(t *testing.T) { expectRefusal(t, fields) })
	}
	if count < 44 {
		t.Fatalf("found only %d refusals", count)
	}
}

// expectRefusal takes form, what is wrong, octets in hex, defect, offset and message.
func expectRefusal(t *testing.T, fields []string) {
	octets, err := hex.DecodeString(strings.ReplaceAll(fields[2], " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	operation := "ParseProgram"
	var program *pvm.Program
	if fields[0] == "program" {
		program, err = pvm.ParseProgram(octets, nil)
	} else {
		operation = "ParseStandardProgram"
		program, err = pvm.ParseStandardProgram(octets, fields[0] == "metadata", nil)
	}
	if program != nil {
		t.Error("a program was given out")
	}
	expectError(t, err, pvm.ErrBadProgram, "pvm: "+operation+": "+fields[5]+" (offset "+fields[4]+")")
	var bad *pvm.BadProgramError
	if !errors.As(err, &bad) {
		t.Fatalf("%v has no details", err)
	}
	expectEqual(t, "defect", bad.Defect.String(), fields[3])
	expectEqual(t, "offset", strconv.FormatUint(bad.Offset, 10), fields[4])
	expectEqual(t, "message", bad.Message, fields[5])
}

func TestInputOutOfRange(t *testing.T) {
	const place, page = 0x20000, pvm.PageSize
	const pages = "pvm: VM.MapMemory: not whole pages, or out of range"
	program, vm := programOf(t, halt), vmOf(t, halt)
	if err := vm.MapMemory(place, 2*page, pvm.AccessReadWrite); err != nil {
		t.Fatal(err)
	}
	parts, err := pvm.NewVM(0, []byte{0}, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer closeQuietly(t, parts)
	standard, err := pvm.ParseStandardProgram([]byte{11: 3, 17: 0}, false, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer closeQuietly(t, standard)
	fromParts := func(code, bitmask []byte) error {
		_, err := pvm.NewProgramFromParts(code, bitmask, nil, nil)
		return err
	}
	fromStandard := func(argument []byte, options *pvm.VMOptions) error {
		_, err := pvm.NewVMFromStandard(standard, argument, options)
		return err
	}
	for _, row := range []struct {
		name string
		err  error
		kind error
		text string
	}{
		{
			"bitmask too short",
			fromParts(make([]byte, 9), make([]byte, 1)), pvm.ErrBadProgram,
			"pvm: NewProgramFromParts: code of 9 octets needs a bitmask of 2, not 1 (offset 0)",
		},
		{
			"bit behind the code",
			fromParts([]byte{0}, []byte{2}), pvm.ErrBadProgram,
			"pvm: NewProgramFromParts: an unused bit of the bitmask's last octet is set (offset 0)",
		},
		{
			"bitmask too long for a machine",
			parts.SetBitmask(make([]byte, 2)), pvm.ErrBadProgram,
			"pvm: VM.SetBitmask: wrong length, or a bit behind the code is set; the machine keeps what it had",
		},
		{
			"bitmask of a program's machine",
			vm.SetBitmask(make([]byte, 1)), pvm.ErrUnsupported,
			"pvm: VM.SetBitmask: the machine was made from a program, which has a bitmask",
		},
		{
			"register that is none",
			vm.SetRegister(1<<31, 0), pvm.ErrInvalidArgument,
			"pvm: VM.SetRegister: index is 2147483648, but must be 0 to 12",
		},
		{
			"page below the lowest address",
			vm.MapMemory(0xf000, page, pvm.AccessRead), pvm.ErrBadAddress,
			pages,
		},
		{
			"part of a page",
			vm.MapMemory(place, page+1, pvm.AccessRead), pvm.ErrBadAddress,
			pages,
		},
		{
			"pages beyond 2^32",
			vm.MapMemory(0xfffff000, 2*page, pvm.AccessRead), pvm.ErrBadAddress,
			pages,
		},
		{
			"length that wraps around",
			vm.MapMemory(place, ^uint64(0)-page+1, pvm.AccessRead), pvm.ErrBadAddress,
			pages,
		},
		{
			"access that is none",
			vm.MapMemory(place, page, 3), pvm.ErrInvalidArgument,
			"pvm: VM.MapMemory: the machine is NULL, or `access` is no access",
		},
		{
			"protection from everything",
			vm.ProtectMemory(place, page, pvm.AccessNone), pvm.ErrInvalidArgument,
			"pvm: VM.ProtectMemory: the machine is NULL, or `access` is neither",
		},
		{
			"read of low memory",
			vm.ReadMemory(0, make([]byte, 1)), pvm.ErrPageFault,
			"pvm: VM.ReadMemory: a page of the range is not readable; nothing was copied (fault address 0x00000000)",
		},
		{
			"write beyond 2^32",
			vm.WriteMemory(0xffffffff, make([]byte, 2)), pvm.ErrPageFault,
			"pvm: VM.WriteMemory: a page of the range is not writable; nothing was written (fault address 0xfffff000)",
		},
		{
			"read-only region too long",
			vm.SetMemoryRegions(nil, make([]byte, 1<<24), nil, nil), pvm.ErrInvalidArgument,
			"pvm: VM.SetMemoryRegions: roData has length 16777216, but must have 0 to 16777215",
		},
		{
			"output region too long",
			vm.SetMemoryRegions(nil, nil, make([]byte, 1<<24+1), nil), pvm.ErrInvalidArgument,
			"pvm: VM.SetMemoryRegions: output has length 16777217, but must have 0 to 16777216",
		},
		{
			"argument too long",
			fromStandard(make([]byte, 1<<24+1), nil), pvm.ErrInvalidArgument,
			"pvm: NewVMFromStandard: argument has length 16777217, but must have 0 to 16777216",
		},
		{
			"limit too small",
			fromStandard([]byte{1}, &pvm.VMOptions{MemoryLimit: 4095}), pvm.ErrLimitExceeded,
			"pvm: NewVMFromStandard: it needs more memory than the limit allows, or too many machines are alive",
		},
		{
			"reset to a bare program",
			vm.ResetStandard(program, nil), pvm.ErrUnsupported,
			"pvm: VM.ResetStandard: the program is not a standard program",
		},
	} {
		t.Run(row.name, func(t *testing.T) { expectError(t, row.err, row.kind, row.text) })
	}
}

// Every method of a closed handle, found by reflection: whatever else is wrong, an error says that it was destroyed.
func TestClosedHandlesRefuseInEveryMethod(t *testing.T) {
	program, vm := programOf(t, halt), vmOf(t, halt)
	closeQuietly(t, vm)
	closeQuietly(t, program)
	for _, row := range []struct {
		handle any
		text   string
	}{{vm, destroyedVM}, {program, destroyedProgram}} {
		value := reflect.ValueOf(row.handle)
		for i := range value.NumMethod() {
			method := value.Type().Method(i)
			if method.Name == "Close" {
				continue
			}
			t.Run(value.Type().Elem().Name()+"."+method.Name, func(t *testing.T) {
				results := value.Method(i).Call(argumentsFor(value.Method(i).Type()))
				for _, result := range results {
					if err, isError := result.Interface().(error); isError && err != nil {
						expectError(t, err, pvm.ErrDestroyed, "pvm: "+value.Type().Elem().Name()+"."+method.Name+": "+row.text)
						return
					}
				}
				if count := len(results); count > 0 && method.Type.Out(count-1) == reflect.TypeFor[error]() {
					t.Error("no error")
				}
			})
		}
	}
}

// argumentsFor makes the zero value of each parameter, but for contexts.
func argumentsFor(function reflect.Type) []reflect.Value {
	var arguments []reflect.Value
	for i := range function.NumIn() {
		argument := reflect.Zero(function.In(i))
		if function.In(i) == reflect.TypeFor[context.Context]() {
			argument = reflect.ValueOf(context.Background())
		}
		arguments = append(arguments, argument)
	}
	return arguments
}
