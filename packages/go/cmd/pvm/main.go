// Command pvm runs, tests and takes apart programs of the Polkadot Virtual Machine. Its manual is
// docs/guide/command.md.
package main

import (
	"os"

	"github.com/pvm-ffi/pvm-go/internal/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], os.Stdout, os.Stderr))
}
