// Code generated from demo.h by pvm-codegen. DO NOT EDIT.

package demo

/*
#include "demo_go.h"

#cgo noescape demo_go_cursor_create
#cgo nocallback demo_go_cursor_create
#cgo noescape demo_go_cursor_destroy
#cgo nocallback demo_go_cursor_destroy
#cgo noescape demo_go_cursor_move
#cgo nocallback demo_go_cursor_move
*/
import "C"

import "runtime"

// Cursor is a place in a tree.
//
// One goroutine may use it at a time, any goroutine. What is marked otherwise
// may be called at any time. [Cursor.Close] gives it back; one that is
// forgotten is given back by the garbage collector.
//
// Since 1.0.
type Cursor struct {
	serial
}

func newCursor(library *Library, handle C.uintptr_t) *Cursor {
	if handle == 0 {
		return nil
	}
	cursor := &Cursor{serial: serial{library: library, table: library.table, handle: handle}}
	cursor.state.Store(idle)
	cursor.cleanup = runtime.AddCleanup(cursor, destroyCursor, remains{library, handle})
	return cursor
}

func destroyCursor(left remains) {
	C.demo_go_cursor_destroy(left.library.table, left.handle)
}

// Close frees a cursor.
//
// Closing twice is fine.
//
// Since 1.0.
func (cursor *Cursor) Close() error {
	done, ok := cursor.retire()
	if done {
		return nil
	}
	if !ok {
		return cursor.refusal("Cursor.Close")
	}
	cursor.mutex.Lock()
	defer cursor.mutex.Unlock()
	collect()
	C.demo_go_cursor_destroy(cursor.table, cursor.handle)
	cursor.cleanup.Stop()
	return nil
}

func (cursor *Cursor) lend(op, parameter string, library *Library) (C.uintptr_t, error) {
	return cursor.serial.lend(op, parameter, "cursor", library)
}

func (cursor *Cursor) refusal(op string) error {
	return cursor.serial.refusal(op, "cursor")
}

// NewCursor makes a cursor.
//
//   - tree: the tree that it is in.
//   - result: the cursor.
//
// Since 1.0.
func NewCursor(tree *Tree) (*Cursor, error) {
	if tree == nil {
		return nil, invalid("NewCursor", "tree is missing")
	}
	treeHandle, err := tree.lend("NewCursor", "tree", tree.library)
	if err != nil {
		return nil, err
	}
	defer tree.leave()
	var cCursor C.uintptr_t
	collect()
	status := Status(C.demo_go_cursor_create(tree.library.table, treeHandle, &cCursor))
	if status != StatusOk {
		return nil, failure("NewCursor", status)
	}
	return newCursor(tree.library, cCursor), nil
}

// Move moves a cursor to where another one is.
//
//   - target: the other one; nil: the root.
//
// Since 1.0.
func (cursor *Cursor) Move(target *Cursor) {
	table, handle, ok := cursor.useIdle()
	if !ok {
		return
	}
	var targetHandle C.uintptr_t
	if target != nil {
		lent, err := target.lend("Cursor.Move", "target", cursor.library)
		if err != nil {
			return
		}
		defer runtime.KeepAlive(target)
		targetHandle = lent
	}
	collect()
	C.demo_go_cursor_move(table, handle, targetHandle)
	runtime.KeepAlive(cursor)
}
