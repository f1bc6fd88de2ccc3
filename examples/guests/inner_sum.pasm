; A bare program: sums r8 numbers of 8 octets at r7, asks its host about the sum, and stores the answer behind them.
; inner_machines.pasm carries its octets.

        load_imm r9, 0
        fallthrough
more:
        load_ind_u64 r10, [r7]
        add_64 r9, r9, r10
        add_imm_64 r7, r7, 8
        add_imm_64 r8, r8, -1
        branch_ne_imm r8, 0, more
        ecalli 7                        ; r9: the sum, and then the answer
        store_ind_u64 [r7], r9
        jump_ind r0, 0
