// Code generated from demo.h by pvm-codegen. DO NOT EDIT.

package demo

/*
#include "demo_go.h"

#cgo noescape demo_go_tree_release
#cgo nocallback demo_go_tree_release
#cgo noescape demo_go_tree_graft
#cgo nocallback demo_go_tree_graft
*/
import "C"

import (
	"runtime"
	"runtime/cgo"
)

// Tree is a tree, shared by any number of threads.
//
// Any number of goroutines may use it at once. [Tree.Close] gives it back; one
// that is forgotten is given back by the garbage collector.
//
// Since 1.0.
type Tree struct {
	shared
}

func newTree(library *Library, handle C.uintptr_t) *Tree {
	if handle == 0 {
		return nil
	}
	tree := &Tree{shared: shared{library: library, table: library.table, handle: handle, destroy: destroyTree}}
	tree.cleanup = runtime.AddCleanup(tree, destroyTree, remains{library, handle})
	return tree
}

func destroyTree(left remains) {
	C.demo_go_tree_release(left.library.table, left.handle)
}

// Close gives a reference back.
//
// Closing twice is fine.
//
// Since 1.0.
func (tree *Tree) Close() error {
	tree.retire()
	return nil
}

// borrowTree gives a tree that a callback got: it belongs to the library, and closing it destroys nothing.
func borrowTree(library *Library, handle C.uintptr_t) *Tree {
	if handle == 0 {
		return nil
	}
	tree := &Tree{shared: shared{
		library: library, table: library.table, handle: handle, isBorrowed: true, destroy: func(remains) {},
	}}
	return tree
}

func (tree *Tree) surrender(op, parameter string, library *Library) (C.uintptr_t, error) {
	return tree.shared.surrender(op, parameter, "tree", library)
}

func (tree *Tree) lend(op, parameter string, library *Library) (C.uintptr_t, error) {
	return tree.shared.lend(op, parameter, "tree", library)
}

func (tree *Tree) refusal(op string) error {
	return tree.shared.refusal(op, "tree")
}

// Graft joins two trees.
//
//   - other: the tree that it takes.
//
// Since 1.0.
func (tree *Tree) Graft(other *Tree) error {
	table, handle, ok := tree.use()
	if !ok {
		return tree.refusal("Tree.Graft")
	}
	defer tree.leave()
	if other == nil {
		return invalid("Tree.Graft", "other is missing")
	}
	otherHandle, err := other.surrender("Tree.Graft", "other", tree.library)
	if err != nil {
		return err
	}
	collect()
	status := Status(C.demo_go_tree_graft(table, handle, otherHandle))
	return failure("Tree.Graft", status)
}

// Walk shows all trees below.
//
//   - look: sees each.
//
// Since 1.0.
func (tree *Tree) Walk(look Look) {
	table, handle, ok := tree.use()
	if !ok {
		return
	}
	defer tree.leave()
	if look == nil {
		return
	}
	call := calling[Look]{function: look, library: tree.library}
	number := cgo.NewHandle(&call)
	defer number.Delete()
	cLook := C.uintptr_t(number)
	collect()
	C.demo_go_tree_walk(table, handle, cLook)
	call.rethrow()
}
