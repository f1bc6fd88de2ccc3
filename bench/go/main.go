// Command bench prints, one JSON object a line and round, what a host call and a machine cost in Go, in nanoseconds.
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
	calling := programOf(os.Args[2])
	plain := programOf(os.Args[3])

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
	plainVM, noneVM, realisticVM := machineOf(plain, nil), machineOf(calling, none), machineOf(calling, realistic)
	output := json.NewEncoder(os.Stdout)
	for range rounds {
		check(output.Encode(round{
			Plain:     perLoop(plainVM),
			None:      perLoop(noneVM),
			Realistic: perLoop(realisticVM),
			Machine:   perMachine(plain),
			Cgo:       perCrossing(plainVM),
		}))
	}
}

func programOf(text string) *pvm.Program {
	return must(pvm.ParseProgram(must(hex.DecodeString(text)), nil))
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
