// Runs the guest programs that a manifest lists on every built-in engine and in both gas models, and prints what came of
// them as JSON.
package main

import (
	"encoding/json"
	"log"
	"os"
	"path/filepath"

	"github.com/pvm-ffi/pvm-go"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: guests MANIFEST.json")
	}
	runs, err := runAll(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(runs); err != nil {
		log.Fatal(err)
	}
}

func runAll(manifest string) ([]Run, error) {
	text, err := os.ReadFile(manifest)
	if err != nil {
		return nil, err
	}
	var list struct {
		Guests []Guest `json:"guests"`
	}
	if err := json.Unmarshal(text, &list); err != nil {
		return nil, err
	}
	var runs []Run
	for _, name := range pvm.BuiltinEngines() {
		engine, err := pvm.BuiltinEngine(name)
		if err != nil {
			return nil, err
		}
		for _, guest := range list.Guests {
			for _, model := range gasModels {
				run, err := guest.run(filepath.Dir(manifest), engine, model)
				if err != nil {
					return nil, err
				}
				runs = append(runs, run)
			}
		}
	}
	return runs, nil
}
