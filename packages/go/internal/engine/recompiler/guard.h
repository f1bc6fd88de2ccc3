/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/guard.h: change that one. */
/*
 * Guarded memory: to the process itself, a guest page is what it is to the guest, and all around is inaccessible. So
 * an engine's code may access it without a check, if it can make a signal into an exit.
 *
 * Memory begins unguarded, with every page accessible to the process; then nothing here does anything. In guarded
 * memory protection follows the access octets: at once where a page becomes more accessible, for the host and the
 * interpreter go by the octets alone; and where it becomes less, when pvmi_guard_settle is called, which is before the
 * code runs.
 *
 * The first store to a page is noted, as in unguarded memory (docs/decisions.md, D-004): a page that is read-write but
 * not written yet is protected from stores. Since that costs a signal, few pages are left so: those that were written
 * in an earlier life, and short ranges, count as written at once, and in longer ones a first store takes along the
 * more pages the more there are written.
 *
 * The host limits how many differently protected pieces a process has. Where that limit is near, or protection fails
 * for another reason, memory becomes unguarded: nothing else depends on it.
 */
#ifndef PVMI_GUARD_H
#define PVMI_GUARD_H

#include "memory.h"

/* Makes memory guarded, if it isn't. False: it can't be; it is as it was, and refuses_guard. */
bool pvmi_guard_begin(pvmi_memory_t *memory);

/* Makes it unguarded, if it is guarded. */
void pvmi_guard_end(pvmi_memory_t *memory);

/* No page of guarded memory is more accessible than to the guest now. False: memory is no longer guarded. */
bool pvmi_guard_settle(pvmi_memory_t *memory);

/* What memory.c tells of guarded memory. Pages from first to before end. */
void pvmi_guard_follow(pvmi_memory_t *memory, uint32_t first, uint32_t end); /* rights have changed */
void pvmi_guard_before_zeroing(pvmi_memory_t *memory, uint32_t first, uint32_t end);
void pvmi_guard_before_writing(pvmi_memory_t *memory, uint32_t first, uint32_t end);
void pvmi_guard_after_first_store(pvmi_memory_t *memory, uint32_t page, uint32_t last);
void pvmi_guard_before_reset(pvmi_memory_t *memory, bool keeps_pages);
void pvmi_guard_forget_rights(pvmi_memory_t *memory, pvmi_range_t range);

/* Can the process load from a page? */
static inline bool pvmi_guard_can_load(const pvmi_memory_t *memory, uint32_t page)
{
    return !memory->is_guarded || (memory->access[page] & PVMI_HOST_LOAD);
}

#endif
