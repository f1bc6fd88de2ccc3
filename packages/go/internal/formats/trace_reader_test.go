package formats

import (
	"reflect"
	"strings"
	"testing"
)

const startLine = "start pc=5 gas=100 r00=0xffff0000 r07=0xfeff0000"

var goodTrace = []string{
	"program 0x0102",
	"memwrite 0xfeff0000 len=3 <- 0x060003",
	startLine,
	"ecalli=1 pc=12 gas=90 r00=0xffff0000 r12=0xffffffffffffffff",
	"memread 0x00010864 len=2 -> 0x626f",
	"memwrite 0x000327a0 len=1 <- 0xAB",
	"setreg r07 <- 0x86",
	"setgas <- 80",
	"ecalli=18446744073709551615 pc=14 gas=70",
	"HALT pc=20 gas=60 r01=0x1",
}

func TestATraceIsReadWhole(t *testing.T) {
	trace, err := ReadTrace(strings.Join(goodTrace, "\n"), "t.log")
	if err != nil {
		t.Fatal(err)
	}
	want := &Trace{
		File:    "t.log",
		Lines:   goodTrace,
		Program: []byte{1, 2},
		Memory:  []TraceWrite{{Contents{0xfeff0000, []byte{6, 0, 3}}, 2}},
		Start:   TraceState{Line: 3, PC: 5, Gas: 100, Registers: Registers{0: 0xffff0000, 7: 0xfeff0000}},
		Stops: []TraceStop{
			{
				TraceState: TraceState{Line: 4, PC: 12, Gas: 90, Registers: Registers{0: 0xffff0000, 12: 1<<64 - 1}},
				Exit:       ExitHostCall,
				Argument:   1,
				Effects: []TraceEffect{
					&MemoryRead{TraceWrite{Contents{0x10864, []byte{0x62, 0x6f}}, 5}},
					&MemoryWrite{TraceWrite{Contents{0x327a0, []byte{0xab}}, 6}},
					&RegisterSet{Line: 7, Index: 7, Value: 0x86},
					&GasSet{Line: 8, Gas: 80},
				},
			},
			{TraceState: TraceState{Line: 9, PC: 14, Gas: 70}, Exit: ExitHostCall, Argument: 1<<64 - 1},
			{TraceState: TraceState{Line: 10, PC: 20, Gas: 60, Registers: Registers{1: 1}}, Exit: ExitHalt},
		},
	}
	if !reflect.DeepEqual(trace, want) {
		t.Errorf("got  %+v\nwant %+v", trace, want)
	}
	if got := trace.HostCalls(); got != 2 {
		t.Errorf("%d host calls", got)
	}
}

func TestATraceMayHaveCarriageReturnsAndEmptyLinesAtItsEnd(t *testing.T) {
	trace, err := ReadTrace(strings.Join(goodTrace, "\r\n")+"\r\n\r\n", "t.log")
	if err != nil || len(trace.Stops) != 3 {
		t.Errorf("got %+v, %v", trace, err)
	}
}

func TestATraceMayEndInEveryWay(t *testing.T) {
	for _, end := range []string{"PANIC=7 pc=1 gas=2", "FAULT=73728 pc=1 gas=2", "OOG pc=1 gas=0", "HALT pc=1 gas=0"} {
		trace, err := ReadTrace("program 0x01\n"+startLine+"\n"+end, "t.log")
		if err != nil {
			t.Errorf("%s: %v", end, err)
		} else if exit := string(trace.Stops[0].Exit); !strings.HasPrefix(end, exit) || exit == "" {
			t.Errorf("%s is read as %q", end, exit)
		}
	}
}

