/*
 * Runs the corpus (its language is told in corpus_case.h) on whatever library it is linked with: each case in both gas
 * models, at once and one instruction at a time. Then looks whether every opcode of the table was executed.
 */
#define TAP_OWN_MAIN
#include "corpus_case.h"

#include "../opcodes.h"

#include <dirent.h>

/* ---- What a machine should hold ---------------------------------------- */

#define MAX_PAGES 64

typedef struct page {
    uint32_t address;
    uint8_t octets[PVM_PAGE_SIZE];
} page_t;

/* The state that the corpus expects, brought up to date step by step. */
typedef struct expected {
    uint64_t registers[PVM_REGISTER_COUNT];
    uint64_t gas;
    page_t pages[MAX_PAGES];
    unsigned page_count;
} expected_t;

typedef struct run {
    const corpus_case_t *owner;
    unsigned line;
    pvm_gas_model_t model;
    bool by_steps;
    pvm_program_t *program;
    pvm_vm_t *vm;
    expected_t expected;
    pvm_result_t last; /* of the step before */
} run_t;

static run_t run;
static bool is_executed[PVMI_OPCODE_COUNT];

#define MISTAKE(...) corpus_mistake(run.owner->file, run.line, __VA_ARGS__)
#define WRONG(format, ...)                                                                                             \
    FAIL("%s:%u, %s gas, %s: " format, run.owner->file, run.line,                                                      \
         run.model == PVM_GAS_MODEL_BLOCK ? "block" : "instruction", run.by_steps ? "step by step" : "at once",        \
         __VA_ARGS__)

static uint64_t number(const char *text)
{
    char *end;
    const uint64_t value = text[0] == '-' ? 0 - strtoull(text + 1, &end, 0) : strtoull(text, &end, 0);
    if (end == text || (*end != 0 && strchr(":/+]", *end) == NULL))
        MISTAKE("\"%s\" is no number", text);
    return value;
}

static page_t *expected_page(uint64_t address)
{
    for (unsigned i = 0; i < run.expected.page_count; i++) {
        if (run.expected.pages[i].address == (address & ~(uint64_t)0xfff))
            return &run.expected.pages[i];
    }
    return NULL;
}

static void expect_zero_pages(uint64_t address, uint64_t length)
{
    for (; length != 0; address += PVM_PAGE_SIZE, length -= PVM_PAGE_SIZE) {
        page_t *page = expected_page(address);
        if (page == NULL && run.expected.page_count == MAX_PAGES)
            MISTAKE("more than %d pages", MAX_PAGES);
        if (page == NULL)
            page = &run.expected.pages[run.expected.page_count++];
        *page = (page_t){.address = (uint32_t)address};
    }
}

/* Octets in hex at an address, of what is expected; also into the machine if `writes`. */
static void put_octets(uint64_t address, const char *hex, bool writes)
{
    for (; hex[0] != 0; hex += 2, address++) {
        unsigned octet;
        page_t *const page = expected_page(address);
        if (page == NULL || sscanf(hex, "%2x", &octet) != 1)
            MISTAKE("no page for octets at 0x%" PRIx64 ", or no octets: %s", address, hex);
        page->octets[address & 0xfff] = (uint8_t)octet;
        if (writes)
            OK(pvm_vm_initialize_memory(run.vm, (uint32_t)address, &page->octets[address & 0xfff], 1, NULL));
    }
}

/* ---- Inputs ------------------------------------------------------------ */

static void map_pages(uint64_t address, uint64_t length, const char *access)
{
    OK(pvm_vm_map_memory(run.vm, (uint32_t)address, length,
                         is_word(access, "read-write") ? PVM_ACCESS_READ_WRITE : PVM_ACCESS_READ));
    expect_zero_pages(address, length);
}

static void set_layout(const words_t *words)
{
    const size_t rw_size = number(words->at[1] + strlen("rw=")), stack_size = number(words->at[2] + strlen("stack="));
    uint8_t *const zeros = calloc(rw_size + 1, 1);
    const pvm_status_t status = pvm_vm_set_memory_regions(run.vm, zeros, rw_size, NULL, 0, NULL, 0, NULL, stack_size);
    free(zeros);
    OK(status);
    expect_zero_pages(0x20000, (rw_size + 0xfff) / 0x1000 * 0x1000);
    const uint64_t stack = (stack_size + 0xfff) / 0x1000 * 0x1000;
    expect_zero_pages(PVM_STACK_TOP - stack, stack);
}

