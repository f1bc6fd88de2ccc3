; What docs/assembly.md shows. test/text_assembler.c assembles it, and compares its listing with tour.listing.

; region: standard
; Two entries, as services have them: refine at code offset 0, accumulate at 5.
.equ LOG, 100                   ; a constant
.equ GREETING_LEN, greeting_end - greeting

.heap_pages 1
.stack 4096

.read_only                      ; from 0x10000
greeting:
        .u8 "hello, world\n", 0
greeting_end:
        .align 4
primes: .u32 2, 3, 5, 7

.read_write                     ; from 0x30000
count:  .u64 0

.code
        jump refine{4}          ; {4}: an offset of 4 octets, so that the next jump stands at 5
        jump accumulate{4}

refine:
        load_imm r7, greeting   ; a data label is its address
        load_imm r8, GREETING_LEN
        load_imm_jump r0, &.back, print ; a call: r0 gets the address that a jump_ind to .back takes
.back:                          ; a local label: refine.back
        load_u64 r9, [count]
        add_imm_64 r9, r9, 1
        store_u64 [count], r9
        load_imm_64 r0, 0xffff0000 ; the halt address
        jump_ind r0, 0

accumulate:
        trap

print:
        ecalli LOG
        jump_ind r0, 0
; endregion

; region: operands
every_format:
        trap                            ; nothing
        ecalli 17                       ; number
        load_imm_64 r7, 0x123456789abc  ; register, number of 64 bits
        store_imm_u32 [0x30000], 7      ; [address], number
        jump every_format               ; target
        load_imm r7, -1                 ; register, number
        jump_ind r7, 8                  ; register, number: jumps to r7 + 8
        load_u16 r7, [primes]           ; register, [address]
        store_u16 [count + 2], r7       ; [address], register
        store_imm_ind_u8 [r7 + 4], 'a'  ; [register + number], number
        load_imm_jump r7, 3, every_format ; register, number, target
        branch_lt_s_imm r7, -5, every_format ; register, number, target
        move_reg r7, r8                 ; register, register: destination first
        add_imm_64 r7, r8, -16          ; register, register, number: r7 = r8 - 16
        load_ind_i32 r7, [r8 - 8]       ; register, [register + number]
        store_ind_u64 [r8], r7          ; [register + number], register
        branch_eq r7, r8, every_format  ; register, register, target
        load_imm_jump_ind r0, 4, r8, 12 ; register, number, register, number: r0 = 4, jumps to r8 + 12
        sub_64 r7, r8, r9               ; register, register, register: r7 = r8 - r9
; endregion

; region: loop
sum:
        load_imm r9, 0
        fallthrough                     ; ends the block, so that .next may be jumped to
.next:
        add_64 r9, r9, r8
        add_imm_64 r8, r8, -1
        branch_ne_imm r8, 0, .next
        jump_ind r0, 0
; endregion

; region: exact
        jump 300{4}                     ; an offset of 4 octets where 2 would do
        store_imm_ind_u8 [r7 + 0{1}], 1{2} ; each immediate has its own length
        .instruction 0xc8, 0xd7, 0x09   ; add_64 r9, r7, r12, written with the register number 13
        .instruction 0x2b               ; no opcode: acts as trap
        trap
        .u8 1, 2, 3                     ; octets that no instruction starts with
; endregion
