package conformance

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	pvm "github.com/pvm-ffi/pvm-go"
	"github.com/pvm-ffi/pvm-go/internal/formats"
)

const (
	addressSpace = uint64(1) << 32
	pageSize     = pvm.PageSize
	// Memory is read in pieces of at most this many octets.
	piece      = 256 * pageSize
	mostFields = 8
	mostOctets = 16
)

var noOctets = make([]byte, piece)

// forEachPage calls visit for each accessible page that has an octet that is not zero, in ascending order. The octets
// are good until visit returns.
func forEachPage(vm *pvm.VM, visit func(index uint64, octets []byte)) error {
	for address := uint64(0); address < addressSpace; {
		access, end, err := vm.QueryMemory(uint32(address))
		if err != nil {
			return err
		}
		if access != pvm.AccessNone {
			if err := visitRange(vm, address, end, visit); err != nil {
				return err
			}
		}
		address = end
	}
	return nil
}

func visitRange(vm *pvm.VM, from, to uint64, visit func(index uint64, octets []byte)) error {
	buffer := make([]byte, min(piece, to-from))
	for address := from; address < to; address += piece {
		part := buffer[:min(piece, to-address)]
		if err := vm.ReadMemory(uint32(address), part); err != nil {
			return err
		}
		if isZero(part) {
			continue
		}
		for offset := 0; offset < len(part); offset += pageSize {
			if page := part[offset : offset+pageSize]; !isZero(page) {
				visit((address+uint64(offset))/pageSize, page)
			}
		}
	}
	return nil
}

func isZero(octets []byte) bool {
	return bytes.Equal(octets, noOctets[:len(octets)])
}

// memorySHA256 hashes the pages that are not all zero: number of the page (4 octets), then its octets.
func memorySHA256(vm *pvm.VM) (string, error) {
	hash := sha256.New()
	err := forEachPage(vm, func(index uint64, octets []byte) {
		hash.Write(binary.LittleEndian.AppendUint32(nil, uint32(index)))
		hash.Write(octets)
	})
	return hex.EncodeToString(hash.Sum(nil)), err
}

// compareAllMemory compares all memory with what is said to be all that is not zero.
func compareAllMemory(vm *pvm.VM, expected []formats.Contents) ([]Difference, error) {
	wanted := pagesOf(expected)
	got := make(map[uint64][]byte)
	err := forEachPage(vm, func(index uint64, octets []byte) {
		if other, found := wanted[index]; found && bytes.Equal(octets, other) {
			delete(wanted, index)
		} else {
			got[index] = bytes.Clone(octets)
		}
	})
	if err != nil {
		return nil, err
	}
	indexes := slices.AppendSeq(slices.Collect(maps.Keys(wanted)), maps.Keys(got))
	slices.Sort(indexes)
	var runs runs
	for _, index := range slices.Compact(indexes) {
		runs.compare(index*pageSize, pageOrZero(wanted, index), pageOrZero(got, index))
	}
	return runs.differences(), nil
}

func pageOrZero(pages map[uint64][]byte, index uint64) []byte {
	if page, found := pages[index]; found {
		return page
	}
	return noOctets[:pageSize]
}

// compareMemory compares some of the memory. Octets that are not accessible read as zero.
func compareMemory(vm *pvm.VM, expected []formats.Contents) ([]Difference, error) {
	var runs runs
	for _, contents := range expected {
		got, err := readWhatIsThere(vm, uint64(contents.Address), len(contents.Bytes))
		if err != nil {
			return nil, err
		}
		runs.compare(uint64(contents.Address), contents.Bytes, got)
	}
	return runs.differences(), nil
}

func compareOctets(address uint32, expected, got []byte) []Difference {
	var runs runs
	runs.compare(uint64(address), expected, got)
	return runs.differences()
}

func readWhatIsThere(vm *pvm.VM, from uint64, length int) ([]byte, error) {
	octets := make([]byte, length)
	to := min(from+uint64(length), addressSpace)
	for address := from; address < to; {
		access, end, err := vm.QueryMemory(uint32(address))
		if err != nil {
			return nil, err
		}
		stop := min(end, to)
		if access != pvm.AccessNone {
			if err := vm.ReadMemory(uint32(address), octets[address-from:stop-from]); err != nil {
				return nil, err
			}
		}
		address = stop
	}
	return octets, nil
}

func pagesOf(all []formats.Contents) map[uint64][]byte {
	pages := make(map[uint64][]byte)
	for _, contents := range all {
		for offset, octet := range contents.Bytes {
			if octet == 0 {
				continue
			}
			address := uint64(contents.Address) + uint64(offset)
			page, found := pages[address/pageSize]
			if !found {
				page = make([]byte, pageSize)
				pages[address/pageSize] = page
			}
			page[address%pageSize] = octet
		}
	}
	return pages
}

// runs collects neighbouring octets that differ; what is compared comes in ascending order.
type runs []run

type run struct {
	address       uint64
	expected, got []byte
}

func (runs *runs) compare(address uint64, expected, got []byte) {
	for offset, octet := range expected {
		if octet != got[offset] {
			runs.add(address+uint64(offset), octet, got[offset])
		}
	}
}

func (runs *runs) add(address uint64, expected, got byte) {
	if count := len(*runs); count > 0 {
		last := &(*runs)[count-1]
		if last.address+uint64(len(last.expected)) == address {
			last.expected = append(last.expected, expected)
			last.got = append(last.got, got)
			return
		}
	}
	*runs = append(*runs, run{address: address, expected: []byte{expected}, got: []byte{got}})
}

func (runs runs) differences() []Difference {
	var list []Difference
	for _, run := range runs[:min(mostFields, len(runs))] {
		list = append(list, Difference{
			Field:    "memory " + hexAddress(run.address),
			Expected: shortHex(run.expected),
			Got:      shortHex(run.got),
		})
	}
	if more := len(runs) - len(list); more > 0 {
		list = append(list, Difference{Field: "memory", Expected: "nothing else", Got: fmt.Sprintf("%d more", more)})
	}
	return list
}

// shortHex shows at most 16 octets, and a sign that there are more.
func shortHex(octets []byte) string {
	text := formats.HexOf(octets[:min(mostOctets, len(octets))])
	if len(octets) > mostOctets {
		return text + "…"
	}
	return text
}
