// Command go-uses finds uses of declarations of a generated Go package, by their types. It reads a question from its
// standard input and writes the answer to its standard output, both as JSON; `abi diff --impact` starts it.
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

// Question is what to look for and where.
type Question struct {
	// Package is the import path of the generated package.
	Package string `json:"package"`
	// Folders have a go.mod each.
	Folders []string `json:"folders"`
	// Files are those that may be told of: others are generated, or not the user's.
	Files []string `json:"files"`
	// Paths are declarations from the outside in: `VM.Gas`, `NewVM`.
	Paths []string `json:"paths"`
}

// Answer is all that was found.
type Answer struct {
	Uses []Use `json:"uses"`
	Gaps []Gap `json:"gaps"`
}

// Use is one name in a file.
type Use struct {
	Span
	Path string `json:"path"`
	// Arguments of the call that it is the callee of; null where it is none.
	Arguments []Span `json:"arguments"`
	// Hindrance is why the arguments cannot change places.
	Hindrance string `json:"hindrance,omitempty"`
}

// Span is a part of a file. Lines and columns count from 1, columns in octets.
type Span struct {
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"endLine"`
	EndColumn int    `json:"endColumn"`
}

// Gap is what could not be looked at.
type Gap struct {
	File    string `json:"file"`
	Message string `json:"message"`
}

func main() {
	var question Question
	if err := json.NewDecoder(os.Stdin).Decode(&question); err != nil {
		fmt.Fprintln(os.Stderr, "go-uses: no question on standard input:", err)
		os.Exit(2)
	}
	answer := find(question)
	if err := json.NewEncoder(os.Stdout).Encode(answer); err != nil {
		fmt.Fprintln(os.Stderr, "go-uses:", err)
		os.Exit(1)
	}
}
