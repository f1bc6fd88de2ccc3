package conformance

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/pvm-ffi/pvm-go/internal/formats"
)

var casePattern = regexp.MustCompile(`\.(json|log)$`)

// FindCases gives the paths of all cases: a file itself, of a folder every `.json` and `.log` in it, in the order of
// names.
func FindCases(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return casesIn(path)
	}
	return []string{path}, nil
}

func casesIn(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, entry := range entries {
		path := filepath.Join(folder, entry.Name())
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			// A link to a folder is not followed: it may lead in a circle.
			if !entry.IsDir() {
				continue
			}
			inner, err := casesIn(path)
			if err != nil {
				return nil, err
			}
			paths = append(paths, inner...)
		} else if casePattern.MatchString(entry.Name()) {
			paths = append(paths, path)
		}
	}
	return paths, nil
}

// CaseName is the file's name, without the ending.
func CaseName(path string) string {
	name := filepath.Base(path)
	if dot := strings.LastIndexByte(name, '.'); dot > 0 {
		return name[:dot]
	}
	return name
}

// ReadCaseFile reads a case of any family.
func ReadCaseFile(path string) (formats.Case, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return formats.ReadCase(string(text), path)
}

// ProgramReader reads the program that a case names, from the folder of the case.
func ProgramReader(path string) func(name string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		program := filepath.Join(filepath.Dir(path), name)
		octets, err := os.ReadFile(program)
		if err != nil {
			return nil, &formats.FormatError{File: path, Where: "file", Reason: "cannot read " + program}
		}
		return octets, nil
	}
}
