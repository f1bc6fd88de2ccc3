/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/listing.c: change that one. */
#include "pvm_prefix_recompiler.h"
#include "listing.h"
#include "assemble.h"
#include "disasm.h"

#define COMMENT_COLUMN 48
#define OCTETS_PER_LINE 16
#define CHARACTERS_PER_LINE 60
#define ENTRIES_PER_LINE 8

/* Shorter runs of zeros or of printable characters are written as octets. */
#define MIN_ZEROS 8
#define MIN_CHARACTERS 6

/* ---- Lines ------------------------------------------------------------- */

typedef struct sink {
    char *text; /* NULL: only the length is wanted */
    size_t len;
} sink_t;

static void end_line(sink_t *sink, pvmi_line_t *line)
{
    if (sink->text != NULL) {
        memcpy(sink->text + sink->len, line->text, line->len);
        sink->text[sink->len + line->len] = '\n';
    }
    sink->len += line->len + 1;
    line->len = 0;
}

static void put_line(sink_t *sink, const char *text)
{
    pvmi_line_t line = {.len = 0};
    pvmi_put_text(&line, text);
    end_line(sink, &line);
}

/* A directive with one number. */
static void put_setting(sink_t *sink, const char *name, uint64_t number)
{
    pvmi_line_t line = {.len = 0};
    pvmi_put_text(&line, name);
    pvmi_put_char(&line, ' ');
    pvmi_put_decimal(&line, number);
    end_line(sink, &line);
}

static void begin_statement(pvmi_line_t *line, const char *text)
{
    line->len = 0;
    pvmi_put_text(line, "        ");
    pvmi_put_text(line, text);
}

static void begin_comment(pvmi_line_t *line)
{
    do
        pvmi_put_char(line, ' ');
    while (line->len < COMMENT_COLUMN);
    pvmi_put_text(line, "; ");
}

/* ---- Octets ------------------------------------------------------------ */

/* Octets that are no instructions, and what the comments call the first of them. */
typedef struct octets {
    const uint8_t *at;
    uint64_t len;
    uint64_t place;
    uint64_t fill_left; /* what the assembler would still fill in one section */
    bool has_addresses; /* places are guest addresses, else offsets */
} octets_t;

/* Zeros that come next, as far as they may be filled in. */
static uint64_t zeros_at(const octets_t *octets, uint64_t limit)
{
    uint64_t count = 0;
    if (limit > octets->fill_left)
        limit = octets->fill_left;
    while (count < octets->len && count < limit && octets->at[count] == 0)
        count++;
    return count;
}

/* Characters that come next. */
static uint64_t characters_at(const octets_t *octets, uint64_t limit)
{
    uint64_t count = 0;
    while (count < octets->len && count < limit &&
           ((octets->at[count] >= ' ' && octets->at[count] <= '~') || octets->at[count] == '\n'))
        count++;
    return count;
}

/* Finishes the line about the first `count` octets, and goes on behind them. */
static void end_octets(sink_t *sink, pvmi_line_t *line, octets_t *octets, uint64_t count)
{
    begin_comment(line);
    if (octets->has_addresses)
        pvmi_put_hex(line, octets->place, 8);
    else
        pvmi_put_decimal(line, octets->place);
    end_line(sink, line);
    octets->at += count;
    octets->len -= count;
    octets->place += count;
}

static void put_octet(pvmi_line_t *line, uint8_t octet, bool is_first)
{
    pvmi_put_text(line, is_first ? " " : ", ");
    pvmi_put_hex(line, octet, 2);
}

static void list_characters(sink_t *sink, octets_t *octets)
{
    pvmi_line_t line;
    begin_statement(&line, ".u8 \"");
    const uint64_t count = characters_at(octets, CHARACTERS_PER_LINE);
    for (uint64_t i = 0; i < count; i++) {
        const char character = (char)octets->at[i];
        if (character == '"' || character == '\\' || character == '\n')
            pvmi_put_char(&line, '\\');
        pvmi_put_char(&line, character == '\n' ? 'n' : character);
    }
    pvmi_put_char(&line, '"');
    end_octets(sink, &line, octets, count);
}

static void list_zeros(sink_t *sink, octets_t *octets, uint64_t count)
{
    pvmi_line_t line;
    begin_statement(&line, ".zero ");
    pvmi_put_decimal(&line, count);
    octets->fill_left -= count;
    end_octets(sink, &line, octets, count);
}

