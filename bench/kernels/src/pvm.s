# What polkavm-linker wants to know about a kernel: that it exports run, and what host call 1 is called.
    .section .rodata.names,"a",@progbits
run_name:
    .ascii "run"
ping_name:
    .ascii "host_ping"

    .section .polkavm_metadata,"aR",@progbits
run_metadata:               # version, flags, name, registers in, registers out
    .byte 1
    .word 0, 3
    .quad run_name
    .byte 1, 1
ping_metadata:              # the same, and its number
    .byte 2
    .word 0, 9
    .quad ping_name
    .byte 2, 1, 1
    .word 1

    .section .polkavm_exports,"aR",@progbits
    .byte 1
    .quad run_metadata
    .quad run

    .section .text.host_ping,"ax",@progbits
    .globl host_ping
host_ping:
    .word 0x0000000b        # a host call, which the linker tells by the two words behind
    .quad ping_metadata
    ret
