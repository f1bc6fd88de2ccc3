; A counter service: adds an amount to the number stored under a key.
;
; Argument: the amount, 8 octets, and the key, all the rest.
; Result: the number before and the number after, 8 octets each.
;
; Host calls, with JAM's numbers: gas = 0, read = 3, write = 4, log = 100.

.stack 4096
.read_only
target: .u8 "counter"
message: .u8 "updated"
message_end:

.code
        branch_lt_u_imm r8, 9, refuse  ; no key
        load_ind_u64 r2, [r7]           ; r2: the amount
        add_imm_64 r3, r7, 8            ; r3, r4: the key and its length
        add_imm_64 r4, r8, -8
        add_imm_64 r5, r1, -16          ; r5: the result, on the stack

; gas: r7 is what is left
        ecalli 0
        branch_lt_u_imm r7, 200, refuse

; read(service: itself, key, length, target, offset, most): r7 is the length of the value, or -1 if there is none
        load_imm r7, -1
        move_reg r8, r3
        move_reg r9, r4
        move_reg r10, r5
        load_imm r11, 0
        load_imm r12, 8
        ecalli 3
        branch_eq_imm r7, -1, add      ; fresh stack pages are zero
        branch_ne_imm r7, 8, refuse    ; not a number of ours

add:
        load_ind_u64 r6, [r5]
        add_64 r6, r6, r2
        store_ind_u64 [r5 + 8], r6

; write(key, length, value, length): r7 is the length of the old value
        move_reg r7, r3
        move_reg r8, r4
        add_imm_64 r9, r5, 8
        load_imm r10, 8
        ecalli 4

; log(level: information, target, length, message, length)
        load_imm r7, 2
        load_imm r8, target
        load_imm r9, message - target
        load_imm r10, message
        load_imm r11, message_end - message
        ecalli 100

        move_reg r7, r5
        load_imm r8, 16
        jump_ind r0, 0
refuse:
        trap