/* Up to 16 octets as they are, fewer if something follows that reads better in another form. */
static void list_plain_octets(sink_t *sink, octets_t *octets)
{
    pvmi_line_t line;
    begin_statement(&line, ".u8");
    octets_t ahead = *octets;
    do {
        put_octet(&line, *ahead.at, ahead.at == octets->at);
        ahead.at++;
        ahead.len--;
    } while (ahead.len != 0 && ahead.at < octets->at + OCTETS_PER_LINE && zeros_at(&ahead, MIN_ZEROS) < MIN_ZEROS &&
             characters_at(&ahead, MIN_CHARACTERS) < MIN_CHARACTERS);
    end_octets(sink, &line, octets, octets->len - ahead.len);
}

static void list_octets(sink_t *sink, octets_t octets)
{
    octets.fill_left = PVMI_MAX_FILL;
    bool in_characters = false;
    while (octets.len != 0) {
        const uint64_t zeros = zeros_at(&octets, octets.len);
        const bool characters = characters_at(&octets, MIN_CHARACTERS) >= (in_characters ? 1 : MIN_CHARACTERS);
        if (zeros >= MIN_ZEROS)
            list_zeros(sink, &octets, zeros);
        else if (characters)
            list_characters(sink, &octets);
        else
            list_plain_octets(sink, &octets);
        in_characters = characters; /* what is left of a string when its line is full */
    }
}

/* ---- Code -------------------------------------------------------------- */

/* First instruction at or behind pc; code_len if there is none. */
static uint64_t instruction_from(const pvm_program_t *program, uint64_t pc)
{
    while (pc < program->code_len) {
        const uint64_t bits = program->mask[pc / 64] >> (pc % 64);
        if (bits != 0) {
            pc += (uint64_t)__builtin_ctzll(bits);
            break;
        }
        pc = (pc / 64 + 1) * 64;
    }
    return pc < program->code_len ? pc : program->code_len;
}

/*
 * Would the assembler make these very octets of the instruction's text, with the lengths that *out_written says? Not if
 * there are ignored bits in them, or ignored octets, or too few.
 */
static bool is_assembled(const pvm_program_t *program, uint64_t pc, uint64_t len, const pvmi_instruction_t *instruction,
                         pvmi_lengths_t *out_written)
{
    uint8_t encoded[PVMI_MAX_ENCODED];
    const uint8_t *const octets = program->code + pc;
    pvmi_lengths_t lengths;
    if (pvmi_opcode_at(program, pc) == PVMI_NO_OPCODE || !pvmi_lengths_of(octets, len, instruction->opcode, &lengths))
        return false;
    pvmi_encode(instruction, pc, octets[0], lengths, encoded);
    if (memcmp(encoded, octets, (size_t)len) != 0)
        return false;
    const pvmi_lengths_t shortest = pvmi_shortest_lengths(instruction, pc);
    out_written->first = lengths.first == shortest.first ? PVMI_ANY_LENGTH : lengths.first;
    out_written->last = lengths.last == shortest.last ? PVMI_ANY_LENGTH : lengths.last;
    return true;
}

/* The octets themselves, with what they mean behind them. */
static void list_raw_instruction(sink_t *sink, const pvm_program_t *program, uint64_t pc, uint64_t len,
                                 const pvmi_instruction_t *instruction)
{
    pvmi_line_t line;
    begin_statement(&line, ".instruction");
    const uint64_t in_line = len < OCTETS_PER_LINE ? len : OCTETS_PER_LINE;
    for (uint64_t i = 0; i < in_line; i++)
        put_octet(&line, program->code[pc + i], i == 0);
    begin_comment(&line);
    pvmi_put_decimal(&line, pc);
    pvmi_put_text(&line, ": ");
    if (pvmi_opcode_at(program, pc) == PVMI_NO_OPCODE)
        pvmi_put_text(&line, "undefined, acts as ");
    pvmi_put_instruction(&line, NULL, instruction, PVMI_ANY_LENGTHS);
    end_line(sink, &line);
    list_octets(sink, (octets_t){.at = program->code + pc + in_line, .len = len - in_line, .place = pc + in_line});
}

