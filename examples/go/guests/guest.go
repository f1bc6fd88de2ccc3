package main

import (
	"context"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/pvm-ffi/pvm-go"
	"github.com/pvm-ffi/pvm-go/examples/jam"
)

// Guest is one entry of the manifest.
type Guest struct {
	Name     string            `json:"name"`
	File     string            `json:"file"`
	Argument string            `json:"argument"`
	Gas      uint64            `json:"gas"`
	Host     string            `json:"host"`
	Storage  map[string]string `json:"storage"`
}

// Run is what came of a guest. Numbers of 64 bits are strings: JSON readers differ about large numbers.
type Run struct {
	Guest        string            `json:"guest"`
	Engine       string            `json:"engine"`
	GasModel     string            `json:"gasModel"`
	Result       string            `json:"result"`
	Output       string            `json:"output"`
	GasUsed      string            `json:"gasUsed"`
	HostGas      string            `json:"hostGas"`
	HostCalls    int               `json:"hostCalls"`
	Storage      map[string]string `json:"storage"`
	Milliseconds float64           `json:"milliseconds"`
}

type gasModel struct {
	name    string
	options pvm.ProgramOptions
}

var gasModels = []gasModel{
	{"instruction", pvm.ProgramOptions{InstructionSet: pvm.InstructionSetGP072, GasModel: pvm.GasModelInstruction}},
	{"block", pvm.ProgramOptions{InstructionSet: pvm.InstructionSetGP072Unlikely, GasModel: pvm.GasModelBlock}},
}

// How often a guest is run; the shortest time counts.
const rounds = 20

func (g Guest) run(folder string, engine *pvm.Engine, model gasModel) (Run, error) {
	argument, err := octets(g.Argument)
	if err != nil {
		return Run{}, fmt.Errorf("%s: argument: %w", g.Name, err)
	}
	program, err := g.load(folder, engine, model)
	if err != nil {
		return Run{}, fmt.Errorf("%s: %w", g.Name, err)
	}
	vm, err := pvm.NewVMFromStandard(program, argument, nil)
	if err != nil {
		return Run{}, err
	}
	defer vm.Close()

	best := Run{Guest: g.Name, Engine: engine.String(), GasModel: model.name}
	for round := range rounds {
		if err := vm.ResetStandard(nil, argument); err != nil {
			return Run{}, err
		}
		vm.SetGas(g.Gas)
		host, finish, err := g.host()
		if err != nil {
			return Run{}, err
		}
		start := time.Now()
		end, err := jam.Execute(context.Background(), vm, host)
		milliseconds := float64(time.Since(start).Nanoseconds()) / 1e6
		if err != nil {
			return Run{}, err
		}
		if round == 0 || milliseconds < best.Milliseconds {
			best.Milliseconds = milliseconds
		}
		best.Result = engine.ResultName(end.Result)
		best.HostCalls = end.HostCalls
		best.HostGas = fmt.Sprint(end.HostGas)
		best.GasUsed = fmt.Sprint(g.Gas - vm.Gas())
		best.Storage = finish()
	}
	if best.Result == "halt" {
		output, err := vm.CopyOutput(nil)
		if err != nil {
			return Run{}, err
		}
		best.Output = "0x" + hex.EncodeToString(output)
	}
	return best, nil
}

func (g Guest) load(folder string, engine *pvm.Engine, model gasModel) (*pvm.Program, error) {
	source, err := os.ReadFile(filepath.Join(folder, g.File))
	if err != nil {
		return nil, err
	}
	blob, err := engine.Assemble(string(source), model.options.InstructionSet, nil)
	if err != nil {
		return nil, err
	}
	return engine.ParseStandardProgram(blob, false, &model.options)
}

// host makes what answers the guest's calls; finish ends it and gives the storage that it leaves.
func (g Guest) host() (host jam.Host, finish func() map[string]string, err error) {
	switch g.Host {
	case "service":
		service := &jam.Service{Storage: map[string][]byte{}}
		for key, value := range g.Storage {
			name, err := octets(key)
			if err != nil {
				return nil, nil, err
			}
			if service.Storage[string(name)], err = octets(value); err != nil {
				return nil, nil, err
			}
		}
		return service, func() map[string]string { return inHex(service.Storage) }, nil
	case "inner-machines", "":
		machines := &jam.InnerMachines{}
		return machines, func() map[string]string { machines.Close(); return nil }, nil
	}
	return nil, nil, fmt.Errorf("%s: no host is called %q", g.Name, g.Host)
}

func inHex(storage map[string][]byte) map[string]string {
	text := map[string]string{}
	for key, value := range storage {
		text["0x"+hex.EncodeToString([]byte(key))] = "0x" + hex.EncodeToString(value)
	}
	return text
}

func octets(text string) ([]byte, error) {
	digits, found := strings.CutPrefix(text, "0x")
	if !found {
		return nil, fmt.Errorf("%q does not start with 0x", text)
	}
	return hex.DecodeString(digits)
}
