module github.com/pvm-ffi/pvm-go

go 1.24
