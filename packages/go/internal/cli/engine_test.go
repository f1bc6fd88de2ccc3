package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// ourLibrary gives the interpreter as a shared library, or skips the test.
func ourLibrary(t *testing.T) string {
	t.Helper()
	path, err := filepath.Abs("../../../../core/build/libpvm_interpreter.so")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Skipf("%s is not built; run make -C core", path)
	}
	return path
}

func TestAnyLibraryThatExportsTheHeaderIsAnEngine(t *testing.T) {
	path := ourLibrary(t)
	bench := newWorkbench(t)
	bench.wantLine(bench.pvm("run", "add.pvm", "--engine", path, "--reg", "7=40", "--json"), 1,
		`{"engine":"`+path+`","file":"add.pvm"`, `"result":"panic"`, `"pc":"3"`, `"gas_used":"2"`)
	bench.want(bench.pvm("replay", "good.log", "--engine="+path, "--json"), outcome{stdout: `{"engine":"` + path +
		`","passed":1,"failed":0,"traces":[{"name":"good","passed":true,"host_calls":1,"gas_used":"2","why":null}]}` + "\n"})
}

func TestEnginesThatAreBuiltInAreFoundByName(t *testing.T) {
	bench := newWorkbench(t)
	for name, printed := range map[string]string{
		interpreter: `{"engine":"interpreter","file":"add.pvm"`,
		recompiler:  `{"engine":"recompiler","file":"add.pvm"`,
		both:        `{"engine":"both","same":true,"runs":[{"engine":"interpreter","file":"add.pvm"`,
	} {
		bench.wantLine(bench.pvm("run", "add.pvm", "--engine", name, "--reg", "7=40", "--json"), 1,
			printed, `"result":"panic"`, `"pc":"3"`, `"gas_used":"2"`)
		bench.want(bench.pvm("replay", "good.log", "--engine", name, "--json"), outcome{stdout: `{"engine":"` + name +
			`","passed":1,"failed":0,"traces":[{"name":"good","passed":true,"host_calls":1,"gas_used":"2","why":null}]}` + "\n"})
	}
}

func TestWhatIsNoEngineIsRefusedWithOneLine(t *testing.T) {
	for _, test := range []struct{ name, source, want string }{
		{"foreign", "int answer(void) { return 42; }", "libforeign.so exports no pvm_abi_version: not a pvm library"},
		{"older", "unsigned pvm_abi_version(void) { return 9; }", "libolder.so has ABI 0.9, this package needs 1.x"},
		{"newer", "unsigned pvm_abi_version(void) { return 2 << 16; }", "libnewer.so has ABI 2.0, this package needs 1.x"},
		{"partial", "unsigned pvm_abi_version(void) { return 1 << 16; }", "libpartial.so"},
		{"missing", "", "libmissing.so"},
	} {
		t.Run(test.name, func(t *testing.T) {
			bench := newWorkbench(t)
			path := "./lib" + test.name + ".so"
			if test.source != "" {
				compile(t, bench.write(test.name+".c", test.source), path)
			}
			wantEngineRefusal(t, bench.pvm("test", "good.log", "--engine", path, "--json"), test.want)
		})
	}
	bench := newWorkbench(t)
	wantEngineRefusal(t, bench.pvm("test", "good.log", "--engine", "./add.pvm"), "add.pvm")
	wantEngineRefusal(t, bench.pvm("test", "good.log", "--engine", "./"), "./")
}

func wantEngineRefusal(t *testing.T, got outcome, want string) {
	t.Helper()
	isOneLine := regexp.MustCompile(`^pvm test: [^\n]+\n$`).MatchString(got.stderr)
	if got.status != statusMisused || got.stdout != "" || !isOneLine || !strings.Contains(got.stderr, want) {
		t.Errorf("got %+v, want %s", got, want)
	}
}

func compile(t *testing.T, source, output string) {
	t.Helper()
	compiler := os.Getenv("CC")
	if compiler == "" {
		compiler = "cc"
	}
	if text, err := exec.Command(compiler, "-shared", "-fPIC", "-o", output, source).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
}
