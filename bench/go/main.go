// Command bench prints, one JSON object a line, round and engine, what a host call and a machine cost in Go, in nanoseconds.
package main

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"log"
	"os"
	"strconv"
	"time"

	pvm "github.com/pvm-ffi/pvm-go"
)

const (
	calls       = 200_000
	machines    = 2_000
	dataAddress = 0x20000
)

type round struct {
	Engine    string  `json:"engine"`
	Plain     float64 `json:"plain"`
	None      float64 `json:"none"`
	Realistic float64 `json:"realistic"`
	Machine   float64 `json:"machine"`
	Cgo       float64 `json:"cgo"`
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 4 {
		log.Fatal("usage: bench ROUNDS CALLING PLAIN, both guests as hex")
	}
	rounds := must(strconv.Atoi(os.Args[1]))
	var subjects []subject
	for _, name := range pvm.BuiltinEngines() {
		subjects = append(subjects, subjectOf(must(pvm.BuiltinEngine(name)), os.Args[2], os.Args[3]))
	}
	output := json.NewEncoder(os.Stdout)
	for range rounds {
		for _, subject := range subjects {
			check(output.Encode(subject.measure()))
		}
	}
}

// subject is what is measured of one engine.
type subject struct {
	engine                 *pvm.Engine
	program                *pvm.Program
	plain, none, realistic *pvm.VM
}

func subjectOf(engine *pvm.Engine, callingHex, plainHex string) subject {
	calling, plain := programOf(engine, callingHex), programOf(engine, plainHex)

	none := func(*pvm.VM, int32) pvm.HostResult { return pvm.HostResultContinue }
	var octets [32]byte
	realistic := func(vm *pvm.VM, _ int32) pvm.HostResult {
		registers := vm.Registers()
		sum := registers[7] + registers[8]
		if err := vm.ReadMemory(uint32(registers[9]), octets[:]); err != nil {
			return pvm.HostResultError
		}
		registers[7] = sum
		return pvm.HostResultContinue
	}
	return subject{
		engine:    engine,
		program:   plain,
		plain:     machineOf(plain, nil),
		none:      machineOf(calling, none),
		realistic: machineOf(calling, realistic),
	}
}

func (s subject) measure() round {
	return round{
		Engine:    s.engine.String(),
		Plain:     perLoop(s.plain),
		None:      perLoop(s.none),
		Realistic: perLoop(s.realistic),
		Machine:   perMachine(s.program),
		Cgo:       perCrossing(s.plain),
	}
}

func programOf(engine *pvm.Engine, text string) *pvm.Program {
	return must(engine.ParseProgram(must(hex.DecodeString(text)), nil))
}

func machineOf(program *pvm.Program, handler pvm.HostCallback) *pvm.VM {
	vm := must(pvm.NewVMFromProgram(program, nil))
	check(vm.MapMemory(dataAddress, pvm.PageSize, pvm.AccessReadWrite))
	vm.SetHostCallback(handler)
	return vm
}

// perLoop runs the guest and gives the time of one of its loops.
func perLoop(vm *pvm.VM) float64 {
	registers := vm.Registers()
	registers[0] = pvm.HaltAddress
	registers[2] = calls
	registers[9] = dataAddress
	vm.SetGas(1 << 40)
	begin := time.Now()
	result := must(vm.Execute(context.Background(), 0))
	elapsed := time.Since(begin)
	if result != pvm.ResultOK {
		log.Fatalf("the guest ended with %v", result)
	}
	return float64(elapsed.Nanoseconds()) / calls
}

func perMachine(program *pvm.Program) float64 {
	begin := time.Now()
	for range machines {
		check(must(pvm.NewVMFromProgram(program, nil)).Close())
	}
	return float64(time.Since(begin).Nanoseconds()) / machines
}

// perCrossing times a getter that calls C: the least that a crossing costs.
func perCrossing(vm *pvm.VM) float64 {
	begin := time.Now()
	for range calls {
		vm.ServiceIndex()
	}
	return float64(time.Since(begin).Nanoseconds()) / calls
}

func must[T any](value T, err error) T {
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
