package jam

import (
	"math"

	"github.com/pvm-ffi/pvm-go"
)

// The calls of a service (B.6, B.7, and log of JIP-1).
const (
	callGas   = 0
	callRead  = 3
	callWrite = 4
	callLog   = 100
)

// Service answers gas, read, write and log for a service with storage.
type Service struct {
	// Storage holds values by key.
	Storage map[string][]byte
	// Log holds what was logged.
	Log []string
}

// Answer implements [Host].
func (s *Service) Answer(vm *pvm.VM, call uint64) (Outcome, bool) {
	registers := vm.Registers()
	switch call {
	case callGas:
		registers[7] = vm.Gas()
		return GoOn, true
	case callRead:
		return s.read(vm, registers), true
	case callWrite:
		return s.write(vm, registers), true
	case callLog:
		return s.log(vm, registers), true
	}
	return GoOn, false
}

// read(service, key, length, target, offset, most) copies a value out of storage and gives its whole length.
func (s *Service) read(vm *pvm.VM, r *[13]uint64) Outcome {
	key, ok := read(vm, r[8], r[9])
	if !ok {
		return Panic
	}
	var value []byte
	found := false
	if r[7] == math.MaxUint64 { // The service itself; there is no other one here.
		value, found = s.Storage[string(key)]
	}
	from := min(r[11], uint64(len(value)))
	part := value[from:][:min(r[12], uint64(len(value))-from)]
	if !write(vm, r[10], part) {
		return Panic
	}
	r[7] = NONE
	if found {
		r[7] = uint64(len(value))
	}
	return GoOn
}

// write(key, length, value, length) stores a value, or deletes it if it is empty, and gives the length of the old one.
func (s *Service) write(vm *pvm.VM, r *[13]uint64) Outcome {
	key, keyOK := read(vm, r[7], r[8])
	value, valueOK := read(vm, r[9], r[10])
	if !keyOK || !valueOK {
		return Panic
	}
	old, found := s.Storage[string(key)]
	if len(value) == 0 {
		delete(s.Storage, string(key))
	} else {
		s.Storage[string(key)] = value
	}
	r[7] = NONE
	if found {
		r[7] = uint64(len(old))
	}
	return GoOn
}

// log(level, target, length, message, length) notes a message; a text that cannot be read is left out.
func (s *Service) log(vm *pvm.VM, r *[13]uint64) Outcome {
	target, _ := read(vm, r[8], r[9])
	message, _ := read(vm, r[10], r[11])
	s.Log = append(s.Log, string(target)+": "+string(message))
	r[7] = WHAT
	return GoOn
}
