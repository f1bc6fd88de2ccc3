// Runs a guest that runs programs of its own: jam.InnerMachines answers machine, peek, poke, pages, invoke and expunge.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/pvm-ffi/pvm-go"
	"github.com/pvm-ffi/pvm-go/examples/jam"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: inner_machines GUEST.pasm")
	}
	if err := run(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func run(path string) error {
	source, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	blob, err := pvm.Assemble(string(source), pvm.InstructionSetGP072, nil)
	if err != nil {
		return err
	}
	program, err := pvm.ParseStandardProgram(blob, false, nil)
	if err != nil {
		return err
	}
	vm, err := pvm.NewVMFromStandard(program, nil, nil)
	if err != nil {
		return err
	}
	defer vm.Close()

	const gas = 100000
	vm.SetGas(gas)
	host := &jam.InnerMachines{}
	defer host.Close()
	end, err := jam.Execute(context.Background(), vm, host)
	if err != nil {
		return err
	}
	fmt.Printf("result   %s\ngas used %d\n", pvm.ResultName(end.Result), gas-vm.Gas())
	output, err := vm.CopyOutput(nil)
	if err != nil {
		return err
	}
	fmt.Printf("output   0x%x\n", output)
	return nil
}
