/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/guard.c: change that one. */
#include "pvm_prefix_recompiler.h"
#include "guard.h"

#if defined(__linux__)

#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/resource.h>

#define HOST (PVMI_HOST_LOAD | PVMI_HOST_STORE)

/* Read-write ranges of at most so many pages count as written at once: zeroing them costs less than a signal each. */
#define SHORT_RUN 16

/*
 * Linux gives a process 65530 pieces of address space (vm.max_map_count). All guarded memories together take at most
 * half of them, and a single one, whose guest may decide on access page by page, no more than its share.
 */
#define MAX_SEAMS 32768
#define MAX_SEAMS_OF_ONE 1024

static atomic_int seams_of_all;

/* ---- Protection -------------------------------------------------------- */

/* What the process must be able to do with a page: what the guest can. */
static uint8_t need(uint8_t access)
{
    if (access & PVMI_CAN_STORE)
        return HOST;
    return access & PVMI_CAN_LOAD ? PVMI_HOST_LOAD : 0;
}

static uint8_t protection_of(const pvmi_memory_t *memory, uint32_t page)
{
    return page < PVMI_PAGES ? memory->access[page] & HOST : 0; /* also of -1, in front: nothing */
}

static bool take_seams(pvmi_memory_t *memory, int count)
{
    if (count > 0 && ((int)memory->seams + count > MAX_SEAMS_OF_ONE ||
                      atomic_load_explicit(&seams_of_all, memory_order_relaxed) + count > MAX_SEAMS))
        return false;
    atomic_fetch_add_explicit(&seams_of_all, count, memory_order_relaxed);
    memory->seams = (uint32_t)((int)memory->seams + count);
    return true;
}

/* Gives pages one protection. */
static bool protect(pvmi_memory_t *memory, uint32_t first, uint32_t end, uint8_t wanted)
{
    int seams = (protection_of(memory, first - 1) != wanted) + (wanted != protection_of(memory, end));
    for (uint32_t page = first; page <= end; page++)
        seams -= protection_of(memory, page) != protection_of(memory, page - 1);
    if (!take_seams(memory, seams))
        return false;
    const int protection = wanted == HOST ? PROT_READ | PROT_WRITE : wanted != 0 ? PROT_READ : PROT_NONE;
    if (mprotect(pvmi_memory_page(memory, first), (size_t)(end - first) << PVMI_PAGE_BITS, protection) != 0) {
        take_seams(memory, -seams);
        return false;
    }
    for (uint32_t page = first; page < end; page++)
        memory->access[page] = (uint8_t)((memory->access[page] & ~HOST) | wanted | (wanted == HOST ? PVMI_WARM : 0));
    return true;
}

typedef enum change {
    RAISE,    /* what they can and what they need */
    WRITABLE, /* all */
    EXACT,    /* what they need */
} change_t;

static uint8_t wanted_of(uint8_t access, change_t change)
{
    switch (change) {
    case RAISE:
        return need(access) | (access & HOST);
    case WRITABLE:
        return HOST;
    case EXACT:
        break;
    }
    return need(access);
}

/* One call of the host for each run of pages that want the same, if one of them hasn't it. */
static bool change_pages(pvmi_memory_t *memory, uint32_t first, uint32_t end, change_t change)
{
    for (uint32_t page = first; page < end;) {
        const uint8_t wanted = wanted_of(memory->access[page], change);
        const uint32_t begin = page;
        bool has_it = true;
        for (; page < end && wanted_of(memory->access[page], change) == wanted; page++)
            has_it = has_it && (memory->access[page] & HOST) == wanted;
        if (!has_it && !protect(memory, begin, page, wanted))
            return false;
    }
    return true;
}

/* Is one of the pages more accessible to the process than to the guest? */
static bool are_loose(const pvmi_memory_t *memory, uint32_t first, uint32_t end)
{
    uint32_t loose = 0;
    for (uint32_t page = first; page < end; page++)
        loose |= memory->access[page] & HOST & ~(uint32_t)need(memory->access[page]);
    return loose != 0;
}

static void change_or_end(pvmi_memory_t *memory, uint32_t first, uint32_t end, change_t change)
{
    if (change_pages(memory, first, end, change))
        return;
    memory->refuses_guard = true;
    pvmi_guard_end(memory);
}

/* ---- Begin and end ----------------------------------------------------- */

/* From the octets in front to those behind. */
static bool protect_all(const pvmi_memory_t *memory, int protection)
{
    const size_t len = PVMI_GUARD_LEN + (size_t)PVMI_ADDRESS_SPACE + PVMI_GUARD_LEN;
    return mprotect(memory->base - PVMI_GUARD_LEN, len, protection) == 0;
}

/* A limit on writable memory might forbid to make it accessible again, which must always be possible. */
static bool may_always_end(void)
{
    struct rlimit limit;
    return getrlimit(RLIMIT_DATA, &limit) == 0 && limit.rlim_cur == RLIM_INFINITY;
}

/* Read-write pages count as written if they are warm, or few in a row. */
static void note_likely_stores(pvmi_memory_t *memory, uint32_t first, uint32_t end)
{
    for (uint32_t page = first; page < end; page++) {
        const uint32_t begin = page;
        while (page < end && memory->access[page] & PVMI_READ_WRITE)
            page++;
        for (uint32_t i = begin; i < page; i++) {
            if (page - begin <= SHORT_RUN || memory->access[i] & PVMI_WARM)
                pvmi_memory_note_page(memory, i);
        }
    }
}

