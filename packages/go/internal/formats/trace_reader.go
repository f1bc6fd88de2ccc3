package formats

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

var (
	memoryPattern = regexp.MustCompile(`^(0x[0-9a-fA-F]{1,8}) len=([0-9]{1,10}) (->|<-) (0x[0-9a-fA-F]*)$`)
	setRegPattern = regexp.MustCompile(`^r([0-9]{2}) <- (0x[0-9a-fA-F]+)$`)
	setGasPattern = regexp.MustCompile(`^<- ([0-9]+)$`)
	statePattern  = regexp.MustCompile(`^(pc|gas|r[0-9]{2})=(.+)$`)
	numberPattern = regexp.MustCompile(`^(0x[0-9a-fA-F]+|[0-9]+)$`)
)

// ReadTrace reads a trace. A refusal names its line.
func ReadTrace(text, file string) (trace *Trace, err error) {
	defer catch(&err)
	if !utf8.ValidString(text) {
		text = string([]rune(text)) // every wrong octet becomes U+FFFD
	}
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	reader := &traceReader{file: file, lines: lines, at: 1}
	return reader.read(), nil
}

type traceReader struct {
	file  string
	lines []string
	// at is the line that is looked at, from 1.
	at int
}

func (reader *traceReader) read() *Trace {
	trace := &Trace{File: reader.file, Lines: reader.lines}
	trace.Program = reader.readProgram()
	trace.Memory = reader.readInitialMemory()
	_, rest := reader.current("start")
	trace.Start = reader.readState(rest)
	reader.at++
	trace.Stops = reader.readStops()
	return trace
}

func (reader *traceReader) readProgram() []byte {
	word, rest := reader.current("program 0x…")
	if word != "program" {
		reader.fail(`expected "program 0x…", got ` + Shortened(reader.text()))
	}
	program, isHex := BytesOfHex(rest)
	if !isHex {
		reader.fail("the program is not 0x and whole octets in hex")
	}
	reader.at++
	return program
}

func (reader *traceReader) readInitialMemory() []TraceWrite {
	var writes []TraceWrite
	for {
		word, rest := reader.current("memwrite or start")
		if word == "start" {
			return writes
		}
		if word != "memwrite" {
			reader.fail("expected memwrite or start, got " + Shortened(reader.text()))
		}
		writes = append(writes, reader.readMemory(rest, "<-"))
		reader.at++
	}
}

func (reader *traceReader) readStops() []TraceStop {
	var stops []TraceStop
	for {
		stop := reader.readStop()
		stops = append(stops, stop)
		if stop.Exit == ExitHostCall {
			continue
		}
		if reader.at <= len(reader.lines) {
			reader.fail("expected nothing behind " + string(stop.Exit) + ", got " + Shortened(reader.text()))
		}
		return stops
	}
}

func (reader *traceReader) readStop() TraceStop {
	word, rest := reader.current("ecalli=…, HALT, PANIC, FAULT or OOG")
	name, argument, hasArgument := strings.Cut(word, "=")
	stop := TraceStop{Exit: TraceExit(name)}
	switch stop.Exit {
	case ExitHostCall, ExitHalt, ExitPanic, ExitFault, ExitOutOfGas:
	default:
		reader.fail("expected ecalli=…, HALT, PANIC, FAULT or OOG, got " + Shortened(reader.text()))
	}
	if hasArgument {
		stop.Argument = reader.number(argument, name)
	} else if stop.Exit == ExitHostCall {
		reader.fail("ecalli has no number")
	}
	stop.TraceState = reader.readState(rest)
	reader.at++
	if stop.Exit == ExitHostCall {
		stop.Effects = reader.readEffects()
	}
	return stop
}

func (reader *traceReader) readEffects() []TraceEffect {
	var effects []TraceEffect
	for {
		word, rest := reader.current("what the host did, or the next stop")
		switch word {
		case "memread":
			effects = append(effects, &MemoryRead{reader.readMemory(rest, "->")})
		case "memwrite":
			effects = append(effects, &MemoryWrite{reader.readMemory(rest, "<-")})
		case "setreg":
			effects = append(effects, reader.readSetReg(rest))
		case "setgas":
			effects = append(effects, reader.readSetGas(rest))
		default:
			return effects
		}
		reader.at++
	}
}

