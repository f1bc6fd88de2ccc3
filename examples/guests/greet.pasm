; Asks its host to print the argument, and gives back what the host answers.
;
; Argument: a text. Result: the host's answer, 8 octets. Host call 1: r7 and r8 say where the text is; the answer is in r7.

.stack 4096
.code
        ecalli 1                        ; r7 and r8 are the argument already
        add_imm_64 r9, r1, -8           ; r1: the top of the stack
        store_ind_u64 [r9], r7
        move_reg r7, r9
        load_imm r8, 8
        jump_ind r0, 0                  ; r0: the halt address
