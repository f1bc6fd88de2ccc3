; A guest that runs a program of its own on an inner machine: gives it memory and numbers, answers its host call, takes
; its result, lets it fault, and removes it.
;
; Argument: none. Result, 8 octets each: the answer that the inner program stored, the gas that it had left when it
; halted, the page that it faulted on, the pc that expunge gave, and what peek says of a machine that is gone.
;
; Host calls, with JAM's numbers: machine = 8, peek = 9, poke = 10, pages = 11, invoke = 12, expunge = 13.

.equ OK, 0
.equ HALT, 0
.equ FAULT, 2
.equ HOST, 3
.equ PAGE, 0x10000                      ; where the inner program has its numbers
.equ FIRST_PAGE, 16
.equ READ_WRITE, 2

.stack 0
.read_only
program:                                ; inner_sum.pasm
        .u8 0x00, 0x00, 0x17, 0x33, 0x09, 0x01, 0x82, 0x7a, 0xc8, 0xa9, 0x09, 0x95, 0x77, 0x08, 0x95, 0x88
        .u8 0xff, 0x52, 0x08, 0xf5, 0x0a, 0x07, 0x7b, 0x79, 0x32, 0x00, 0x2d, 0x49, 0x2a
program_end:
numbers:
        .u64 1, 10, 100, 1000, 10000
numbers_end:

.read_write
state:                                  ; what invoke takes and gives: gas, then r0 to r12
        .u64 1000                       ; gas
        .u64 0xffff0000                 ; r0: a jump there halts
        .zero 48
        .u64 PAGE                       ; r7: the numbers
        .u64 5                          ; r8: how many
        .zero 32
result: .zero 40

.code
; machine(program, length, pc): its number, kept in r2
        load_imm r7, program
        load_imm r8, program_end - program
        load_imm r9, 0
        ecalli 8
        move_reg r2, r7

; pages(number, first page, count, access), and poke(number, source, target, length)
        load_imm r8, FIRST_PAGE
        load_imm r9, 1
        load_imm r10, READ_WRITE
        ecalli 11
        branch_ne_imm r7, OK, fail
        move_reg r7, r2
        load_imm r8, numbers
        load_imm r9, PAGE
        load_imm r10, numbers_end - numbers
        ecalli 10
        branch_ne_imm r7, OK, fail

; invoke(number, state): it stops at its host call 7 with the sum in r9; the answer is twice the sum
        move_reg r7, r2
        load_imm r8, state
        ecalli 12
        branch_ne_imm r7, HOST, fail
        branch_ne_imm r8, 7, fail
        load_u64 r9, [state + 80]
        add_64 r9, r9, r9
        store_u64 [state + 80], r9
        move_reg r7, r2
        load_imm r8, state
        ecalli 12
        branch_ne_imm r7, HALT, fail
        load_u64 r9, [state]
        store_u64 [result + 8], r9

; peek(number, target, source, length)
        move_reg r7, r2
        load_imm r8, result
        load_imm r9, PAGE + numbers_end - numbers
        load_imm r10, 8
        ecalli 9
        branch_ne_imm r7, OK, fail

; After a halt it starts over. r7 is now behind the numbers; a page further there is nothing.
        load_imm r9, PAGE + 4096
        store_u64 [state + 64], r9
        load_imm r9, 1
        store_u64 [state + 72], r9
        move_reg r7, r2
        load_imm r8, state
        ecalli 12
        branch_ne_imm r7, FAULT, fail
        store_u64 [result + 16], r8

; expunge(number): its pc, which is that of the load
        move_reg r7, r2
        ecalli 13
        store_u64 [result + 24], r7
        move_reg r7, r2
        load_imm r8, result
        load_imm r9, PAGE
        load_imm r10, 8
        ecalli 9
        store_u64 [result + 32], r7

        load_imm r7, result
        load_imm r8, 40
        jump_ind r0, 0
fail:
        trap