static void apply_settings(void)
{
    for (unsigned i = 0; i < run.owner->setting_count; i++) {
        const words_t *const words = &run.owner->settings[i];
        if (words->count == 4 && is_word(words->at[0], "map"))
            map_pages(number(words->at[1]), number(words->at[2]), words->at[3]);
        else if (words->count == 3 && is_word(words->at[0], "data"))
            put_octets(number(words->at[1]), words->at[2], true);
        else if (words->count == 3 && is_word(words->at[0], "layout"))
            set_layout(words);
        else
            MISTAKE("bad setting \"%s\"", words->at[0]);
    }
}

/* rN=VALUE or [ADDRESS]=HEX, which inputs and changes have in common. */
static bool apply_register_or_memory(const char *word, bool is_input)
{
    const char *const value = strchr(word, '=');
    if (value == NULL)
        return false;
    if (word[0] == '[') {
        put_octets(number(word + 1), value + 1, is_input);
        return true;
    }
    if (word[0] != 'r' || word[1] < '0' || word[1] > '9')
        return false;
    const uint32_t index = (uint32_t)number((const char[]){word[1], word[2] == '=' ? 0 : word[2], 0});
    run.expected.registers[index] = number(value + 1);
    if (is_input)
        OK(pvm_vm_set_register(run.vm, index, run.expected.registers[index]));
    return true;
}

static void apply_input(const char *word)
{
    if (apply_register_or_memory(word, true))
        return;
    if (strncmp(word, "gas=", 4) == 0) {
        pvm_vm_set_gas(run.vm, number(word + 4));
    } else if (strncmp(word, "pc=", 3) == 0) {
        pvm_vm_set_pc(run.vm, number(word + 3));
        run.last = PVM_RESULT_STEPPED;
    } else if (strncmp(word, "map=", 4) == 0 && strchr(word, '+') != NULL && strchr(word, ':') != NULL) {
        map_pages(number(word + 4), number(strchr(word, '+') + 1), strchr(word, ':') + 1);
    } else {
        MISTAKE("unknown input \"%s\"", word);
    }
}

/* ---- Running ----------------------------------------------------------- */

/* The instruction that the next step runs, noted as executed. */
static void note_opcode(void)
{
    char text[PVM_MAX_INSTRUCTION_TEXT];
    size_t len;
    uint64_t pc = pvm_vm_get_pc(run.vm), next;
    OK(pvm_program_disassemble(run.program, pc, text, sizeof text, &len, &next));
    if (run.last == PVM_RESULT_HOST_CALL)
        OK(pvm_program_disassemble(run.program, next, text, sizeof text, &len, &next));
#define AS_NAME(n072, nunl, id, mnemonic, ...) mnemonic,
    static const char *const names[] = {PVMI_OPCODES(AS_NAME)};
    text[strcspn(text, " ")] = 0;
    for (size_t i = 0; i < COUNT(names); i++)
        is_executed[i] = is_executed[i] || strcmp(names[i], text) == 0;
}

static pvm_result_t go_on(void)
{
    if (!run.by_steps)
        return pvm_vm_resume(run.vm);
    pvm_result_t result;
    do {
        note_opcode();
        result = run.last = pvm_vm_step(run.vm, 1);
    } while (result == PVM_RESULT_STEPPED);
    return result;
}

/* ---- Expectations ------------------------------------------------------ */

static bool is_result(const char *word)
{
    for (int result = PVM_RESULT_OK; result <= PVM_RESULT_FAULT; result++) {
        if (is_word(word, pvm_result_name((pvm_result_t)result)))
            return true;
    }
    return false;
}

static const char *kind_name(pvm_trap_kind_t kind)
{
    static const char *const names[] = {"none",       "trap",        "bad-jump",   "low-address",
                                        "load-fault", "store-fault", "host-error", "invalid-program"};
    return kind < COUNT(names) ? names[kind] : "unknown";
}

static void expect_number(const char *what, uint64_t expected, uint64_t got)
{
    if (expected != got)
        WRONG("%s: expected 0x%" PRIx64 ", got 0x%" PRIx64, what, expected, got);
}

