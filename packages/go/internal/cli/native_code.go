package cli

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	pvm "github.com/pvm-ffi/pvm-go"
	"github.com/pvm-ffi/pvm-go/internal/formats"
)

// nativeCode is what one instruction became.
type nativeCode struct {
	pc uint64
	// offset is that of its first octet, in all of the program's machine code.
	offset uint64
	octets []byte
	// lines has one per machine instruction; isRead tells if anything here could read them.
	lines  []string
	isRead bool
}

const (
	objdumpHint = "; objdump is not installed, so these are octets; on Debian or Ubuntu: sudo apt-get install binutils"
	nop         = 0x90
)

var (
	// A line of a listing that is an instruction, with its pc.
	instructionLine = regexp.MustCompile(`^ {8}\S.*; (\d+)(?:: [^"]*)?$`)
	objdumpLine     = regexp.MustCompile(`(?m)^ *([0-9a-f]+):\t(.*?) *$`)
	spaces          = regexp.MustCompile(` +`)
)

// nativeCodeOf gives the machine code of a compiled program, in the order of its instructions.
func nativeCodeOf(program *pvm.Program, codeLen uint64) ([]nativeCode, error) {
	var all []nativeCode
	for pc := range codeLen {
		if !program.HasInstruction(pc) {
			continue
		}
		octets, offset, err := program.CopyNativeCode(pc, nil)
		if err != nil {
			return nil, err
		}
		all = append(all, nativeCode{pc: pc, offset: offset, octets: octets})
	}
	lines, err := disassembled(all)
	if err != nil || lines == nil {
		return all, err
	}
	for index := range all {
		code := &all[index]
		code.isRead = true
		for at := code.offset; at < code.offset+uint64(len(code.octets)); at++ {
			if text, found := lines[at]; found {
				code.lines = append(code.lines, fmt.Sprintf("%x: %s", at, text))
			}
		}
	}
	return all, nil
}

// withNativeCode puts machine code below its instructions, as comments, so that it is assembly text as before.
func withNativeCode(listing string, native []nativeCode) string {
	byPC := make(map[string]nativeCode, len(native))
	var text strings.Builder
	for _, code := range native {
		byPC[strconv.FormatUint(code.pc, 10)] = code
	}
	if len(native) > 0 && !native[0].isRead {
		text.WriteString(objdumpHint + "\n")
	}
	for line := range strings.SplitAfterSeq(listing, "\n") {
		text.WriteString(line)
		if parts := instructionLine.FindStringSubmatch(strings.TrimSuffix(line, "\n")); parts != nil {
			for _, comment := range byPC[parts[1]].comments() {
				text.WriteString(";           " + comment + "\n")
			}
		}
	}
	return text.String()
}

func (code nativeCode) comments() []string {
	if code.isRead || len(code.octets) == 0 {
		return code.lines
	}
	return []string{fmt.Sprintf("%x: %s", code.offset, hex.EncodeToString(code.octets))}
}

func nativeObjects(native []nativeCode) []object {
	objects := make([]object, len(native))
	for index, code := range native {
		var text any
		if code.isRead {
			text = code.lines
		}
		objects[index] = object{
			{"pc", code.pc}, {"offset", code.offset}, {"code", formats.HexOf(code.octets)}, {"text", text},
		}
	}
	return objects
}

// disassembled gives machine instructions by offset; nil without objdump. What is between the pieces becomes nops of one
// octet.
func disassembled(pieces []nativeCode) (map[uint64]string, error) {
	end := uint64(0)
	for _, piece := range pieces {
		end = max(end, piece.offset+uint64(len(piece.octets)))
	}
	image := bytes.Repeat([]byte{nop}, int(end))
	for _, piece := range pieces {
		copy(image[piece.offset:], piece.octets)
	}
	folder, err := os.MkdirTemp("", "pvm-native-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "code")
	if err := os.WriteFile(file, image, 0o600); err != nil {
		return nil, err
	}
	command := exec.Command("objdump", "-D", "-z", "-w", "-b", "binary", "-m", "i386:x86-64", "-M", "intel",
		"--no-show-raw-insn", file)
	output, err := command.Output()
	if err != nil {
		return nil, nil
	}
	lines := make(map[uint64]string)
	for _, parts := range objdumpLine.FindAllSubmatch(output, -1) {
		at, err := strconv.ParseUint(string(parts[1]), 16, 64)
		if err != nil {
			return nil, err
		}
		lines[at] = spaces.ReplaceAllString(string(parts[2]), " ")
	}
	return lines, nil
}
