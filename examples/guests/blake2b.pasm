; BLAKE2b-256, the hash of JAM (RFC 7693, without a key).
;
; Argument: the message. Result: its digest, 32 octets.
;
; Words have 8 octets; offsets in the tables are in octets.

.stack 0
.read_only
initial:
        .u64 0x6a09e667f3bcc908
        .u64 0xbb67ae8584caa73b
        .u64 0x3c6ef372fe94f82b
        .u64 0xa54ff53a5f1d36f1
        .u64 0x510e527fade682d1
        .u64 0x9b05688c2b3e6c1f
        .u64 0x1f83d9abfb41bd6b
        .u64 0x5be0cd19137e2179
sigma: ; which two words of m each G takes, 8 times 2 a round, 12 rounds
        .u8 0, 8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120
        .u8 112, 80, 32, 64, 72, 120, 104, 48, 8, 96, 0, 16, 88, 56, 40, 24
        .u8 88, 64, 96, 0, 40, 16, 120, 104, 80, 112, 24, 48, 56, 8, 72, 32
        .u8 56, 72, 24, 8, 104, 96, 88, 112, 16, 48, 40, 80, 32, 0, 120, 64
        .u8 72, 0, 40, 56, 16, 32, 80, 120, 112, 8, 88, 96, 48, 64, 24, 104
        .u8 16, 96, 48, 80, 0, 88, 64, 24, 32, 104, 56, 40, 120, 112, 8, 72
        .u8 96, 40, 8, 120, 112, 104, 32, 80, 0, 56, 48, 24, 72, 16, 64, 88
        .u8 104, 88, 56, 112, 96, 8, 24, 72, 40, 0, 120, 32, 64, 48, 16, 80
        .u8 48, 120, 112, 72, 88, 24, 0, 64, 96, 16, 104, 56, 8, 32, 80, 40
        .u8 80, 16, 64, 32, 56, 48, 8, 40, 120, 88, 72, 112, 24, 96, 104, 0
        .u8 0, 8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120
        .u8 112, 80, 32, 64, 72, 120, 104, 48, 8, 96, 0, 16, 88, 56, 40, 24
words: ; the four words of v that each G of a round works on
        .u8 0, 32, 64, 96
        .u8 8, 40, 72, 104
        .u8 16, 48, 80, 112
        .u8 24, 56, 88, 120
        .u8 0, 40, 80, 120
        .u8 8, 48, 88, 96
        .u8 16, 56, 64, 104
        .u8 24, 32, 72, 112
words_end:

.read_write
h:      .zero 64                        ; the digest so far
v:      .zero 128                       ; what the rounds work on
m:      .zero 128                       ; one block of the message

.code
; h = initial values, the first one mixed with digest length 32, fan-out 1 and depth 1
        load_imm r3, 0
        fallthrough
start:
        load_ind_u64 r9, [r3 + initial]
        store_ind_u64 [r3 + h], r9
        add_imm_64 r3, r3, 8
        branch_lt_u_imm r3, 64, start
        load_u64 r9, [h]
        xor_imm r9, r9, 0x01010020
        store_u64 [h], r9
        load_imm r2, 0                  ; r2: octets hashed so far
        fallthrough

; One block: r7 is what comes next of the message, r8 how much is left of it.
block:
        load_imm r3, 0
        fallthrough
clear:
        store_imm_ind_u64 [r3 + m], 0
        add_imm_64 r3, r3, 8
        branch_lt_u_imm r3, 128, clear
        load_imm r9, 128
        min_u r9, r9, r8                ; r9: octets of this block
        load_imm r3, 0
        fallthrough
copy:
        branch_ge_u r3, r9, copied
        add_64 r10, r7, r3
        load_ind_u8 r11, [r10]
        store_ind_u8 [r3 + m], r11
        add_imm_64 r3, r3, 1
        jump copy
copied:
        add_64 r7, r7, r9
        sub_64 r8, r8, r9
        add_64 r2, r2, r9

; v = h and the initial values, mixed with the count and, in the last block, turned over
        load_imm r3, 0
        fallthrough
prepare:
        load_ind_u64 r9, [r3 + h]
        store_ind_u64 [r3 + v], r9
        load_ind_u64 r9, [r3 + initial]
        store_ind_u64 [r3 + v + 64], r9
        add_imm_64 r3, r3, 8
        branch_lt_u_imm r3, 64, prepare
        load_u64 r9, [v + 96]
        xor r9, r9, r2
        store_u64 [v + 96], r9
        branch_ne_imm r8, 0, rounds
        load_u64 r9, [v + 112]
        xor_imm r9, r9, -1
        store_u64 [v + 112], r9
        fallthrough

rounds:
        load_imm r4, sigma            ; r4: the two words of m
        fallthrough
round:
        load_imm r5, words            ; r5: the four words of v
        fallthrough
mix:
        load_ind_u8 r3, [r5]            ; a, b, c, d are r9 to r12
        load_ind_u64 r9, [r3 + v]
        load_ind_u8 r3, [r5 + 1]
        load_ind_u64 r10, [r3 + v]
        load_ind_u8 r3, [r5 + 2]
        load_ind_u64 r11, [r3 + v]
        load_ind_u8 r3, [r5 + 3]
        load_ind_u64 r12, [r3 + v]
        load_ind_u8 r3, [r4]
        load_ind_u64 r3, [r3 + m]
        add_64 r9, r9, r10              ; a += b + x
        add_64 r9, r9, r3
        xor r12, r12, r9                ; d = (d ^ a) >>> 32
        rot_r_64_imm r12, r12, 32
        add_64 r11, r11, r12            ; c += d
        xor r10, r10, r11               ; b = (b ^ c) >>> 24
        rot_r_64_imm r10, r10, 24
        load_ind_u8 r3, [r4 + 1]
        load_ind_u64 r3, [r3 + m]
        add_64 r9, r9, r10              ; a += b + y
        add_64 r9, r9, r3
        xor r12, r12, r9                ; d = (d ^ a) >>> 16
        rot_r_64_imm r12, r12, 16
        add_64 r11, r11, r12            ; c += d
        xor r10, r10, r11               ; b = (b ^ c) >>> 63
        rot_r_64_imm r10, r10, 63
        load_ind_u8 r3, [r5]
        store_ind_u64 [r3 + v], r9
        load_ind_u8 r3, [r5 + 1]
        store_ind_u64 [r3 + v], r10
        load_ind_u8 r3, [r5 + 2]
        store_ind_u64 [r3 + v], r11
        load_ind_u8 r3, [r5 + 3]
        store_ind_u64 [r3 + v], r12
        add_imm_64 r4, r4, 2
        add_imm_64 r5, r5, 4
        branch_lt_u_imm r5, words_end, mix
        branch_lt_u_imm r4, words, round

; h ^= both halves of v
        load_imm r3, 0
        fallthrough
finish:
        load_ind_u64 r9, [r3 + h]
        load_ind_u64 r10, [r3 + v]
        load_ind_u64 r11, [r3 + v + 64]
        xor r9, r9, r10
        xor r9, r9, r11
        store_ind_u64 [r3 + h], r9
        add_imm_64 r3, r3, 8
        branch_lt_u_imm r3, 64, finish
        branch_ne_imm r8, 0, block

        load_imm r7, h
        load_imm r8, 32
        jump_ind r0, 0