/* One word of what is said of the exit; false if it is something else. */
static bool check_exit_word(const char *word, const pvm_state_t *state, const char **kind)
{
    const char *const value = strchr(word, '=') == NULL ? "" : strchr(word, '=') + 1;
    if (is_result(word)) {
        if (!is_word(word, pvm_result_name(state->result)))
            WRONG("expected %s, got %s at 0x%" PRIx64, word, pvm_result_name(state->result), state->pc);
    } else if (strncmp(word, "pc=", 3) == 0) {
        expect_number("pc", number(value), state->pc);
    } else if (strncmp(word, "cost=", 5) == 0) {
        const char *const by_block = strchr(value, '/');
        const uint64_t cost = number(run.model == PVM_GAS_MODEL_BLOCK && by_block != NULL ? by_block + 1 : value);
        expect_number("gas used", cost, run.expected.gas - state->gas);
    } else if (strncmp(word, "id=", 3) == 0) {
        expect_number("host call", number(value), state->host_call);
    } else if (strncmp(word, "page=", 5) == 0) {
        expect_number("page", number(value), state->fault_address);
    } else if (strchr(word, '=') == NULL) {
        *kind = word;
    } else {
        return false;
    }
    return true;
}

static void check_exit(const step_t *step, const pvm_state_t *state)
{
    const bool says_it = step->expected.count > 0 && is_result(step->expected.at[0]);
    const words_t *const words = says_it ? &step->expected : &run.owner->ends;
    const char *kind = "none";
    if (words->count < 3)
        MISTAKE("nothing says how this ends%s", "");
    for (unsigned i = 0; i < words->count; i++)
        check_exit_word(words->at[i], state, &kind);
    if (!is_word(kind, kind_name(state->trap_kind)))
        WRONG("expected %s, got %s", kind, kind_name(state->trap_kind));
}

static void check_registers_and_memory(const step_t *step, const pvm_state_t *state)
{
    const char *kind;
    for (unsigned i = 0; i < step->expected.count; i++) {
        const char *const word = step->expected.at[i];
        if (!apply_register_or_memory(word, false) && !check_exit_word(word, state, &kind))
            MISTAKE("unknown expectation \"%s\"", word);
    }
    for (unsigned i = 0; i < PVM_REGISTER_COUNT; i++) {
        char name[16];
        snprintf(name, sizeof name, "r%u", i);
        expect_number(name, run.expected.registers[i], state->registers[i]);
    }
    for (unsigned i = 0; i < run.expected.page_count; i++) {
        const page_t *const page = &run.expected.pages[i];
        uint8_t octets[PVM_PAGE_SIZE];
        OK(pvm_vm_read_memory(run.vm, page->address, octets, sizeof octets, NULL));
        for (uint32_t at = 0; at < PVM_PAGE_SIZE; at++) {
            if (octets[at] != page->octets[at])
                WRONG("octet at 0x%x: expected 0x%02x, got 0x%02x", (unsigned)(page->address + at), page->octets[at],
                      octets[at]);
        }
    }
}

/* Pages that sbrk maps are expected to be there when a change names them. */
static void follow_heap(uint64_t before, uint64_t after)
{
    const uint64_t first = (before + 0xfff) & ~(uint64_t)0xfff, end = (after + 0xfff) & ~(uint64_t)0xfff;
    if (end > first && end - first <= 16 * PVM_PAGE_SIZE)
        expect_zero_pages(first, end - first);
}

/* ---- Cases ------------------------------------------------------------- */

static void run_step(const step_t *step)
{
    pvm_state_t *const state = pvm_vm_get_state(run.vm);
    run.line = step->line;
    for (unsigned i = 0; i < step->inputs.count; i++)
        apply_input(step->inputs.at[i]);
    run.expected.gas = state->gas;
    const uint64_t heap = state->heap_pointer;
    run.last = go_on();
    follow_heap(heap, state->heap_pointer);
    check_exit(step, state);
    check_registers_and_memory(step, state);
}

/* A new machine, as every run finds it. */
static void start_machine(void)
{
    OK(pvm_vm_from_program(run.program, NULL, &run.vm));
    pvm_vm_set_yield_mode(run.vm, true);
    pvm_vm_set_gas(run.vm, 1000);
    run.expected.page_count = 0;
    run.last = PVM_RESULT_STEPPED;
    for (uint32_t i = 0; i < PVM_REGISTER_COUNT; i++) {
        run.expected.registers[i] = UINT64_C(0xeeeeeeeeeeeeee00) + i;
        OK(pvm_vm_set_register(run.vm, i, run.expected.registers[i]));
    }
    apply_settings();
}

