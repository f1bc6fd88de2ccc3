package main

import (
	"bytes"
	"debug/dwarf"
	"debug/elf"
	"os"
	"path/filepath"
	"reflect"
	"strings"
)

// Struct is one layout of a struct. Units that were compiled with different headers give one each.
type Struct struct {
	Name   string  `json:"name"`
	Size   int64   `json:"size"`
	Fields []Field `json:"fields"`
}

type Field struct {
	Name   string `json:"name"`
	Offset int64  `json:"offset"`
	Size   int64  `json:"size"`
}

type Enum struct {
	Name    string   `json:"name"`
	Size    int64    `json:"size"`
	Members []Member `json:"members"`
}

// Member has its value as text: JSON's numbers end at 53 bits.
type Member struct {
	Name  string `json:"name"`
	Value int64  `json:"value,string"`
}

// describe adds the types that C users name: by typedef.
func (library *Library) describe(file *elf.File, path, prefix string) error {
	where, data, err := debugOf(file, path)
	if err != nil || data == nil {
		return err
	}
	library.Debug = where
	reader := data.Reader()
	for {
		entry, err := reader.Next()
		if err != nil || entry == nil {
			return err
		}
		name, _ := entry.Val(dwarf.AttrName).(string)
		if entry.Tag != dwarf.TagTypedef || !strings.HasPrefix(name, prefix) {
			continue
		}
		described, err := data.Type(entry.Offset)
		if err != nil {
			return err
		}
		library.add(name, described)
	}
}

// debugOf finds debug information in the library, or in the file that `objcopy --add-gnu-debuglink` names, beside the
// library or in .debug, where debuggers look as well.
func debugOf(file *elf.File, path string) (string, *dwarf.Data, error) {
	if file.Section(".debug_info") != nil || file.Section(".zdebug_info") != nil {
		data, err := file.DWARF()
		return path, data, err
	}
	section := file.Section(".gnu_debuglink")
	if section == nil {
		return "", nil, nil
	}
	link, err := section.Data()
	if err != nil {
		return "", nil, err
	}
	name, _, _ := bytes.Cut(link, []byte{0})
	folder := filepath.Dir(path)
	for _, place := range []string{folder, filepath.Join(folder, ".debug")} {
		beside := filepath.Join(place, filepath.Base(string(name)))
		if _, err := os.Stat(beside); err != nil {
			continue
		}
		other, err := elf.Open(beside)
		if err != nil {
			return "", nil, err
		}
		defer other.Close()
		if buildID(other) != buildID(file) || other.Section(".debug_info") == nil {
			continue // of another build, or of one without -g
		}
		data, err := other.DWARF()
		return beside, data, err
	}
	return "", nil, nil
}

func buildID(file *elf.File) string {
	section := file.Section(".note.gnu.build-id")
	if section == nil {
		return ""
	}
	data, err := section.Data()
	if err != nil {
		return ""
	}
	return string(data)
}

func (library *Library) add(name string, described dwarf.Type) {
	for {
		outer, ok := described.(*dwarf.TypedefType)
		if !ok {
			break
		}
		described = outer.Type
	}
	switch described := described.(type) {
	case *dwarf.StructType:
		if described.Incomplete || described.Kind != "struct" {
			return
		}
		one := Struct{Name: name, Size: described.ByteSize, Fields: []Field{}}
		for _, field := range described.Field {
			one.Fields = append(one.Fields, Field{Name: field.Name, Offset: field.ByteOffset, Size: field.Type.Size()})
		}
		library.Structs = appendNew(library.Structs, one)
	case *dwarf.EnumType:
		one := Enum{Name: name, Size: described.ByteSize, Members: []Member{}}
		for _, member := range described.Val {
			one.Members = append(one.Members, Member{Name: member.Name, Value: member.Val})
		}
		library.Enums = appendNew(library.Enums, one)
	}
}

// appendNew keeps one of what all units say alike.
func appendNew[T any](known []T, one T) []T {
	for _, other := range known {
		if reflect.DeepEqual(other, one) {
			return known
		}
	}
	return append(known, one)
}
