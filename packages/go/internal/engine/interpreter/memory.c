/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/memory.c: change that one. */
#include "pvm_prefix_interpreter.h"
#include "guard.h"

#include <stdlib.h>
#include <string.h>

#if defined(__unix__) || defined(__APPLE__)
#include <sys/mman.h>
#define HAVE_MMAP 1
#endif

/* Above this many written pages, giving them back to the host is cheaper than zeroing them (docs/decisions.md). */
#define ZERO_BY_HAND 512

/* A pooled machine holds no more pages than this: runs that write here and there must not add up without end. */
#define KEPT_PAGES 8192

/* In front of the tables: the guest's 4 GiB, and what a host access can reach that straddles their ends. */
#define TABLES (PVMI_GUARD_LEN + (size_t)PVMI_ADDRESS_SPACE + PVMI_GUARD_LEN)
#define RESERVATION (TABLES + PVMI_PAGES + PVMI_PAGES * sizeof(uint32_t))

/* ---- Address space ----------------------------------------------------- */

#ifdef HAVE_MMAP
#ifndef MAP_NORESERVE
#define MAP_NORESERVE 0
#endif

static uint8_t *reserve(void)
{
    void *const base =
        mmap(NULL, RESERVATION, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (base == MAP_FAILED)
        return NULL;
#ifdef MADV_NOHUGEPAGE
    /* A guest touches single pages: a huge page would cost 2 MiB of zeroing for each of them. */
    madvise(base, RESERVATION, MADV_NOHUGEPAGE);
#endif
    return base;
}

static void give_back(uint8_t *base)
{
    munmap(base, RESERVATION);
}

/* Makes whole pages zero and lets the host have their memory. */
static void discard(uint8_t *at, size_t len)
{
    if (madvise(at, len, MADV_DONTNEED) != 0)
        memset(at, 0, len);
}
#else
/* Elsewhere: correct, and as lazy as calloc is. */
static uint8_t *reserve(void)
{
    return calloc(RESERVATION, 1);
}

static void give_back(uint8_t *base)
{
    free(base);
}

static void discard(uint8_t *at, size_t len)
{
    memset(at, 0, len);
}
#endif

bool pvmi_memory_reserve(pvmi_memory_t *memory)
{
    uint8_t *const start = reserve();
    if (start == NULL)
        return false;
    *memory = (pvmi_memory_t){
        .base = start + PVMI_GUARD_LEN,
        .access = start + TABLES,
        .written = (uint32_t *)(void *)(start + TABLES + PVMI_PAGES),
        .page_limit = PVMI_PAGES,
    };
    /* Backed before anything is protected, all of it belongs together to the host: its pieces become one again. */
    *(volatile uint8_t *)memory->access = 0;
    return true;
}

void pvmi_memory_release(pvmi_memory_t *memory)
{
    if (memory->base != NULL)
        give_back(memory->base - PVMI_GUARD_LEN);
    memory->base = NULL;
}

/* ---- Pages ------------------------------------------------------------- */

static void note_range(pvmi_memory_t *memory, uint32_t first, uint32_t end)
{
    for (uint32_t i = 0; i < memory->range_count; i++) {
        pvmi_range_t *const range = &memory->ranges[i];
        if (first <= range->end && end >= range->first) {
            range->first = first < range->first ? first : range->first;
            range->end = end > range->end ? end : range->end;
            return;
        }
    }
    if (memory->range_count < PVMI_RANGES) {
        memory->ranges[memory->range_count++] = (pvmi_range_t){first, end};
        return;
    }
    /* No room: the last range may cover more than was mapped, reset only looks at more. */
    pvmi_range_t *const last = &memory->ranges[PVMI_RANGES - 1];
    last->first = first < last->first ? first : last->first;
    last->end = end > last->end ? end : last->end;
}

/* Who uses a window that has ended must not hit a protected page: such memory is not guarded any more. */
static void end_windows(pvmi_memory_t *memory)
{
    memory->refuses_guard = true;
    pvmi_guard_end(memory);
}

void pvmi_memory_reset(pvmi_memory_t *memory)
{
    const bool by_hand = memory->written_count <= ZERO_BY_HAND;
    if (memory->has_windows)
        end_windows(memory);
    if (memory->is_guarded)
        pvmi_guard_before_reset(memory, by_hand);
    if (by_hand) {
        for (uint32_t i = 0; i < memory->written_count; i++)
            memset(pvmi_memory_page(memory, memory->written[i]), 0, PVM_PAGE_SIZE);
    }
    for (uint32_t i = 0; i < memory->range_count; i++) {
        const pvmi_range_t range = memory->ranges[i];
        const uint32_t count = range.end - range.first;
        if (!by_hand)
            discard(pvmi_memory_page(memory, range.first), (size_t)count << PVMI_PAGE_BITS);
        if (memory->is_guarded)
            pvmi_guard_forget_rights(memory, range);
        else
            memset(memory->access + range.first, 0, count);
    }
    memory->kept_pages += by_hand ? memory->written_count : 0;
    if (memory->kept_pages > KEPT_PAGES) {
        discard(memory->base, (size_t)PVMI_ADDRESS_SPACE);
        memory->kept_pages = 0;
    }
    memory->written_count = 0;
    memory->mapped_pages = 0;
    memory->page_limit = PVMI_PAGES;
    if (!memory->is_guarded)
        memory->range_count = 0; /* else they tell what the process can access still */
    memory->has_windows = false;
}

#define COPIED (PVMI_CAN_LOAD | PVMI_CAN_STORE | PVMI_READ_WRITE | PVMI_WRITTEN)

void pvmi_memory_copy(pvmi_memory_t *dst, const pvmi_memory_t *src)
{
    pvmi_guard_end(dst);
    for (uint32_t i = 0; i < src->range_count; i++) {
        const pvmi_range_t range = src->ranges[i];
        for (uint32_t page = range.first; page < range.end; page++)
            dst->access[page] = src->access[page] & COPIED;
        dst->ranges[i] = range;
    }
    for (uint32_t i = 0; i < src->written_count; i++) {
        const uint32_t page = src->written[i];
        if (pvmi_guard_can_load(src, page))
            memcpy(pvmi_memory_page(dst, page), pvmi_memory_page(src, page), PVM_PAGE_SIZE);
        dst->written[i] = page;
    }
    dst->range_count = src->range_count;
    dst->written_count = src->written_count;
    dst->mapped_pages = src->mapped_pages;
    dst->page_limit = src->page_limit;
}

pvm_access_t pvmi_memory_access(const pvmi_memory_t *memory, uint32_t page)
{
    const uint8_t access = memory->access[page];
    if (access & PVMI_READ_WRITE)
        return PVM_ACCESS_READ_WRITE;
    return access & PVMI_CAN_LOAD ? PVM_ACCESS_READ : PVM_ACCESS_NONE;
}

/* What stays when the guest's rights change. */
#define KEPT (PVMI_WRITTEN | PVMI_HOST_LOAD | PVMI_HOST_STORE | PVMI_WARM)

static uint8_t rights(pvm_access_t access, uint8_t kept)
{
    switch (access) {
    case PVM_ACCESS_NONE:
        return kept;
    case PVM_ACCESS_READ:
        return (uint8_t)(PVMI_CAN_LOAD | kept);
    case PVM_ACCESS_READ_WRITE:
        return (uint8_t)(PVMI_CAN_LOAD | PVMI_READ_WRITE | kept | (kept & PVMI_WRITTEN ? PVMI_CAN_STORE : 0));
    }
    return kept;
}

static bool has_window(const pvmi_memory_t *memory, uint32_t first, uint32_t count)
{
    for (uint32_t page = first; memory->has_windows && page < first + count; page++) {
        if (memory->access[page] & PVMI_WINDOW)
            return true;
    }
    return false;
}

bool pvmi_memory_map(pvmi_memory_t *memory, uint32_t first, uint32_t count, pvm_access_t access)
{
    uint32_t mapped_before = 0;
    for (uint32_t page = first; page < first + count; page++)
        mapped_before += memory->access[page] & PVMI_CAN_LOAD;
    const uint32_t mapped_after = access == PVM_ACCESS_NONE ? 0 : count;
    if (mapped_after > mapped_before && mapped_after - mapped_before > memory->page_limit - memory->mapped_pages)
        return false;

    if (has_window(memory, first, count))
        end_windows(memory);
    if (memory->is_guarded)
        pvmi_guard_before_zeroing(memory, first, first + count);
    for (uint32_t page = first; page < first + count; page++) {
        const uint8_t kept = memory->access[page] & KEPT;
        if (kept & PVMI_WRITTEN)
            memset(pvmi_memory_page(memory, page), 0, PVM_PAGE_SIZE);
        memory->access[page] = rights(access, kept);
    }
    memory->mapped_pages += mapped_after - mapped_before;
    note_range(memory, first, first + count);
    if (memory->is_guarded)
        pvmi_guard_follow(memory, first, first + count);
    return true;
}

bool pvmi_memory_protect(pvmi_memory_t *memory, uint32_t first, uint32_t count, pvm_access_t access)
{
    for (uint32_t page = first; page < first + count; page++) {
        if (!(memory->access[page] & PVMI_CAN_LOAD))
            return false;
    }
    if (has_window(memory, first, count))
        end_windows(memory);
    for (uint32_t page = first; page < first + count; page++)
        memory->access[page] = rights(access, memory->access[page] & KEPT);
    if (memory->is_guarded)
        pvmi_guard_follow(memory, first, first + count);
    return true;
}

/* The pages from `page` on, or behind it, that a range covers. Ranges may overlap. */
static pvmi_range_t next_range(const pvmi_memory_t *memory, uint32_t page)
{
    pvmi_range_t next = {PVMI_PAGES, PVMI_PAGES};
    for (uint32_t i = 0; i < memory->range_count; i++) {
        const pvmi_range_t range = memory->ranges[i];
        const uint32_t first = range.first > page ? range.first : page;
        if (first < range.end && first < next.first)
            next = (pvmi_range_t){first, range.end};
    }
    return next;
}

uint32_t pvmi_memory_run_end(const pvmi_memory_t *memory, uint32_t page)
{
    const pvm_access_t access = pvmi_memory_access(memory, page);
    while (page < PVMI_PAGES) {
        const pvmi_range_t range = next_range(memory, page);
        if (access != PVM_ACCESS_NONE && range.first != page)
            return page; /* between ranges nothing is mapped */
        for (page = range.first; page < range.end; page++) {
            if (pvmi_memory_access(memory, page) != access)
                return page;
        }
    }
    return page;
}

/* ---- Ranges of octets -------------------------------------------------- */

bool pvmi_memory_allows(const pvmi_memory_t *memory, uint32_t address, uint64_t len, uint8_t right, uint32_t *out_page)
{
    if (len == 0)
        return true;
    const bool wraps = len > PVMI_ADDRESS_SPACE - address;
    const uint64_t last_page = (wraps ? PVMI_ADDRESS_SPACE - 1 : address + len - 1) >> PVMI_PAGE_BITS;
    for (uint64_t page = address >> PVMI_PAGE_BITS; page <= last_page; page++) {
        if (!(memory->access[page] & right)) {
            *out_page = (uint32_t)page;
            return false;
        }
    }
    *out_page = 0;
    return !wraps;
}

void pvmi_memory_note_written(pvmi_memory_t *memory, uint32_t address, uint64_t len)
{
    if (len == 0)
        return;
    const uint32_t last = (uint32_t)((address + len - 1) >> PVMI_PAGE_BITS);
    for (uint32_t page = address >> PVMI_PAGE_BITS; page <= last; page++)
        pvmi_memory_note_page(memory, page);
    if (memory->is_guarded)
        pvmi_guard_before_writing(memory, address >> PVMI_PAGE_BITS, last + 1);
}

void pvmi_memory_note_window(pvmi_memory_t *memory, uint32_t address, uint64_t len)
{
    pvmi_memory_note_written(memory, address, len);
    const uint32_t last = (uint32_t)((address + len - 1) >> PVMI_PAGE_BITS);
    for (uint32_t page = address >> PVMI_PAGE_BITS; page <= last; page++)
        memory->access[page] |= PVMI_WINDOW;
    memory->has_windows = true;
}

bool pvmi_memory_prepare_store(pvmi_memory_t *memory, uint32_t address, uint32_t len)
{
    const uint32_t first = address >> PVMI_PAGE_BITS;
    const uint32_t last = (uint32_t)(address + len - 1) >> PVMI_PAGE_BITS; /* wraps: page 0, which is never mapped */
    if (!(memory->access[first] & memory->access[last] & PVMI_READ_WRITE))
        return false;
    pvmi_memory_note_page(memory, first);
    pvmi_memory_note_page(memory, last);
    if (memory->is_guarded)
        pvmi_guard_after_first_store(memory, first, last);
    return true;
}

uint32_t pvmi_memory_first_denied(const pvmi_memory_t *memory, uint32_t address, uint32_t len, uint8_t right)
{
    const uint32_t last = address + len - 1;
    if (!(memory->access[address >> PVMI_PAGE_BITS] & right))
        return address;
    return last & ~(uint32_t)(PVM_PAGE_SIZE - 1); /* len <= 8: the only other page begins here */
}
