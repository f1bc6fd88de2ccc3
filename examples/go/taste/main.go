// A first use of the package.
package main

// region: taste
import (
	"context"
	"fmt"
	"log"

	"github.com/pvm-ffi/pvm-go"
)

func main() {
	blob, err := pvm.Assemble("ecalli 1\n add_imm_64 r7, r7, 2\n jump_ind r0, 0\n", pvm.InstructionSetGP072, nil)
	check(err)
	program, err := pvm.ParseProgram(blob, nil)
	check(err)
	vm, err := pvm.NewVMFromProgram(program, nil)
	check(err)
	defer vm.Close()

	vm.SetHostCallback(func(vm *pvm.VM, funcID int32) pvm.HostResult {
		vm.Registers()[7] *= 2 // the guest's own register
		return pvm.HostResultContinue
	})
	vm.SetGas(100)
	vm.Registers()[0] = pvm.HaltAddress
	vm.Registers()[7] = 20
	result, err := vm.Execute(context.Background(), 0)
	check(err)
	fmt.Printf("%s: r7 = %d, gas left %d\n", pvm.ResultName(result), vm.Registers()[7], vm.Gas())
}

// endregion

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
