// Code generated from demo.h by pvm-codegen. DO NOT EDIT.

package demo

/*
#include "demo_go.h"

#cgo CFLAGS: -fvisibility=hidden
#cgo linux LDFLAGS: -ldl

#cgo noescape demo_go_add
#cgo nocallback demo_go_add
#cgo noescape demo_go_get_info
#cgo nocallback demo_go_get_info
#cgo noescape demo_go_move
#cgo nocallback demo_go_move
#cgo noescape demo_go_list
#cgo nocallback demo_go_list
#cgo noescape demo_go_read
#cgo nocallback demo_go_read
*/
import "C"

import (
	"strings"
	"sync"
	"unsafe"
)

// Library is one loaded library that has the functions of demo.h. Any number of
// them can be used side by side; what is made with one cannot be passed to
// another.
//
// A loaded library stays loaded until the process ends: pointers into it may be
// anywhere.
type Library struct {
	table  C.uintptr_t
	origin string
}

// String names the library: a built-in one by its name, another one by its path.
func (library *Library) String() string {
	return library.origin
}

// functions gives the table of functions. One that this package did not make has none.
func (library *Library) functions() C.uintptr_t {
	if library.table == 0 {
		panic("demo: this Library is empty; get one from LoadLibrary")
	}
	return library.table
}

// LoadError says why a file is no library that this package can use.
type LoadError struct {
	// Path is what was to be loaded.
	Path string

	text string
}

// Error says what is wrong with the file, and what to do.
func (e *LoadError) Error() string {
	return "demo: LoadLibrary: " + e.text
}

// loaded holds every library that was opened, by the system's handle: the same file is one library.
var loaded struct {
	sync.Mutex
	byHandle map[C.uintptr_t]*Library
}

// LoadLibrary opens a shared library that exports demo.h, whoever made it. A path without a slash is looked for
// where the system keeps libraries. It fails with a *[LoadError] if the file cannot be opened, is no such library,
// has another ABI or lacks a function; nothing stays open then.
func LoadLibrary(path string) (*Library, error) {
	if strings.IndexByte(path, 0) >= 0 {
		return nil, &LoadError{Path: path, text: "path contains a NUL character, which C cannot hold"}
	}
	cPath := C.CString(path)
	defer C.free(unsafe.Pointer(cPath))
	loaded.Lock()
	defer loaded.Unlock()
	var message [512]C.char
	var table, opened C.uintptr_t
	if C.demo_go_load(cPath, &table, &opened, &message[0], C.size_t(len(message))) != 0 {
		return nil, &LoadError{Path: path, text: C.GoString(&message[0])}
	}
	if known := loaded.byHandle[opened]; known != nil {
		C.demo_go_unload(table, opened)
		return known, nil
	}
	if loaded.byHandle == nil {
		loaded.byHandle = map[C.uintptr_t]*Library{}
	}
	library := &Library{table: table, origin: path}
	loaded.byHandle[opened] = library
	return library, nil
}

// Add adds shapes.
//
//   - shapes: the shapes; 1 to 10 of them.
//   - origin: where they stand.
//   - result: how many there are now.
//
// Since 1.0.
func (library *Library) Add(shapes []Shape, origin *Point) int {
	if len(shapes) < 1 || len(shapes) > 10 {
		return 0
	}
	if origin == nil {
		return 0
	}
	cShapes := make([]C.demo_shape_t, len(shapes))
	for i := range shapes {
		shapeToC(&shapes[i], &cShapes[i])
	}
	collect()
	result := C.demo_go_add(
		library.functions(), unsafe.SliceData(cShapes), C.size_t(len(shapes)),
		(*C.demo_point_t)(unsafe.Pointer(origin)),
	)
	return int(result)
}

// Info tells what is known.
//
//   - result: the size must be set.
//
// Since 1.0.
func (library *Library) Info() Info {
	var cInfo C.demo_info_t
	cInfo.size = C.sizeof_demo_info_t
	collect()
	C.demo_go_get_info(library.functions(), &cInfo)
	return infoFromC(&cInfo)
}

// Move moves a point, and counts the moves.
//
//   - point: the point.
//   - moves: how often it was moved.
//   - by: how far.
//
// Since 1.0.
func (library *Library) Move(point *Point, moves *[1]uint32, by *[2]float64) error {
	if point == nil {
		return invalid("Library.Move", "point is missing")
	}
	if moves == nil {
		return invalid("Library.Move", "moves is missing")
	}
	if by == nil {
		return invalid("Library.Move", "by is missing")
	}
	collect()
	result := C.demo_go_move(
		library.functions(), (*C.demo_point_t)(unsafe.Pointer(point)),
		(*C.uint32_t)(unsafe.Pointer(moves)), (*C.double)(unsafe.Pointer(by)),
	)
	if !bool(result) {
		return newError("Library.Move", nil, "it is fixed")
	}
	return nil
}

// List lists shapes.
//
//   - shapes: receives the shapes.
//
// Since 1.0.
func (library *Library) List(shapes []Shape) []Shape {
	cShapes := make([]C.demo_shape_t, len(shapes))
	var cCount C.size_t
	collect()
	C.demo_go_list(library.functions(), unsafe.SliceData(cShapes), C.size_t(len(shapes)), &cCount)
	for i := range shapes[:cCount] {
		shapes[i] = shapeFromC(&cShapes[i])
	}
	return shapes[:cCount]
}

// Read reads octets, and tells what is behind them.
//
//   - buffer: receives the octets.
//   - behind: the place behind them.
//
// Since 1.0.
func (library *Library) Read(buffer []byte) (filledBuffer []byte, behind uint64) {
	var cLen C.size_t
	var cBehind C.uint64_t
	collect()
	C.demo_go_read(
		library.functions(), (*C.uint8_t)(unsafe.SliceData(buffer)), C.size_t(len(buffer)), &cLen,
		&cBehind,
	)
	return buffer[:cLen], uint64(cBehind)
}
