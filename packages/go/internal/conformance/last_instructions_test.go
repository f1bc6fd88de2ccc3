package conformance

import (
	"context"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	pvm "github.com/pvm-ffi/pvm-go"
	"github.com/pvm-ffi/pvm-go/internal/formats"
)

// A loop behind a host call: ecalli 1; fallthrough; add_imm_32 r7, r7, 1; jump back.
const loopBlob = "000008" + "0a01" + "01" + "837701" + "28fd" + "4d"

func loopTrace(t *testing.T, gas uint64, pc uint64) *formats.Trace {
	t.Helper()
	const registers = "r00=0xffff0000 r01=0xfefe0000 r07=0xfeff0000"
	code := mustHex(t, loopBlob)
	// No metadata, and none of the sections.
	stored := append(append(make([]byte, 12), byte(len(code)), 0, 0, 0), code...)
	text := strings.Join([]string{
		"program " + formats.HexOf(stored),
		fmt.Sprintf("start pc=0 gas=%d %s", gas, registers),
		fmt.Sprintf("ecalli=1 pc=0 gas=%d %s", gas-1, registers),
		fmt.Sprintf("OOG pc=%d gas=0 %s", pc, registers),
	}, "\n")
	trace, err := formats.ReadTrace(text, "loop.log")
	if err != nil {
		t.Fatal(err)
	}
	return trace
}

func mustHex(t *testing.T, text string) []byte {
	t.Helper()
	octets, err := hex.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return octets
}

func TestLastInstructionsAreThoseThatRanBeforeTheStop(t *testing.T) {
	ctx := context.Background()
	setting := ReplaySetting{Setting: Setting{Engine: pvm.DefaultEngine()}}
	for _, gas := range []uint64{2, 3, 16, 17, 1000, bigStep, bigStep + 1, bigStep + 2, 3*bigStep + 1, 1_000_000} {
		trace := loopTrace(t, gas, 99)
		result, err := ReplayTrace(ctx, trace, setting)
		if err != nil || result.Mismatch == nil || result.Mismatch.Line != 4 {
			t.Fatalf("gas %d: %+v, %v", gas, result, err)
		}
		last, err := LastInstructions(ctx, trace, setting, result.Mismatch.Stop, 16)
		if err != nil {
			t.Fatal(err)
		}
		// One instruction of the gas is the ecalli; the one that could not be paid is the last.
		if got, want := pcsOf(last), lastOfLoop(int(gas), 16); got != want {
			t.Errorf("gas %d: got %s, want %s", gas, got, want)
		}
	}
}

func pcsOf(instructions []Instruction) string {
	var texts []string
	for _, instruction := range instructions {
		texts = append(texts, fmt.Sprint(instruction.PC))
	}
	return strings.Join(texts, " ")
}

// lastOfLoop gives the last of so many instructions behind the host call: 2, 3, 6, 3, 6 and so on.
func lastOfLoop(count, last int) string {
	var texts []string
	for index := max(0, count-last); index < count; index++ {
		switch {
		case index == 0:
			texts = append(texts, "2")
		case index%2 == 1:
			texts = append(texts, "3")
		default:
			texts = append(texts, "6")
		}
	}
	return strings.Join(texts, " ")
}
