; Counts the primes below N with the sieve of Eratosthenes.
;
; Argument: N, 4 octets. Result: how many, 8 octets.

.stack 4096
.code
        load_ind_u32 r2, [r7]           ; r2: N
        sbrk r3, r2                     ; r3: the sieve, one octet per number, all 0; heap pages come as zeros
        load_imm r4, 2                  ; r4: the number looked at
        load_imm r5, 0                  ; r5: primes so far
        fallthrough                     ; a jump needs a block start, and only a terminator makes one
number:
        branch_ge_u r4, r2, done
        add_64 r6, r3, r4
        load_ind_u8 r9, [r6]
        branch_ne_imm r9, 0, next      ; crossed out: a multiple of something smaller
        add_imm_64 r5, r5, 1
        mul_64 r10, r4, r4              ; smaller multiples are crossed out already
        fallthrough
multiple:
        branch_ge_u r10, r2, next
        add_64 r6, r3, r10
        store_imm_ind_u8 [r6], 1
        add_64 r10, r10, r4
        jump multiple
next:
        add_imm_64 r4, r4, 1
        jump number
done:
        add_imm_64 r7, r1, -8           ; the result goes to the top of the stack
        store_ind_u64 [r7], r5
        load_imm r8, 8
        jump_ind r0, 0                  ; r0 holds the halt address
