/*
 * Inner machines: JAM's host calls machine, peek, poke, pages, invoke and expunge (Gray Paper 0.7.2, B.8), written with
 * nothing but pvm.h. A guest that makes these calls runs programs of its own; here each of them is a pvm_vm_t.
 *
 *     inner_machines GUEST.pasm
 *
 * assembles a guest, runs it as an embedder would, and prints its result and the gas that it used.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pvm.h"

/* Numbers of the calls, and what they answer in r7. */
enum { MACHINE = 8, PEEK = 9, POKE = 10, PAGES = 11, INVOKE = 12, EXPUNGE = 13 };
#define OK UINT64_C(0)
#define WHAT (UINT64_MAX - 1)
#define OOB (UINT64_MAX - 2)
#define WHO (UINT64_MAX - 3)
#define HUH (UINT64_MAX - 8)

#define HOST_CALL_GAS 10
#define MEMORY_END (UINT64_C(1) << 32)
#define FIRST_PAGE (PVM_LOWEST_ADDRESS / PVM_PAGE_SIZE)
#define PAGE_COUNT (MEMORY_END / PVM_PAGE_SIZE)

/* How a host call ends: the guest goes on, panics, or has no gas for it. */
typedef enum { GO_ON, PANIC, OUT_OF_GAS } outcome_t;

typedef struct {
    pvm_program_t *program;
    pvm_vm_t *vm; /* NULL: the place is free. */
} inner_t;

/* What one run of a guest has to do with inner machines: the set m of the Gray Paper, by number. */
typedef struct {
    inner_t *inner;
    size_t count;
} host_t;

static inner_t *find(const host_t *host, uint64_t number)
{
    return number < host->count && host->inner[number].vm != NULL ? &host->inner[number] : NULL;
}

/* The lowest free number, or SIZE_MAX if memory is short. */
static size_t free_number(host_t *host)
{
    for (size_t i = 0; i < host->count; i++)
        if (host->inner[i].vm == NULL)
            return i;
    inner_t *grown = realloc(host->inner, (host->count + 1) * sizeof *grown);
    if (grown == NULL)
        return SIZE_MAX;
    host->inner = grown;
    host->inner[host->count] = (inner_t){NULL, NULL};
    return host->count++;
}

static void release(inner_t *inner)
{
    pvm_vm_destroy(inner->vm);
    pvm_program_release(inner->program);
    *inner = (inner_t){NULL, NULL};
}

/* ---- Memory ------------------------------------------------------------ */

/* May all octets of a range be accessed so? An empty range always may, wherever it is. */
static bool is_accessible(const pvm_vm_t *vm, uint64_t address, uint64_t length, pvm_access_t least)
{
    if (length == 0)
        return true;
    if (address >= MEMORY_END || length > MEMORY_END - address)
        return false;
    const uint64_t end = address + length;
    while (address < end) {
        pvm_access_t access;
        uint64_t run_end;
        pvm_vm_query_memory(vm, (uint32_t)address, &access, &run_end);
        if (access < least)
            return false;
        address = run_end;
    }
    return true;
}

/* Copies between machines. Both ranges are accessible. */
static void copy(const pvm_vm_t *from, uint64_t source, pvm_vm_t *to, uint64_t target, uint64_t length)
{
    uint8_t octets[PVM_PAGE_SIZE];
    for (uint64_t done = 0; done < length;) {
        const uint64_t left = length - done;
        const size_t n = left < sizeof octets ? (size_t)left : sizeof octets;
        pvm_vm_read_memory(from, (uint32_t)(source + done), octets, n, NULL);
        pvm_vm_write_memory(to, (uint32_t)(target + done), octets, n, NULL);
        done += n;
    }
}

/* ---- The six calls ----------------------------------------------------- */

/* machine(blob, blob length, pc): makes a machine with empty memory; its number. */
static outcome_t call_machine(host_t *host, pvm_vm_t *guest, uint64_t *r)
{
    const uint64_t address = r[7], length = r[8], pc = r[9];
    if (!is_accessible(guest, address, length, PVM_ACCESS_READ))
        return PANIC;
    uint8_t *blob = malloc(length > 0 ? (size_t)length : 1);
    const size_t number = free_number(host);
    if (blob == NULL || number == SIZE_MAX) {
        fprintf(stderr, "out of memory\n");
        exit(1);
    }
    pvm_vm_read_memory(guest, (uint32_t)address, blob, (size_t)length, NULL);
    inner_t made = {NULL, NULL};
    if (pvm_program_parse(blob, (size_t)length, NULL, &made.program, NULL) == PVM_STATUS_OK &&
        pvm_vm_from_program(made.program, NULL, &made.vm) == PVM_STATUS_OK) {
        pvm_vm_set_pc(made.vm, pc);
        pvm_vm_set_yield_mode(made.vm, true); /* Its host calls are for the guest to answer. */
        host->inner[number] = made;
        r[7] = number;
    } else {
        release(&made);
        r[7] = HUH;
    }
    free(blob);
    return GO_ON;
}

