package conformance

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	pvm "github.com/pvm-ffi/pvm-go"
	"github.com/pvm-ffi/pvm-go/internal/formats"
)

// root is the root of the repository, seen from this package.
const root = "../../../.."

// vectors gives the folder of the conformance data, or skips the test.
func vectors(t *testing.T) string {
	t.Helper()
	// Go keeps results of tests that read the same files of the module and the same variables. The data lies outside of
	// the module: the stamp tells that it has changed.
	os.Getenv("PVM_VECTORS_STAMP")
	folder := os.Getenv("PVM_VECTORS")
	if folder == "" {
		folder = filepath.Join("..", "shared", "vectors")
	}
	if !filepath.IsAbs(folder) {
		folder = filepath.Join(root, folder)
	}
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("no conformance data: PVM_VECTORS is %s, where nothing is", folder)
	}
	return folder
}

// One test for each case, named by engine, language and its place in the data.
func TestConformance(t *testing.T) {
	folder := vectors(t)
	files, err := FindCases(folder)
	if err != nil {
		t.Fatal(err)
	}
	for name, engine := range engines(t) {
		seen := make(map[string]bool)
		for _, file := range files {
			relative, err := filepath.Rel(folder, file)
			if err != nil {
				t.Fatal(err)
			}
			t.Run("["+name+"/go]/"+filepath.ToSlash(relative), func(t *testing.T) {
				seen[runFile(t, file, Setting{Engine: engine})] = true
			})
		}
		families := []string{"blobs", "gas-model", "instructions", "programs", "random", "traces"}
		if got := slices.Sorted(maps.Keys(seen)); !slices.Equal(got, families) {
			t.Errorf("[%s/go] has cases of %v, want all of %v", name, got, families)
		}
	}
}

// engines gives those of this package, and the recompiler as it is built for tests: all it runs is compiled at once and in
// guarded memory.
func engines(t *testing.T) map[string]*pvm.Engine {
	t.Helper()
	found := make(map[string]*pvm.Engine)
	for _, name := range pvm.BuiltinEngines() {
		engine, err := pvm.BuiltinEngine(name)
		if err != nil {
			t.Fatal(err)
		}
		found[name] = engine
	}
	guarded, err := pvm.LoadEngine(filepath.Join(root, "recompiler", "build", "guarded", "libpvm_recompiler.so"))
	if err != nil {
		t.Log("not run in guarded memory, run make -C recompiler guarded: ", err)
		return found
	}
	found["recompiler-guarded"] = guarded
	return found
}

// runFile gives the family of the case.
func runFile(t *testing.T, file string, setting Setting) string {
	t.Helper()
	found, err := ReadCaseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	outcome, err := RunCase(context.Background(), found, setting, ProgramReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if len(outcome.Differences) > 0 {
		t.Errorf("line %d: %s\nsee pvm test %s", outcome.Line, Explain(outcome.Differences), file)
	}
	return familyOf(found)
}

func familyOf(test formats.Case) string {
	switch test := test.(type) {
	case *formats.InstructionCase:
		return "instructions"
	case *formats.StepsCase:
		if test.IsNamed {
			return "random"
		}
		return "gas-model"
	case *formats.ProgramCase:
		return "programs"
	case *formats.BlobCase:
		return "blobs"
	default:
		return "traces"
	}
}
