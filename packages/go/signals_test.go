//go:build linux && amd64

package pvm_test

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"runtime/pprof"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	pvm "github.com/pvm-ffi/pvm-go"
)

// guardedVM gives a machine in guarded memory that runs hot and then off its page.
func guardedVM(t testing.TB, engine *pvm.Engine) *pvm.VM {
	t.Helper()
	const text = "load_imm r2, 3000\nload_imm r3, 0x20000\nfallthrough\nagain: store_ind_u64 [r3], r2\n" +
		"add_imm_64 r2, r2, -1\nbranch_ne_imm r2, 0, again\nload_ind_u64 r7, [r3 + 4096]\ntrap\n"
	blob, err := engine.Assemble(text, pvm.InstructionSetGP072, nil)
	if err != nil {
		t.Fatal(err)
	}
	program, err := engine.ParseProgram(blob, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeQuietly(t, program) })
	vm, err := pvm.NewVMFromProgram(program, &pvm.VMOptions{MemoryMode: pvm.MemoryModeGuard})
	if errors.Is(err, pvm.ErrNoMemoryMode) {
		t.Skip("this build has no guarded memory")
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeQuietly(t, vm) })
	if err := vm.MapMemory(0x20000, 4096, pvm.AccessReadWrite); err != nil {
		t.Fatal(err)
	}
	return vm
}

func recompiler(t testing.TB) *pvm.Engine {
	t.Helper()
	engine, err := pvm.BuiltinEngine("recompiler")
	if err != nil {
		t.Fatal(err)
	}
	return engine
}

// faults runs a guarded machine some times; it must fault each time. Usable from any goroutine.
func faults(t testing.TB, vm *pvm.VM, times int) bool {
	for range times {
		vm.SetGas(1_000_000)
		result, err := vm.Execute(t.Context(), 0)
		if err != nil || result != pvm.ResultFault || vm.State().FaultAddress != 0x21000 {
			t.Error("no fault, but", result, err)
			return false
		}
	}
	return true
}

var nowhere *int

// nilPanics dereferences nil some times, which is a signal, too, and recovers.
func nilPanics(t testing.TB, times int) {
	for range times {
		func() {
			defer func() {
				if _, ok := recover().(runtime.Error); !ok {
					t.Error("no panic of the runtime")
				}
			}()
			*nowhere = 1
		}()
	}
}

// deep grows its goroutine's stack, which moves it.
func deep(levels int) byte {
	var frame [512]byte
	frame[levels%512] = 1
	if levels == 0 {
		return frame[0]
	}
	return deep(levels-1) + frame[levels%512]
}

func TestGuardedMachinesAmongPanicsCollectionsAndProfiles(t *testing.T) {
	engine := recompiler(t)
	nilPanics(t, 10)
	if err := pprof.StartCPUProfile(io.Discard); err == nil { // fails if the tests are profiled
		defer pprof.StopCPUProfile()
	}
	stop := time.Now().Add(2 * time.Second)
	var group sync.WaitGroup
	for range 8 {
		vm := guardedVM(t, engine)
		group.Add(1)
		go func() {
			defer group.Done()
			for time.Now().Before(stop) && faults(t, vm, 20) {
				nilPanics(t, 5)
				_ = deep(200)
				_ = make([]byte, 1<<16)
			}
		}()
	}
	for time.Now().Before(stop) {
		runtime.GC()
	}
	group.Wait()
	vm := guardedVM(t, engine)
	faults(t, vm, 10)
	expectEqual(t, "memory mode", vm.MemoryMode(), pvm.MemoryModeGuard)
}

func TestGuardedMachinesKeepTheirHandlerWhenSignalsAreNotified(t *testing.T) {
	vm := guardedVM(t, recompiler(t))
	seen := make(chan os.Signal, 1)
	signal.Notify(seen)
	faults(t, vm, 50)
	nilPanics(t, 5)
	signal.Reset()
	faults(t, vm, 50)
	nilPanics(t, 5)
	signal.Notify(seen, syscall.SIGSEGV)
	faults(t, vm, 50)
	signal.Stop(seen)
	expectEqual(t, "memory mode", vm.MemoryMode(), pvm.MemoryModeGuard)
}

func TestGuardedMachinesOfTwoCopiesOfTheLibrary(t *testing.T) {
	copied, err := pvm.LoadEngine("../../recompiler/build/libpvm_recompiler.so")
	if err != nil {
		t.Skip("the recompiler's library is not built: ", err)
	}
	first, second := guardedVM(t, recompiler(t)), guardedVM(t, copied)
	for range 50 {
		faults(t, first, 3)
		faults(t, second, 3)
		nilPanics(t, 1)
	}
	expectEqual(t, "memory mode", first.MemoryMode(), pvm.MemoryModeGuard)
	expectEqual(t, "memory mode", second.MemoryMode(), pvm.MemoryModeGuard)
}

// crashEnv tells this test binary, run once more, how it shall crash.
const crashEnv = "PVM_TEST_CRASH"

func crash(t *testing.T, how string) {
	t.Helper()
	faults(t, guardedVM(t, recompiler(t)), 10)
	nilPanics(t, 1)
	switch how {
	case "Go":
		*nowhere = 1
	default: // a library whose constructor does it
		_, err := pvm.LoadEngine(how)
		t.Fatal(err)
	}
}

func TestGenuineCrashesAreReportedAsGoDoes(t *testing.T) {
	if how := os.Getenv(crashEnv); how != "" {
		crash(t, how)
		return
	}
	guardedVM(t, recompiler(t)) // skips if there are none
	library := libraryOf(t, "crash", "__attribute__((constructor)) static void crash(void)\n{\n    *(volatile int *)16 = 1;\n}\n")
	for how, reported := range map[string]string{
		"Go":    "panic: runtime error: invalid memory address or nil pointer dereference",
		library: "signal arrived during cgo execution",
	} {
		child := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
		child.Env = append(os.Environ(), crashEnv+"="+how)
		output, err := child.CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 2 || !strings.Contains(string(output), reported) {
			t.Errorf("a crash in %s ends with %v and\n%s", how, err, output)
		}
	}
}