bool pvmi_guard_begin(pvmi_memory_t *memory)
{
    if (memory->is_guarded)
        return true;
    if (memory->refuses_guard)
        return false;
    memory->refuses_guard = !may_always_end() || !take_seams(memory, 2);
    if (memory->refuses_guard)
        return false;
    memory->is_guarded = true;
    memory->is_stale = false;
    bool is_right = protect_all(memory, PROT_NONE);
    for (uint32_t i = 0; i < memory->range_count && is_right; i++) {
        note_likely_stores(memory, memory->ranges[i].first, memory->ranges[i].end);
        is_right = change_pages(memory, memory->ranges[i].first, memory->ranges[i].end, RAISE);
    }
    if (is_right)
        return true;
    memory->refuses_guard = true;
    pvmi_guard_end(memory);
    return false;
}

void pvmi_guard_end(pvmi_memory_t *memory)
{
    if (!memory->is_guarded)
        return;
    protect_all(memory, PROT_READ | PROT_WRITE); /* makes one piece of all: no limit is in the way */
    for (uint32_t i = 0; i < memory->range_count; i++) {
        for (uint32_t page = memory->ranges[i].first; page < memory->ranges[i].end; page++)
            memory->access[page] &= (uint8_t)~(HOST | PVMI_WARM);
    }
    take_seams(memory, -(int)memory->seams);
    memory->is_guarded = false;
    memory->is_stale = false;
}

bool pvmi_guard_settle(pvmi_memory_t *memory)
{
    if (!memory->is_stale)
        return memory->is_guarded;
    for (uint32_t i = 0; i < memory->range_count && memory->is_guarded; i++) {
        const pvmi_range_t range = memory->ranges[i];
        change_or_end(memory, range.first, range.end, EXACT);
    }
    memory->is_stale = false;
    return memory->is_guarded;
}

/* ---- What happens to memory --------------------------------------------- */

void pvmi_guard_follow(pvmi_memory_t *memory, uint32_t first, uint32_t end)
{
    note_likely_stores(memory, first, end);
    memory->is_stale = memory->is_stale || are_loose(memory, first, end);
    change_or_end(memory, first, end, RAISE);
}

void pvmi_guard_before_writing(pvmi_memory_t *memory, uint32_t first, uint32_t end)
{
    change_or_end(memory, first, end, WRITABLE);
    memory->is_stale = memory->is_stale || are_loose(memory, first, end); /* read-only ones */
}

void pvmi_guard_before_zeroing(pvmi_memory_t *memory, uint32_t first, uint32_t end)
{
    for (uint32_t page = first; memory->is_guarded && page < end; page++) {
        const uint32_t begin = page;
        while (page < end && memory->access[page] & PVMI_WRITTEN)
            page++;
        if (page > begin)
            pvmi_guard_before_writing(memory, begin, page);
    }
}

void pvmi_guard_after_first_store(pvmi_memory_t *memory, uint32_t page, uint32_t last)
{
    const uint32_t most = memory->written_count / 8; /* on either side */
    uint32_t first = page, end = last + 1;
    while (page - first < most && (memory->access[first - 1] & (PVMI_READ_WRITE | PVMI_CAN_STORE)) == PVMI_READ_WRITE)
        pvmi_memory_note_page(memory, --first);
    while (end - last <= most && end < PVMI_PAGES &&
           (memory->access[end] & (PVMI_READ_WRITE | PVMI_CAN_STORE)) == PVMI_READ_WRITE)
        pvmi_memory_note_page(memory, end++);
    change_or_end(memory, first, end, RAISE);
}

void pvmi_guard_before_reset(pvmi_memory_t *memory, bool keeps_pages)
{
    if (!keeps_pages || memory->range_count == PVMI_RANGES) { /* no layout that will be met again */
        pvmi_guard_end(memory);
        return;
    }
    for (uint32_t i = 0; i < memory->written_count && memory->is_guarded;) {
        const uint32_t first = memory->written[i];
        uint32_t count = 0;
        while (i < memory->written_count && memory->written[i] == first + count) {
            count++;
            i++;
        }
        change_or_end(memory, first, first + count, WRITABLE);
    }
}

void pvmi_guard_forget_rights(pvmi_memory_t *memory, pvmi_range_t range)
{
    for (uint32_t page = range.first; page < range.end; page++)
        memory->access[page] &= HOST | PVMI_WARM;
    memory->is_stale = true;
}

#else

/* Elsewhere no memory is guarded. */
bool pvmi_guard_begin(pvmi_memory_t *memory)
{
    (void)memory;
    return false;
}

void pvmi_guard_end(pvmi_memory_t *memory)
{
    (void)memory;
}

bool pvmi_guard_settle(pvmi_memory_t *memory)
{
    (void)memory;
    return false;
}

void pvmi_guard_follow(pvmi_memory_t *memory, uint32_t first, uint32_t end)
{
    (void)memory, (void)first, (void)end;
}

void pvmi_guard_before_zeroing(pvmi_memory_t *memory, uint32_t first, uint32_t end)
{
    (void)memory, (void)first, (void)end;
}

void pvmi_guard_before_writing(pvmi_memory_t *memory, uint32_t first, uint32_t end)
{
    (void)memory, (void)first, (void)end;
}

void pvmi_guard_after_first_store(pvmi_memory_t *memory, uint32_t page, uint32_t last)
{
    (void)memory, (void)page, (void)last;
}

void pvmi_guard_before_reset(pvmi_memory_t *memory, bool keeps_pages)
{
    (void)memory, (void)keeps_pages;
}

void pvmi_guard_forget_rights(pvmi_memory_t *memory, pvmi_range_t range)
{
    (void)memory, (void)range;
}

#endif
