package cli

import (
	"errors"
	"strings"

	pvm "github.com/pvm-ffi/pvm-go"
)

const (
	interpreter = "interpreter"
	recompiler  = "recompiler"
	both        = "both"
)

type namedEngine struct {
	// name is as in `--engine`.
	name   string
	engine *pvm.Engine
}

// readEngineName checks the value of `--engine`; which engine that is is looked up when it is needed.
func readEngineName(text string) (string, error) {
	if text == interpreter || text == recompiler || text == both || strings.Contains(text, "/") {
		return text, nil
	}
	return "", refuseOption("--engine", "interpreter, recompiler, both or a path with a /", text)
}

// firstEngine gives the engine that commands use which run nothing.
func firstEngine(name string) (*pvm.Engine, error) {
	if name == both {
		name = interpreter
	}
	return loadEngine(name)
}

// compilerOf gives the engine whose machine code is shown: the recompiler, or the library that was named.
func compilerOf(name string) (*pvm.Engine, error) {
	if !strings.Contains(name, "/") {
		name = recompiler
	}
	return loadEngine(name)
}

// enginesOf gives one engine, or with `both` the two that are built in.
func enginesOf(name string) ([]namedEngine, error) {
	names := []string{name}
	if name == both {
		names = []string{interpreter, recompiler}
	}
	engines := make([]namedEngine, len(names))
	for index, name := range names {
		engine, err := loadEngine(name)
		if err != nil {
			return nil, err
		}
		engines[index] = namedEngine{name, engine}
	}
	return engines, nil
}

func loadEngine(name string) (*pvm.Engine, error) {
	if !strings.Contains(name, "/") {
		return pvm.BuiltinEngine(name)
	}
	engine, err := pvm.LoadEngine(name)
	var load *pvm.LoadError
	if errors.As(err, &load) {
		return nil, refuse("--engine: %s", strings.TrimPrefix(load.Error(), "pvm: LoadEngine: "))
	}
	return engine, err
}
