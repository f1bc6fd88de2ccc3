module github.com/pvm-ffi/pvm-go/examples

go 1.24

require github.com/pvm-ffi/pvm-go v0.0.0

replace github.com/pvm-ffi/pvm-go => ../../packages/go