func TestMalformedTracesAreRefused(t *testing.T) {
	const start, call = "program 0x01\n" + startLine, "program 0x01\n" + startLine + "\necalli=1 pc=1 gas=1\n"
	for _, test := range []struct{ name, text, want string }{
		{"an empty file", "", "1: expected program 0x…, got the end of the file"},
		{"another file", `a "b"`, `1: expected "program 0x…", got "a \"b\""`},
		{"a program with half an octet", "program 0x012", "1: the program is not 0x and whole octets in hex"},
		{"a program with letters that are no digits", "program 0x01zz",
			"1: the program is not 0x and whole octets in hex"},
		{"a program without 0x", "program 0102", "1: the program is not 0x and whole octets in hex"},
		{"no start", "program 0x01", "2: expected memwrite or start, got the end of the file"},
		{"a host call before the start", "program 0x01\necalli=1 pc=1 gas=1",
			`2: expected memwrite or start, got "ecalli=1 pc=1 gas=1"`},
		{"a length that is not that of the octets", "program 0x01\nmemwrite 0x10000 len=2 <- 0x01",
			"2: len=2, but 1 octets"},
		{"an arrow the wrong way", "program 0x01\nmemwrite 0x10000 len=1 -> 0x01",
			`2: expected "0xADDR len=N <- 0x…", got "0x10000 len=1 -> 0x01"`},
		{"an address of more than 32 bits", "program 0x01\nmemwrite 0x100000000 len=1 <- 0x01",
			`2: expected "0xADDR len=N <- 0x…", got "0x100000000 len=1 <- 0x01"`},
		{"octets that break off", "program 0x01\nmemwrite 0x10000 len=1 <- 0x012",
			"2: the octets are not whole octets in hex"},
		{"a start without pc", "program 0x01\nstart gas=1", "2: pc is missing"},
		{"a start without gas", "program 0x01\nstart pc=1", "2: gas is missing"},
		{"a field twice", "program 0x01\nstart pc=1 pc=1 gas=1", "2: pc stands there twice"},
		{"a register that does not exist", "program 0x01\nstart pc=1 gas=1 r13=0x1",
			"2: there is no register r13; the last one is r12"},
		{"a register in decimal", "program 0x01\nstart pc=1 gas=1 r01=12", `2: r01 is not hex with 0x: "12"`},
		{"a register of more than 64 bits", "program 0x01\nstart pc=1 gas=1 r01=0x10000000000000000",
			`2: r01 does not fit 64 bits: "0x10000000000000000"`},
		{"gas below zero", "program 0x01\nstart pc=1 gas=-1", `2: gas is not a number: "-1"`},
		{"a word that is no field", "program 0x01\nstart pc=1 gas=1 x",
			`2: expected pc=…, gas=… or rNN=0x…, got "x"`},
		{"two spaces", "program 0x01\nstart pc=1  gas=1", `2: expected pc=…, gas=… or rNN=0x…, got ""`},
		{"no end", start, "3: expected ecalli=…, HALT, PANIC, FAULT or OOG, got the end of the file"},
		{"an unknown end", start + "\nSTOP pc=1 gas=1",
			`3: expected ecalli=…, HALT, PANIC, FAULT or OOG, got "STOP pc=1 gas=1"`},
		{"a host call without its number", start + "\necalli pc=1 gas=1", "3: ecalli has no number"},
		{"a host call with a number that is none", start + "\necalli=x pc=1 gas=1", `3: ecalli is not a number: "x"`},
		{"no end behind a host call", call + "setgas <- 5",
			"5: expected what the host did, or the next stop, got the end of the file"},
		{"an unknown effect", call + "setpc <- 5",
			`4: expected ecalli=…, HALT, PANIC, FAULT or OOG, got "setpc <- 5"`},
		{"an effect behind the end", start + "\nHALT pc=1 gas=1\nsetgas <- 5",
			`4: expected nothing behind HALT, got "setgas <- 5"`},
		{"a register set in decimal", call + "setreg r07 <- 5", `4: expected "rNN <- 0x…", got "r07 <- 5"`},
		{"a register set that does not exist", call + "setreg r99 <- 0x5",
			"4: there is no register r99; the last one is r12"},
		{"gas set in hex", call + "setgas <- 0x5", `4: expected "<- N", got "<- 0x5"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := ReadTrace(test.text, "t.log")
			wantRefusal(t, err, "t.log:"+test.want)
		})
	}
}

// What is read comes from anywhere: nothing may panic, and every refusal is a FormatError.
func FuzzCasesAreReadOrRefused(f *testing.F) {
	for _, text := range []string{instructionCase, stepsCase, programCase, blobCase, strings.Join(goodTrace, "\n")} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := ReadCase(text, "f"); err != nil {
			if _, isRefusal := err.(*FormatError); !isRefusal {
				t.Errorf("%v is no FormatError", err)
			}
		}
	})
}