static void check_blocks(void)
{
    const words_t *const words = &run.owner->blocks;
    pvm_block_t blocks[MAX_WORDS + 1];
    size_t count;
    OK(pvm_program_list_blocks(run.program, 0, blocks, COUNT(blocks), &count));
    for (unsigned i = 0; i < words->count; i++) {
        uint64_t start = 0, instructions = 0, cost = 0;
        if (sscanf(words->at[i], "%" SCNu64 ":%" SCNu64 "/%" SCNu64, &start, &instructions, &cost) != 3)
            MISTAKE("bad block \"%s\"", words->at[i]);
        if (i >= count)
            WRONG("block %s is missing", words->at[i]);
        const pvm_block_t *const got = &blocks[i];
        if (got->start != start || got->instruction_count != instructions || got->gas_cost != cost)
            WRONG("block %s: got %" PRIu64 ":%" PRIu64 "/%" PRIu64, words->at[i], got->start, got->instruction_count,
                  got->gas_cost);
    }
    if (words->count != count)
        WRONG("%u blocks expected, %zu found", words->count, count);
}

static void run_in_model(const corpus_case_t *owner)
{
    const pvm_program_options_t options = {
        .size = sizeof options, .instruction_set = owner->set, .gas_model = run.model};
    run.program = given_program(owner->code, &options);
    if (run.model == PVM_GAS_MODEL_BLOCK && owner->blocks.count > 0)
        check_blocks();
    for (unsigned i = 0; i < owner->step_count;) {
        start_machine();
        do
            run_step(&owner->steps[i++]);
        while (i < owner->step_count && !owner->steps[i].is_run);
        OK(pvm_vm_destroy(run.vm));
    }
    pvm_program_release(run.program);
}

static const corpus_case_t *current;

static void run_case(void)
{
    if (current->step_count == 0 && current->blocks.count == 0)
        corpus_mistake(current->file, current->line, "this case expects nothing");
    for (int model = 0; model < 2; model++) {
        for (int by_steps = 0; current->in_model[model] && by_steps < 2; by_steps++) {
            run.owner = current;
            run.line = current->line;
            run.model = (pvm_gas_model_t)model;
            run.by_steps = by_steps == 1;
            run_in_model(current);
        }
    }
}

static void check_opcodes(void)
{
    static const char *const names[] = {PVMI_OPCODES(AS_NAME)};
    char missing[512] = "";
    for (size_t i = 0; i < COUNT(names); i++) {
        if (!is_executed[i] && strlen(missing) + strlen(names[i]) + 2 < sizeof missing)
            strcat(strcat(missing, " "), names[i]);
    }
    if (missing[0] != 0)
        FAIL("no case for%s", missing);
}

/* ---- Files ------------------------------------------------------------- */

static char *read_file(const char *folder, const char *name)
{
    char path[4096];
    const int path_len = snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *const file = path_len < (int)sizeof path ? fopen(path, "rb") : NULL;
    if (file == NULL || fseek(file, 0, SEEK_END) != 0)
        corpus_mistake(path, 0, "cannot be read");
    const size_t size = (size_t)ftell(file);
    char *const text = malloc(size + 1);
    rewind(file);
    if (fread(text, 1, size, file) != size)
        corpus_mistake(path, 0, "cannot be read");
    fclose(file);
    text[size] = 0;
    return text;
}

static int is_text(const struct dirent *entry)
{
    const char *const dot = strrchr(entry->d_name, '.');
    return dot != NULL && is_word(dot, ".txt");
}

int main(int argc, char **argv)
{
    char folder[4096];
    snprintf(folder, sizeof folder, "%s/corpus", argc > 1 ? argv[1] : ".");
    struct dirent **entries;
    const int file_count = scandir(folder, &entries, is_text, alphasort);
    if (file_count <= 0)
        corpus_mistake(folder, 0, "no corpus there");
    corpus_case_t *first = NULL, **last = &first;
    for (int i = 0; i < file_count; i++)
        read_cases(entries[i]->d_name, read_file(folder, entries[i]->d_name), &last);
    unsigned count = 0, number_of = 0, failed = 0;
    for (current = first; current != NULL; current = current->next)
        count++;
    printf("TAP version 13\n1..%u\n", count + 1);
    for (current = first; current != NULL; current = current->next) {
        const bool passed = tap_passes(&(tap_test_t){.run = run_case});
        failed += !passed;
        char name[512];
        snprintf(name, sizeof name, "%s: %s", current->file, current->name);
        tap_report(++number_of, passed, name);
    }
    const bool complete = tap_passes(&(tap_test_t){.run = check_opcodes});
    tap_report(count + 1, complete, "every opcode of the table is executed by a case");
    fflush(stdout);
    _exit(failed == 0 && complete ? 0 : 1); /* what the files were read into is still in use */
}