static void list_instruction(sink_t *sink, const pvm_program_t *program, uint64_t pc, uint64_t len)
{
    pvmi_line_t line = {.len = 0};
    if (pvmi_is_block_start(program, pc)) {
        pvmi_put_target(&line, program, pc);
        pvmi_put_char(&line, ':');
        end_line(sink, &line);
    }
    pvmi_instruction_t instruction;
    pvmi_decode(program, pc, &instruction);
    pvmi_lengths_t written;
    if (!is_assembled(program, pc, len, &instruction, &written)) {
        list_raw_instruction(sink, program, pc, len, &instruction);
        return;
    }
    begin_statement(&line, "");
    pvmi_put_instruction(&line, program, &instruction, written);
    begin_comment(&line);
    pvmi_put_decimal(&line, pc);
    end_line(sink, &line);
}

static void list_code(sink_t *sink, const pvm_program_t *program)
{
    uint64_t pc = instruction_from(program, 0);
    list_octets(sink, (octets_t){.at = program->code, .len = pc});
    while (pc < program->code_len) {
        const uint64_t next = instruction_from(program, pc + 1);
        list_instruction(sink, program, pc, next - pc);
        pc = next;
    }
}

static void list_jump_table(sink_t *sink, const pvm_program_t *program)
{
    const uint64_t len = program->jump_table_len;
    uint64_t all = 0;
    for (uint64_t i = 0; program->jump_table != NULL && i < len; i++)
        all |= program->jump_table[i];
    if (program->jump_entry_size != pvmi_jump_entry_size(all, len))
        put_setting(sink, ".jump_entry_size", program->jump_entry_size);
    if (len != 0 && program->jump_table == NULL) {
        pvmi_line_t line = {.len = 0};
        pvmi_put_text(&line, ".jump_fill ");
        pvmi_put_decimal(&line, len);
        pvmi_put_text(&line, ", 0");
        end_line(sink, &line);
        return;
    }
    for (uint64_t i = 0; i < len; i += ENTRIES_PER_LINE) {
        pvmi_line_t line = {.len = 0};
        pvmi_put_text(&line, ".jump_table ");
        for (uint64_t entry = i; entry < len && entry < i + ENTRIES_PER_LINE; entry++) {
            if (entry != i)
                pvmi_put_text(&line, ", ");
            pvmi_put_target(&line, program, program->jump_table[entry]);
        }
        end_line(sink, &line);
    }
}

/* ---- Programs ---------------------------------------------------------- */

static void list_sections(sink_t *sink, const pvm_program_t *program)
{
    const pvmi_standard_t *const standard = &program->standard;
    if (standard->metadata != NULL) {
        put_line(sink, ".metadata");
        list_octets(sink, (octets_t){.at = standard->metadata, .len = standard->metadata_len});
    }
    put_setting(sink, ".heap_pages", standard->heap_pages);
    put_setting(sink, ".stack", standard->stack_size);
    if (standard->read_only_len != 0) {
        put_line(sink, ".read_only");
        list_octets(sink, (octets_t){.at = standard->read_only,
                                     .len = standard->read_only_len,
                                     .place = PVMI_READ_ONLY_ADDRESS,
                                     .has_addresses = true});
    }
    if (standard->read_write_len != 0) {
        put_line(sink, ".read_write");
        list_octets(sink, (octets_t){.at = standard->read_write,
                                     .len = standard->read_write_len,
                                     .place = pvmi_read_write_address(standard->read_only_len),
                                     .has_addresses = true});
    }
}

static void list_invalid_code(sink_t *sink, const pvm_program_t *program)
{
    pvmi_line_t line = {.len = 0};
    pvmi_put_text(&line, ".blob ; no valid program: ");
    pvmi_put_text(&line, program->defect.message);
    pvmi_put_text(&line, ", octet ");
    pvmi_put_decimal(&line, program->defect.offset);
    end_line(sink, &line);
    list_octets(sink, (octets_t){.at = program->code_blob, .len = program->code_blob_len});
}

static void list_program(sink_t *sink, const pvm_program_t *program)
{
    if (program->instruction_set == PVM_INSTRUCTION_SET_GP_0_7_2_UNLIKELY)
        put_line(sink, "; instruction set 0.7.2+unlikely");
    if (program->is_standard)
        list_sections(sink, program);
    if (!program->is_valid) {
        list_invalid_code(sink, program);
        return;
    }
    if (program->is_standard)
        put_line(sink, ".code");
    list_jump_table(sink, program);
    list_code(sink, program);
}

size_t pvmi_list(const pvm_program_t *program, char *text, size_t size)
{
    sink_t measured = {0};
    list_program(&measured, program);
    if (text != NULL && measured.len < size) {
        sink_t sink = {.text = text};
        list_program(&sink, program);
        text[sink.len] = 0;
    }
    return measured.len;
}