/* peek(number, target, inner source, length): copies out of an inner machine. */
static outcome_t call_peek(host_t *host, pvm_vm_t *guest, uint64_t *r)
{
    const uint64_t target = r[8], source = r[9], length = r[10];
    if (!is_accessible(guest, target, length, PVM_ACCESS_READ_WRITE))
        return PANIC;
    const inner_t *inner = find(host, r[7]);
    if (inner == NULL) {
        r[7] = WHO;
    } else if (!is_accessible(inner->vm, source, length, PVM_ACCESS_READ)) {
        r[7] = OOB;
    } else {
        copy(inner->vm, source, guest, target, length);
        r[7] = OK;
    }
    return GO_ON;
}

/* poke(number, source, inner target, length): copies into an inner machine. */
static outcome_t call_poke(host_t *host, pvm_vm_t *guest, uint64_t *r)
{
    const uint64_t source = r[8], target = r[9], length = r[10];
    if (!is_accessible(guest, source, length, PVM_ACCESS_READ))
        return PANIC;
    const inner_t *inner = find(host, r[7]);
    if (inner == NULL) {
        r[7] = WHO;
    } else if (!is_accessible(inner->vm, target, length, PVM_ACCESS_READ_WRITE)) {
        r[7] = OOB;
    } else {
        copy(guest, source, inner->vm, target, length);
        r[7] = OK;
    }
    return GO_ON;
}

/* pages(number, first page, count, request): 0 unmaps, 1 and 2 map zeros, 3 and 4 change access and keep contents. */
static outcome_t call_pages(host_t *host, pvm_vm_t *guest, uint64_t *r)
{
    (void)guest;
    const uint64_t page = r[8], count = r[9], request = r[10];
    const inner_t *inner = find(host, r[7]);
    if (inner == NULL) {
        r[7] = WHO;
        return GO_ON;
    }
    if (request > 4 || page < FIRST_PAGE || page >= PAGE_COUNT || count >= PAGE_COUNT - page) {
        r[7] = HUH;
        return GO_ON;
    }
    static const pvm_access_t access[] = {PVM_ACCESS_NONE, PVM_ACCESS_READ, PVM_ACCESS_READ_WRITE, PVM_ACCESS_READ,
                                          PVM_ACCESS_READ_WRITE};
    const uint32_t address = (uint32_t)(page * PVM_PAGE_SIZE);
    const uint64_t length = count * PVM_PAGE_SIZE;
    const pvm_status_t status = request <= 2 ? pvm_vm_map_memory(inner->vm, address, length, access[request])
                                             : pvm_vm_protect_memory(inner->vm, address, length, access[request]);
    r[7] = status == PVM_STATUS_OK ? OK : HUH;
    return GO_ON;
}

/* Where a machine that stopped at a host call goes on. */
static uint64_t next_pc(const inner_t *inner)
{
    char text[PVM_MAX_INSTRUCTION_TEXT];
    size_t len;
    uint64_t next = 0;
    pvm_program_disassemble(inner->program, pvm_vm_get_pc(inner->vm), text, sizeof text, &len, &next);
    return next;
}

/* invoke(number, address): runs with the gas and registers of 14 numbers there, and stores them back. */
static outcome_t call_invoke(host_t *host, pvm_vm_t *guest, uint64_t *r)
{
    /* All integers of the formats are little-endian; a host of another kind would turn them round. */
    uint64_t numbers[1 + PVM_REGISTER_COUNT];
    const uint64_t address = r[8];
    if (!is_accessible(guest, address, sizeof numbers, PVM_ACCESS_READ_WRITE))
        return PANIC;
    const inner_t *inner = find(host, r[7]);
    if (inner == NULL) {
        r[7] = WHO;
        return GO_ON;
    }
    pvm_vm_read_memory(guest, (uint32_t)address, (uint8_t *)numbers, sizeof numbers, NULL);
    pvm_state_t *state = pvm_vm_get_state(inner->vm);
    state->gas = numbers[0];
    memcpy(state->registers, numbers + 1, sizeof state->registers);

    pvm_vm_resume(inner->vm);

    numbers[0] = state->gas;
    memcpy(numbers + 1, state->registers, sizeof state->registers);
    pvm_vm_write_memory(guest, (uint32_t)address, (const uint8_t *)numbers, sizeof numbers, NULL);
    const pvm_machine_state_t end = pvm_vm_get_machine_state(inner->vm);
    r[7] = end;
    if (end == PVM_MACHINE_STATE_HOST)
        r[8] = state->host_call;
    else if (end == PVM_MACHINE_STATE_FAULT)
        r[8] = state->fault_address;
    else if (end == PVM_MACHINE_STATE_HALT || end == PVM_MACHINE_STATE_PANIC)
        pvm_vm_set_pc(inner->vm, 0); /* The library keeps the place of the exit; the Gray Paper starts over. */
    return GO_ON;
}

