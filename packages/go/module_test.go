package pvm_test

import (
	"bytes"
	"go/format"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const module = "github.com/pvm-ffi/pvm-go"

// ownFiles are the files of the module, relative to its folder.
func ownFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := entry.Name(); entry.IsDir() && path != "." && (name == "node_modules" || name == "build" || strings.HasPrefix(name, ".")) {
			return filepath.SkipDir
		}
		if entry.Type().IsRegular() {
			files = append(files, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestSourcesAreFormatted(t *testing.T) {
	count := 0
	for _, path := range ownFiles(t) {
		if !strings.HasSuffix(path, ".go") {
			continue
		}
		count++
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		formatted, err := format.Source(text)
		if err != nil {
			t.Errorf("%s: %v", path, err)
		} else if !bytes.Equal(formatted, text) {
			t.Errorf("%s: gofmt would change it", path)
		}
	}
	if count < 20 {
		t.Fatalf("found only %d Go files", count)
	}
}

// A user has the module and a C compiler, and nothing else of this repository.
func TestTheModuleStandsOnItsOwn(t *testing.T) {
	copied, user := t.TempDir(), t.TempDir()
	for _, path := range ownFiles(t) {
		copyFile(t, path, filepath.Join(copied, path))
	}
	writeFile(t, filepath.Join(user, "go.mod"), "module example.com/user\n\ngo 1.24\n\nreplace "+module+" => "+copied+"\n")
	writeFile(t, filepath.Join(user, "main.go"), `package main

import (
	"context"
	"fmt"

	pvm "github.com/pvm-ffi/pvm-go"
)

func main() {
	program, err := pvm.ParseProgram([]byte{0, 0, 3, 200, 0x87, 9, 0x01}, nil)
	if err != nil {
		panic(err)
	}
	vm, err := pvm.NewVMFromProgram(program, nil)
	if err != nil {
		panic(err)
	}
	vm.Registers()[7], vm.Registers()[8] = 40, 2
	vm.SetGas(100)
	fmt.Println(vm.Execute(context.Background(), 0))
	fmt.Println(vm.Registers()[9])
}
`)
	runGo(t, user, "get", module)
	runGo(t, user, "vet", "./...")
	if output := runGo(t, user, "run", "."); output != "panic <nil>\n42\n" {
		t.Fatal(output)
	}
	runGo(t, user, "mod", "vendor")
	runGo(t, user, "build", "-mod=vendor", "-o", filepath.Join(user, "program"), ".")
	runGo(t, copied, "test", "-run", "TestRunEnds|TestHostCalls|TestStandard|Example", ".")
}

func runGo(t *testing.T, folder string, arguments ...string) string {
	t.Helper()
	command := exec.Command("go", arguments...)
	command.Dir = folder
	command.Env = append(os.Environ(), "GOFLAGS=-buildvcs=false", "GOPROXY=off", "GOWORK=off", "GOSUMDB=off")
	output, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(arguments, " "), err, output)
	}
	return string(output)
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	text, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, to, string(text))
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
