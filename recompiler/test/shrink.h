/* Makes a trial that fails smaller while it keeps failing. */
#ifndef PVMR_SHRINK_H
#define PVMR_SHRINK_H

#include "trial.h"

typedef const char *try_t(const trial_t *trial);

typedef struct shrinking {
    trial_t *trial;
    try_t *try_it;
    uint32_t attempts; /* that are left: who looks for a bug does not wait for ever */
} shrinking_t;

static bool still_fails(shrinking_t *shrinking)
{
    if (shrinking->attempts == 0)
        return false;
    shrinking->attempts--;
    return shrinking->try_it(shrinking->trial) != NULL;
}

/* Copies, with len octets at pc left out or, if fills, made fallthroughs. */
static parts_t changed(const parts_t *parts, size_t pc, size_t len, bool fills)
{
    parts_t out = *parts;
    out.code_len = fills ? parts->code_len : parts->code_len - len;
    out.code = calloc(out.code_len + 1, 1);
    out.bitmask = calloc(out.code_len / 8 + 1, 1);
    for (size_t i = 0; i < out.code_len; i++) {
        const bool is_filled = fills && i >= pc && i < pc + len;
        const size_t from = fills || i < pc ? i : i + len;
        out.code[i] = is_filled ? 1 : parts->code[from];
        out.bitmask[i / 8] |= (uint8_t)((is_filled || has_start(parts, from)) << i % 8);
    }
    return out;
}

/* What a change makes stays if the trial still fails. */
static bool fails_with(shrinking_t *shrinking, parts_t parts)
{
    const parts_t before = shrinking->trial->parts;
    shrinking->trial->parts = parts;
    if (still_fails(shrinking)) {
        free_parts((parts_t *)&before);
        return true;
    }
    shrinking->trial->parts = before;
    free_parts(&parts);
    return false;
}

static void shrink_rounds(shrinking_t *shrinking)
{
    while (shrinking->trial->rounds > 1) {
        shrinking->trial->rounds--;
        if (!still_fails(shrinking)) {
            shrinking->trial->rounds++;
            return;
        }
    }
}

static void shrink_table(shrinking_t *shrinking)
{
    while (shrinking->trial->parts.table_len > 0) {
        shrinking->trial->parts.table_len--;
        if (!still_fails(shrinking)) {
            shrinking->trial->parts.table_len++;
            return;
        }
    }
}

/* Leaves out pieces, from half of the code down to single octets. */
static bool leave_out(shrinking_t *shrinking)
{
    const parts_t *const parts = &shrinking->trial->parts;
    bool is_smaller = false;
    for (size_t piece = parts->code_len / 2; piece > 0; piece /= 2) {
        for (size_t left = parts->code_len; left >= piece && shrinking->attempts != 0; left -= piece) /* from the end */
            is_smaller = fails_with(shrinking, changed(parts, left - piece, piece, false)) || is_smaller;
    }
    return is_smaller;
}

/* Instructions that do not matter become fallthroughs, which keeps the distances of jumps. */
static bool fill_up(shrinking_t *shrinking)
{
    const parts_t *const parts = &shrinking->trial->parts;
    bool is_simpler = false;
    for (size_t pc = 0, next; pc < parts->code_len && shrinking->attempts != 0; pc = next) {
        for (next = pc + 1; next < parts->code_len && !has_start(parts, next);)
            next++;
        const bool is_fallthrough = next == pc + 1 && parts->code[pc] == 1;
        is_simpler = (!is_fallthrough && fails_with(shrinking, changed(parts, pc, next - pc, true))) || is_simpler;
    }
    return is_simpler;
}

static void shrink(trial_t *trial, try_t *try_it)
{
    shrinking_t shrinking = {trial, try_it, 20000};
    shrink_rounds(&shrinking);
    while (leave_out(&shrinking) || fill_up(&shrinking))
        shrink_rounds(&shrinking);
    shrink_table(&shrinking);
}

#endif
