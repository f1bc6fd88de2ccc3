package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"strings"

	// go/packages: loads what `go build` would, tests included; the standard library has nothing like it.
	"golang.org/x/tools/go/packages"
)

const mode = packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports |
	packages.NeedDeps | packages.NeedTypes | packages.NeedSyntax | packages.NeedTypesInfo | packages.NeedModule

// finder collects uses; a file may belong to a package and to its test.
type finder struct {
	question Question
	files    map[string]bool
	paths    map[string]bool
	seen     map[Span]bool
	answer   Answer
}

func find(question Question) Answer {
	f := &finder{
		question: question,
		files:    set(question.Files),
		paths:    set(question.Paths),
		seen:     map[Span]bool{},
		answer:   Answer{Uses: []Use{}, Gaps: []Gap{}},
	}
	visited := map[string]bool{}
	for _, folder := range question.Folders {
		f.module(folder, visited)
	}
	for _, file := range question.Files {
		if !visited[file] {
			f.gap(file, "belongs to no package that go would build here; only texts were looked at")
		}
	}
	return f.answer
}

func set(list []string) map[string]bool {
	all := make(map[string]bool, len(list))
	for _, one := range list {
		all[one] = true
	}
	return all
}

func (f *finder) gap(file, message string) {
	f.answer.Gaps = append(f.answer.Gaps, Gap{file, message})
}

func (f *finder) module(folder string, visited map[string]bool) {
	config := &packages.Config{Mode: mode, Dir: folder, Tests: true, Env: append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod")}
	loaded, err := packages.Load(config, "./...")
	if err != nil {
		f.gap(folder, "go cannot load it: "+oneLine(err.Error()))
		return
	}
	told := map[string]bool{}
	for _, pkg := range loaded {
		for _, failure := range pkg.Errors {
			message := oneLine(failure.Error())
			if !told[message] {
				told[message] = true
				f.gap(folder, "go reports: "+message+"; uses there may be missing")
			}
		}
		for _, file := range pkg.Syntax {
			name := canonical(pkg.Fset.Position(file.Package).Filename)
			visited[name] = true
			if f.files[name] {
				f.file(pkg, file)
			}
		}
	}
}

func oneLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}

func canonical(name string) string {
	if real, err := filepath.EvalSymlinks(name); err == nil {
		return real
	}
	return name
}

func (f *finder) file(pkg *packages.Package, file *ast.File) {
	calls := map[*ast.Ident]*ast.CallExpr{}
	ast.Inspect(file, func(node ast.Node) bool {
		if call, ok := node.(*ast.CallExpr); ok {
			if callee := nameOf(call.Fun); callee != nil {
				calls[callee] = call
			}
		}
		return true
	})
	ast.Inspect(file, func(node ast.Node) bool {
		ident, ok := node.(*ast.Ident)
		if !ok {
			return true
		}
		object := pkg.TypesInfo.Uses[ident]
		if object == nil {
			return true
		}
		path := f.pathOf(object)
		if path == "" || !f.paths[path] {
			return true
		}
		// An embedded type gives its name to a field: `vm.VM` is the user's.
		if ident.Name != object.Name() {
			return true
		}
		f.use(pkg.Fset, ident, path, calls[ident])
		return true
	})
	f.examples(pkg, file)
}

func nameOf(callee ast.Expr) *ast.Ident {
	switch fun := callee.(type) {
	case *ast.Ident:
		return fun
	case *ast.SelectorExpr:
		return fun.Sel
	case *ast.ParenExpr:
		return nameOf(fun.X)
	}
	return nil
}

// pathOf is the declaration's path if it is one of the generated package.
func (f *finder) pathOf(object types.Object) string {
	if object.Pkg() == nil || object.Pkg().Path() != f.question.Package {
		return ""
	}
	switch o := object.(type) {
	case *types.Func:
		receiver := o.Signature().Recv()
		if receiver == nil {
			return o.Name()
		}
		return typeName(receiver.Type()) + "." + o.Name()
	case *types.Var:
		if o.IsField() {
			return f.ownerOf(o) + "." + o.Name()
		}
		return packageLevel(o)
	default:
		return packageLevel(object)
	}
}

func packageLevel(object types.Object) string {
	if object.Parent() != object.Pkg().Scope() {
		return ""
	}
	return object.Name()
}

func typeName(t types.Type) string {
	if pointer, ok := types.Unalias(t).(*types.Pointer); ok {
		t = pointer.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok {
		return named.Obj().Name()
	}
	return ""
}

// ownerOf is the struct type that declares the field.
func (f *finder) ownerOf(field *types.Var) string {
	scope := field.Pkg().Scope()
	for _, name := range scope.Names() {
		declared, ok := scope.Lookup(name).(*types.TypeName)
		if !ok {
			continue
		}
		structure, ok := declared.Type().Underlying().(*types.Struct)
		if !ok {
			continue
		}
		for i := range structure.NumFields() {
			if structure.Field(i) == field {
				return name
			}
		}
	}
	return ""
}

func (f *finder) use(fset *token.FileSet, ident *ast.Ident, path string, call *ast.CallExpr) {
	use := Use{Span: spanOf(fset, ident), Path: path}
	if f.seen[use.Span] {
		return
	}
	f.seen[use.Span] = true
	if call != nil {
		use.Arguments = []Span{}
		for _, argument := range call.Args {
			use.Arguments = append(use.Arguments, spanOf(fset, argument))
		}
		if call.Ellipsis.IsValid() || len(call.Args) == 1 && isCall(call.Args[0]) {
			use.Hindrance = "the arguments come from one expression"
		}
	}
	f.answer.Uses = append(f.answer.Uses, use)
}

// spanOf is where the user wrote it, also in files that cgo has rewritten.
func spanOf(fset *token.FileSet, node ast.Node) Span {
	start, end := fset.Position(node.Pos()), fset.Position(node.End())
	return Span{canonical(start.Filename), start.Line, start.Column, end.Line, end.Column}
}

// isCall: a call may give several values to another one.
func isCall(argument ast.Expr) bool {
	_, ok := argument.(*ast.CallExpr)
	return ok
}

// examples are named after what they show, and go vet refuses those that name nothing.
func (f *finder) examples(pkg *packages.Package, file *ast.File) {
	if pkg.PkgPath != f.question.Package && pkg.PkgPath != f.question.Package+"_test" {
		return
	}
	for _, declaration := range file.Decls {
		function, ok := declaration.(*ast.FuncDecl)
		if ok && function.Recv == nil && strings.HasPrefix(function.Name.Name, "Example") {
			f.example(function.Name.Name, spanOf(pkg.Fset, function.Name))
		}
	}
}

// example splits ExampleVM_Gas_suffix into a type, a member and what is only said.
func (f *finder) example(name string, whole Span) {
	parts := strings.Split(strings.TrimPrefix(name, "Example"), "_")
	column := whole.Column + len("Example")
	path := ""
	for _, part := range parts[:min(len(parts), 2)] {
		path = strings.TrimPrefix(path+"."+part, ".")
		span := Span{whole.File, whole.Line, column, whole.Line, column + len(part)}
		column += len(part) + 1
		if part != "" && f.paths[path] && !f.seen[span] {
			f.seen[span] = true
			f.answer.Uses = append(f.answer.Uses, Use{Span: span, Path: path})
		}
	}
}
