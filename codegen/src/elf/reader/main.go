// Command reader prints what a shared library exports, and how its debug information lays out the types whose names
// start with a prefix, as JSON. It knows no library.
//
//	go run . LIBRARY PREFIX
//
// Only the standard library: debug/elf and debug/dwarf are kept by those who keep Go's own linker.
package main

import (
	"debug/elf"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
)

// Library is what library.ts describes.
type Library struct {
	Machine string   `json:"machine"`
	Soname  string   `json:"soname"`
	Symbols []Symbol `json:"symbols"`
	// Where the types were found: the library itself, or the file that it links to. Empty: nowhere.
	Debug   string   `json:"debug"`
	Structs []Struct `json:"structs"`
	Enums   []Enum   `json:"enums"`
}

type Symbol struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Kind    string `json:"kind"`
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: reader LIBRARY PREFIX")
		os.Exit(2)
	}
	library, err := read(os.Args[1], os.Args[2])
	if err != nil {
		// errors of the standard library may have several lines
		fmt.Fprintln(os.Stderr, strings.ReplaceAll(err.Error(), "\n", " "))
		os.Exit(1)
	}
	if err := json.NewEncoder(os.Stdout).Encode(library); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// read never panics, whatever the file holds: the packages below are hardened, but not against everything.
func read(path, prefix string) (library *Library, err error) {
	defer func() {
		if broken := recover(); broken != nil {
			err = fmt.Errorf("not readable as ELF: %v", broken)
		}
	}()
	file, err := elf.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if file.Type != elf.ET_DYN {
		return nil, fmt.Errorf("no shared library, its type is %v", file.Type)
	}
	library = &Library{Machine: file.Machine.String(), Symbols: []Symbol{}, Structs: []Struct{}, Enums: []Enum{}}
	sonames, err := file.DynString(elf.DT_SONAME)
	if err != nil {
		return nil, err
	}
	if len(sonames) > 0 {
		library.Soname = sonames[0]
	}
	if library.Symbols, err = exported(file); err != nil {
		return nil, err
	}
	return library, library.describe(file, path, prefix)
}

// exported lists what other files can link to, by name.
func exported(file *elf.File) ([]Symbol, error) {
	all, err := file.DynamicSymbols()
	if err != nil {
		return nil, err
	}
	found := []Symbol{}
	for _, symbol := range all {
		bind, visibility := elf.ST_BIND(symbol.Info), elf.ST_VISIBILITY(symbol.Other)
		isGlobal := bind == elf.STB_GLOBAL || bind == elf.STB_WEAK || bind == elf.STB_LOOS
		isHidden := visibility == elf.STV_HIDDEN || visibility == elf.STV_INTERNAL
		if symbol.Section == elf.SHN_UNDEF || !isGlobal || isHidden {
			continue
		}
		// The version's own name is a symbol as well.
		if symbol.Section == elf.SHN_ABS && symbol.Name == symbol.Version {
			continue
		}
		found = append(found, Symbol{Name: symbol.Name, Version: versionOf(file, symbol), Kind: kindOf(symbol)})
	}
	slices.SortFunc(found, func(a, b Symbol) int { return strings.Compare(a.Name, b.Name) })
	return found, nil
}

// versionOf is empty for a symbol that only has the library's base version.
func versionOf(file *elf.File, symbol elf.Symbol) string {
	versions, err := file.DynamicVersions()
	if err != nil {
		return ""
	}
	for _, version := range versions {
		if version.Index == symbol.VersionIndex.Index() && version.Flags&elf.VER_FLG_BASE == 0 {
			return version.Name
		}
	}
	return ""
}

func kindOf(symbol elf.Symbol) string {
	switch elf.ST_TYPE(symbol.Info) {
	case elf.STT_FUNC, elf.STT_LOOS:
		return "function"
	case elf.STT_OBJECT, elf.STT_TLS:
		return "data"
	default:
		return "other"
	}
}