func (reader *traceReader) readMemory(rest, arrow string) TraceWrite {
	match := memoryPattern.FindStringSubmatch(rest)
	if match == nil || match[3] != arrow {
		reader.fail(`expected "0xADDR len=N ` + arrow + ` 0x…", got ` + Shortened(rest))
	}
	bytes, isHex := BytesOfHex(match[4])
	if !isHex {
		reader.fail("the octets are not whole octets in hex")
	}
	if strconv.Itoa(len(bytes)) != canonical(match[2]) {
		reader.fail(fmt.Sprintf("len=%s, but %d octets", match[2], len(bytes)))
	}
	address := uint32(reader.number(match[1], "address"))
	return TraceWrite{Contents: Contents{Address: address, Bytes: bytes}, Line: reader.at}
}

// canonical drops zeros in front.
func canonical(digits string) string {
	if rest := strings.TrimLeft(digits, "0"); rest != "" {
		return rest
	}
	return "0"
}

func (reader *traceReader) readSetReg(rest string) TraceEffect {
	match := setRegPattern.FindStringSubmatch(rest)
	if match == nil {
		reader.fail(`expected "rNN <- 0x…", got ` + Shortened(rest))
	}
	index, value := reader.register(match[1]), reader.number(match[2], "setreg")
	return &RegisterSet{Line: reader.at, Index: index, Value: value}
}

func (reader *traceReader) readSetGas(rest string) TraceEffect {
	match := setGasPattern.FindStringSubmatch(rest)
	if match == nil {
		reader.fail(`expected "<- N", got ` + Shortened(rest))
	}
	return &GasSet{Line: reader.at, Gas: reader.number(match[1], "setgas")}
}

// readState reads `pc=… gas=… r00=0x… …`: registers that are not listed are zero.
func (reader *traceReader) readState(rest string) TraceState {
	state := TraceState{Line: reader.at}
	seen := make(map[string]bool)
	for _, field := range strings.Split(rest, " ") {
		match := statePattern.FindStringSubmatch(field)
		if match == nil {
			reader.fail("expected pc=…, gas=… or rNN=0x…, got " + Shortened(field))
		}
		name, value := match[1], match[2]
		if seen[name] {
			reader.fail(name + " stands there twice")
		}
		seen[name] = true
		number := reader.number(value, name)
		switch name {
		case "pc":
			state.PC = number
		case "gas":
			state.Gas = number
		default:
			if !strings.HasPrefix(value, "0x") {
				reader.fail(name + " is not hex with 0x: " + Shortened(value))
			}
			state.Registers[reader.register(name[1:])] = number
		}
	}
	for _, name := range []string{"pc", "gas"} {
		if !seen[name] {
			reader.fail(name + " is missing")
		}
	}
	return state
}

func (reader *traceReader) register(digits string) int {
	index, _ := strconv.Atoi(digits) // two digits, as the patterns have it
	if index >= RegisterCount {
		reader.fail("there is no register r" + digits + "; the last one is r12")
	}
	return index
}

func (reader *traceReader) number(text, name string) uint64 {
	if !numberPattern.MatchString(text) {
		reader.fail(name + " is not a number: " + Shortened(text))
	}
	digits, base := text, 10
	if hex, isHex := strings.CutPrefix(text, "0x"); isHex {
		digits, base = hex, 16
	}
	number, err := strconv.ParseUint(digits, base, 64)
	if err != nil {
		reader.fail(name + " does not fit 64 bits: " + Shortened(text))
	}
	return number
}

func (reader *traceReader) text() string {
	if reader.at > len(reader.lines) {
		return ""
	}
	return reader.lines[reader.at-1]
}

// current gives the first word of the line and what is behind it.
func (reader *traceReader) current(wanted string) (word, rest string) {
	if reader.at > len(reader.lines) {
		reader.fail("expected " + wanted + ", got the end of the file")
	}
	word, rest, _ = strings.Cut(reader.text(), " ")
	return word, rest
}

func (reader *traceReader) fail(reason string) {
	panic(&FormatError{File: reader.file, Where: strconv.Itoa(reader.at), Reason: reason})
}
