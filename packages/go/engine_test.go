package pvm_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	pvm "github.com/pvm-ffi/pvm-go"
)

// sharedLibrary is the path of the interpreter as a shared library.
func sharedLibrary(t testing.TB) string {
	t.Helper()
	path := os.Getenv("PVM_LIBRARY")
	if path == "" {
		path = filepath.Join("..", "..", "core", "build", "libpvm_interpreter.so")
	}
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no shared library at %s: run make -C core, or set PVM_LIBRARY", path)
	}
	return path
}

// libraryOf compiles C to a shared library.
func libraryOf(t *testing.T, name, source string) string {
	t.Helper()
	compiler := os.Getenv("CC")
	if compiler == "" {
		compiler = "cc"
	}
	folder := t.TempDir()
	file, library := filepath.Join(folder, "library.c"), filepath.Join(folder, name)
	if err := os.WriteFile(file, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	if text, err := exec.Command(compiler, "-shared", "-fPIC", "-o", library, file).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return library
}

func TestBuiltinEnginesAreFoundByName(t *testing.T) {
	for _, name := range pvm.BuiltinEngines() {
		engine, err := pvm.BuiltinEngine(name)
		if err != nil || engine.String() != name || engine.ABIVersion() != pvm.ABIVersion() {
			t.Fatal(name, engine, err)
		}
	}
	engine := pvm.DefaultEngine()
	expectEqual(t, "name", engine.String(), pvm.BuiltinEngines()[0])
	expectEqual(t, "kind", engine.Kind(), pvm.EngineKindInterpreter)
	expectEqual(t, "version", engine.ABIVersion(), pvm.ABIMajor<<16|pvm.ABIMinor)
}

func TestTheRecompilerIsBuiltIn(t *testing.T) {
	engine, err := pvm.BuiltinEngine("recompiler")
	if err != nil {
		t.Fatal(err)
	}
	// Where it has no code for the machine it is the interpreter, and says so.
	kind, name := pvm.EngineKindInterpreter, "pvm-ffi recompiler (interpreting: "
	if runtime.GOARCH == "amd64" {
		kind, name = pvm.EngineKindRecompiler, "pvm-ffi recompiler (x86-64)"
	}
	expectEqual(t, "kind", engine.Kind(), kind)
	if !strings.HasPrefix(engine.Name(), name) {
		t.Errorf("it is called %q", engine.Name())
	}
}

func TestEnginesAreLoadedByPath(t *testing.T) {
	path := sharedLibrary(t)
	engine, err := pvm.LoadEngine(path)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := pvm.LoadEngine(path); err != nil || again != engine {
		t.Fatal("the same file is another engine", err)
	}
	expectEqual(t, "path", engine.String(), path)
	program, err := engine.ParseProgram(assemble(t, "ecalli 3\n"+halt), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer closeQuietly(t, program)
	vm := vmFrom(t, program)
	vm.SetHostCallback(func(vm *pvm.VM, funcID int32) pvm.HostResult {
		vm.Registers()[7] = uint64(funcID)
		return pvm.HostResultContinue
	})
	result, err := vm.Execute(context.Background(), 0)
	expectResult(t, result, err, pvm.ResultOK)
	expectEqual(t, "r7", vm.Register(7), 3)
}

func TestHandlesOfTwoEnginesAreNotMixed(t *testing.T) {
	engine, err := pvm.LoadEngine(sharedLibrary(t))
	if err != nil {
		t.Fatal(err)
	}
	foreign, err := engine.ParseProgram(assemble(t, halt), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer closeQuietly(t, foreign)
	expectError(t, vmOf(t, halt).Reset(foreign), pvm.ErrInvalidArgument,
		"pvm: VM.Reset: program belongs to another engine; make it with the same one")
}

func TestFilesThatAreNoEngineAreRefused(t *testing.T) {
	const version = "#include <stdint.h>\nuint32_t pvm_abi_version(void) { return VERSION; }\n"
	for _, row := range []struct {
		name, library string
		source        string
		text          string
	}{
		{"foreign library", "libother.so", "int other(void) { return 1; }", "libother.so exports no pvm_abi_version: not a pvm library"},
		{
			"newer major version", "libnewer.so", strings.Replace(version, "VERSION", "0x20001", 1),
			"libnewer.so has ABI 2.1, this package needs 1.x; use a matching library or package",
		},
		{
			"older major version", "libolder.so", strings.Replace(version, "VERSION", "7", 1),
			"libolder.so has ABI 0.7, this package needs 1.x; use a matching library or package",
		},
		{
			"incomplete library", "libpart.so", strings.Replace(version, "VERSION", "0x10000", 1),
			"libpart.so lacks the function pvm_engine_kind; it is incomplete, or older than this package",
		},
	} {
		t.Run(row.name, func(t *testing.T) {
			path := libraryOf(t, row.library, row.source)
			_, err := pvm.LoadEngine(path)
			expectError(t, err, nil, "pvm: LoadEngine: "+row.text)
			var failed *pvm.LoadError
			if !errors.As(err, &failed) || failed.Path != path {
				t.Fatalf("got %+v", failed)
			}
		})
	}
	for name, path := range map[string]string{
		"missing file": filepath.Join(t.TempDir(), "libnone.so"),
		"no library":   "engine_test.go",
		"empty path":   "",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := pvm.LoadEngine(path)
			var failed *pvm.LoadError
			if !errors.As(err, &failed) || !strings.HasPrefix(err.Error(), "pvm: LoadEngine: cannot open "+path) {
				t.Fatal(err)
			}
		})
	}
	_, err := pvm.LoadEngine("a\x00b")
	expectError(t, err, nil, "pvm: LoadEngine: path contains a NUL character, which C cannot hold")
}
