module github.com/pvm-ffi/pvm-ffi/codegen/elf

go 1.24
