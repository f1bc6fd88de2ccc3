package cli

import (
	"fmt"
	"strings"
	"testing"
)

func TestReplayPassesATraceWhoseEveryLineIsRight(t *testing.T) {
	bench := newWorkbench(t)
	bench.want(bench.pvm("replay", "good.log", "--json"), outcome{stdout: `{"engine":"interpreter","passed":1,"failed":0,` +
		`"traces":[{"name":"good","passed":true,"host_calls":1,"gas_used":"2","why":null}]}` + "\n"})
	bench.want(bench.pvm("replay", "good.log"), outcome{
		stdout: "good  passed  1 host calls  gas used 2\n1 passed, 0 failed\n",
	})
}

func TestReplayStopsAtTheFirstWrongLine(t *testing.T) {
	bench := newWorkbench(t)
	bench.doctored("bad.log", 8, "HALT pc=2 gas=48 "+startState+" r09=0x7 r10=0x1")
	bench.want(bench.pvm("replay", "bad.log", "good.log"), outcome{status: 1, stdout: `bad  failed
  line 8: HALT pc=2 gas=48 ` + startState + ` r09=0x7 r10=0x1
    field  expected    got
    exit   HALT        HALT
    pc     2           2
  ! gas    48          49
    r0     0xffff0000  0xffff0000
    r1     0xfefe0000  0xfefe0000
    r2     0x0         0x0
    r3     0x0         0x0
    r4     0x0         0x0
    r5     0x0         0x0
    r6     0x0         0x0
    r7     0xfeff0000  0xfeff0000
    r8     0x2         0x2
    r9     0x7         0x7
  ! r10    0x1         0x0
    r11    0x0         0x0
    r12    0x0         0x0
  last instructions:
    > 2  jump_ind r0, 0
good  passed  1 host calls  gas used 2
1 passed, 1 failed
`})
}

func TestReplaySaysWhatIsWrongOnADoctoredLine(t *testing.T) {
	const noAccess = "a page of the range does not allow the access"
	for index, test := range []struct {
		line       int
		text, want string
	}{
		{1, "program 0x00", "line 1: program: expected accepted, got "},
		{2, "memwrite 0xfeff0000 len=1 <- 0x01", "line 3: r8: expected 0x2, got 0x1"},
		{2, "memwrite 0xfeff0000 len=2 <- 0x0102\nmemwrite 0x00030000 len=1 <- 0x01",
			"line 3: memory 0x00030000: expected writable, got " + noAccess},
		{3, "start pc=0 gas=100 " + startState + " r05=0x9", "line 3: r5: expected 0x9, got 0x0"},
		{3, "start pc=0 gas=101 " + startState, "line 4: gas: expected 99, got 100"},
		{3, "start pc=2 gas=100 " + startState, "line 4: exit: expected ecalli=1, got HALT; pc: expected 0, got 2"},
		{4, "ecalli=2 pc=0 gas=99 " + startState, "line 4: exit: expected ecalli=2, got ecalli=1"},
		{4, "ecalli=1 pc=1 gas=99 " + startState, "line 4: pc: expected 1, got 0"},
		{4, "ecalli=1 pc=0 gas=99 " + startState + " r12=0x1", "line 4: r12: expected 0x1, got 0x0"},
		{5, "memread 0xfeff0000 len=2 -> 0x0103", "line 5: memory 0xfeff0001: expected 0x03, got 0x02"},
		{5, "memread 0x00030000 len=1 -> 0x00", "line 5: memory 0x00030000: expected 0x00, got " + noAccess},
		{5, "memwrite 0xfeff0000 len=1 <- 0x01", "line 5: memory 0xfeff0000: expected writable, got " + noAccess},
		{6, "setreg r09 <- 0x8", "line 8: r9: expected 0x7, got 0x8"},
		{7, "setgas <- 51", "line 8: gas: expected 49, got 50"},
		{8, "PANIC=1 pc=2 gas=49 " + startState + " r09=0x7", "line 8: exit: expected PANIC, got HALT"},
		{8, "FAULT=73728 pc=2 gas=49 " + startState + " r09=0x7", "line 8: exit: expected FAULT=73728, got HALT"},
		{8, "OOG pc=2 gas=49 " + startState + " r09=0x7", "line 8: exit: expected OOG, got HALT"},
		{8, "ecalli=1 pc=2 gas=49 " + startState + " r09=0x7\nHALT pc=1 gas=1",
			"line 8: exit: expected ecalli=1, got HALT"},
	} {
		t.Run(fmt.Sprintf("%d %s", index, test.text), func(t *testing.T) {
			bench := newWorkbench(t)
			bench.doctored("doctored.log", test.line, test.text)
			bench.wantLine(bench.pvm("replay", "doctored.log", "--json"), 1,
				`"passed":0,"failed":1,"traces":[{"name":"doctored","passed":false`, `"why":"`+test.want)
		})
	}
}

// doctored writes the good trace with one line, from 1, put otherwise.
func (bench *workbench) doctored(name string, line int, text string) {
	lines := goodTrace()
	lines[line-1] = text
	bench.write(name, strings.Join(lines, "\n"))
}