/* expunge(number): removes a machine; its pc. */
static outcome_t call_expunge(host_t *host, pvm_vm_t *guest, uint64_t *r)
{
    (void)guest;
    inner_t *inner = find(host, r[7]);
    if (inner == NULL) {
        r[7] = WHO;
        return GO_ON;
    }
    const bool at_host_call = pvm_vm_get_machine_state(inner->vm) == PVM_MACHINE_STATE_HOST;
    r[7] = at_host_call ? next_pc(inner) : pvm_vm_get_pc(inner->vm);
    release(inner);
    return GO_ON;
}

/* ---- The run ----------------------------------------------------------- */

static outcome_t answer(host_t *host, pvm_vm_t *guest)
{
    pvm_state_t *state = pvm_vm_get_state(guest);
    if (state->gas < HOST_CALL_GAS) {
        state->gas = 0;
        return OUT_OF_GAS;
    }
    state->gas -= HOST_CALL_GAS;
    switch (state->host_call) {
    case MACHINE:
        return call_machine(host, guest, state->registers);
    case PEEK:
        return call_peek(host, guest, state->registers);
    case POKE:
        return call_poke(host, guest, state->registers);
    case PAGES:
        return call_pages(host, guest, state->registers);
    case INVOKE:
        return call_invoke(host, guest, state->registers);
    case EXPUNGE:
        return call_expunge(host, guest, state->registers);
    default:
        state->registers[7] = WHAT;
        return GO_ON;
    }
}

/* Runs a guest to its end; host calls come back as results. */
static pvm_result_t run(pvm_vm_t *guest)
{
    host_t host = {NULL, 0};
    pvm_vm_set_yield_mode(guest, true);
    pvm_result_t result = pvm_vm_execute(guest, 0);
    while (result == PVM_RESULT_HOST_CALL) {
        const outcome_t outcome = answer(&host, guest);
        if (outcome == OUT_OF_GAS) {
            result = PVM_RESULT_OOG;
            break;
        }
        result = outcome == PANIC ? pvm_vm_answer_host_call(guest, PVM_HOST_ERROR) : pvm_vm_resume(guest);
    }
    for (size_t i = 0; i < host.count; i++)
        release(&host.inner[i]);
    free(host.inner);
    return result;
}

/* ---- The command ------------------------------------------------------- */

/* A file as a string. The caller frees it. */
static char *read_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    char *text = NULL;
    if (fseek(file, 0, SEEK_END) == 0) {
        const long length = ftell(file);
        rewind(file);
        text = length < 0 ? NULL : calloc(1, (size_t)length + 1);
        if (text != NULL && fread(text, 1, (size_t)length, file) != (size_t)length) {
            free(text);
            text = NULL;
        }
    }
    fclose(file);
    return text;
}

/* Assembles a standard program and makes a machine for it. */
static pvm_vm_t *load(const char *source)
{
    static uint8_t blob[1 << 16];
    size_t length;
    pvm_program_error_t error;
    pvm_program_t *program = NULL;
    pvm_vm_t *vm = NULL;
    if (pvm_assemble(source, PVM_INSTRUCTION_SET_GP_0_7_2, blob, sizeof blob, &length, &error) != PVM_STATUS_OK) {
        fprintf(stderr, "line %" PRIu32 ": %s\n", error.line, error.message);
        return NULL;
    }
    if (pvm_program_parse_standard(blob, length, false, NULL, &program, &error) != PVM_STATUS_OK) {
        fprintf(stderr, "octet %" PRIu64 ": %s\n", error.offset, error.message);
        return NULL;
    }
    const pvm_status_t status = pvm_vm_from_standard(program, NULL, 0, NULL, &vm);
    if (status != PVM_STATUS_OK)
        fprintf(stderr, "no machine: %s\n", pvm_status_message(status));
    pvm_program_release(program);
    return vm;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: inner_machines GUEST.pasm\n");
        return 2;
    }
    char *source = read_text(argv[1]);
    if (source == NULL) {
        fprintf(stderr, "cannot read %s\n", argv[1]);
        return 2;
    }
    pvm_vm_t *vm = load(source);
    free(source);
    if (vm == NULL)
        return 1;

    const uint64_t gas = 100000;
    pvm_vm_set_gas(vm, gas);
    const pvm_result_t result = run(vm);
    printf("result   %s\ngas used %" PRIu64 "\noutput   0x", pvm_result_name(result), gas - pvm_vm_get_gas(vm));
    uint8_t output[256];
    size_t length = 0;
    if (result == PVM_RESULT_OK && pvm_vm_copy_output(vm, output, sizeof output, &length) != PVM_STATUS_OK)
        length = 0;
    for (size_t i = 0; i < length; i++)
        printf("%02x", output[i]);
    printf("\n");
    pvm_vm_destroy(vm);
    return result == PVM_RESULT_OK ? 0 : 1;
}
