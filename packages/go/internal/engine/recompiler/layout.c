/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/layout.c: change that one. */
#include "pvm_prefix_recompiler.h"
/* Where a standard program's sections go in memory (Gray Paper A.7). */
#include "vm.h"

#include <string.h>

#define ZONE UINT64_C(0x10000) /* ZZ */

static uint64_t round_up(uint64_t value, uint64_t to)
{
    return (value + to - 1) / to * to;
}

static uint64_t pages_of(uint64_t len)
{
    return round_up(len, PVM_PAGE_SIZE) / PVM_PAGE_SIZE;
}

uint64_t pvmi_layout_pages(const pvmi_layout_t *layout)
{
    return pages_of(layout->read_only_len) + pages_of(layout->read_write_len) + layout->heap_pages +
           pages_of(layout->stack_size) + pages_of(layout->argument_len);
}

/* Maps the pages of len octets from address on, with contents, or zeros if NULL. A zone of length 0 has no page. */
static void map_zone(pvmi_memory_t *memory, uint64_t address, const uint8_t *contents, uint64_t contents_len,
                     uint64_t pages, pvm_access_t access)
{
    if (pages == 0)
        return;
    pvmi_memory_map(memory, (uint32_t)(address >> PVMI_PAGE_BITS), (uint32_t)pages, access);
    if (contents == NULL || contents_len == 0)
        return;
    pvmi_memory_note_written(memory, (uint32_t)address, contents_len);
    memcpy(memory->base + address, contents, contents_len);
}

void pvmi_layout_apply(pvm_vm_t *vm, const pvmi_layout_t *layout)
{
    pvmi_memory_t *const memory = &vm->memory;
    const uint64_t heap = 2 * ZONE + round_up(layout->read_only_len, ZONE);
    const uint64_t heap_pages = pages_of(layout->read_write_len) + layout->heap_pages;
    const uint64_t stack_pages = pages_of(layout->stack_size);
    const uint64_t stack = PVM_STACK_TOP - stack_pages * PVM_PAGE_SIZE;

    map_zone(memory, ZONE, layout->read_only, layout->read_only_len, pages_of(layout->read_only_len), PVM_ACCESS_READ);
    map_zone(memory, heap, layout->read_write, layout->read_write_len, heap_pages, PVM_ACCESS_READ_WRITE);
    map_zone(memory, stack, layout->stack, layout->stack_size, stack_pages, PVM_ACCESS_READ_WRITE);
    map_zone(memory, PVM_ARGUMENT_ADDRESS, layout->argument, layout->argument_len, pages_of(layout->argument_len),
             PVM_ACCESS_READ);
    vm->state.heap_pointer = heap + heap_pages * PVM_PAGE_SIZE;
    vm->heap_limit = stack;
}

bool pvmi_grow_heap(pvm_vm_t *vm, uint64_t len)
{
    const uint64_t end = vm->state.heap_pointer;
    if (end > vm->heap_limit || len > vm->heap_limit - end || end < PVM_LOWEST_ADDRESS) /* a host may have moved it */
        return false;
    const uint64_t first = round_up(end, PVM_PAGE_SIZE) >> PVMI_PAGE_BITS;
    const uint64_t behind = round_up(end + len, PVM_PAGE_SIZE) >> PVMI_PAGE_BITS;
    if (behind > first &&
        !pvmi_memory_map(&vm->memory, (uint32_t)first, (uint32_t)(behind - first), PVM_ACCESS_READ_WRITE))
        return false;
    vm->state.heap_pointer = end + len;
    return true;
}
