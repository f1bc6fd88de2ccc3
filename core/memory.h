/*
 * Guest memory: a reservation of the whole 32-bit address space, backed page by page as the guest touches it, with one
 * octet of access rights per page. Gray Paper 4.6 and A.4.
 *
 * Guest octet n is base[n], always: that is what makes live windows possible. Reset costs what was written, not what
 * was mapped: a page is zeroed only if it is in the list of written pages.
 */
#ifndef PVMI_MEMORY_H
#define PVMI_MEMORY_H

#include "../pvm.h"

#define PVMI_PAGE_BITS 12
#define PVMI_PAGES (UINT32_C(1) << 20)
#define PVMI_LOWEST_PAGE (PVM_LOWEST_ADDRESS >> PVMI_PAGE_BITS)
#define PVMI_ADDRESS_SPACE (UINT64_C(1) << 32)

/* Rights of a page, as the engines test them. */
enum {
    PVMI_CAN_LOAD = 1,
    PVMI_CAN_STORE = 2,   /* read-write, and already in the list of written pages */
    PVMI_READ_WRITE = 4,  /* read-write; a first store goes through pvmi_memory_prepare_store */
    PVMI_WRITTEN = 8,     /* in the list of written pages; stays when the page is unmapped */
    PVMI_WINDOW = 16,     /* the host was given a pointer into it that hasn't ended */
    PVMI_HOST_LOAD = 32,  /* guarded memory: what the process itself can do with the page, see guard.h */
    PVMI_HOST_STORE = 64,
    PVMI_WARM = 128,      /* the same: the host has backed it in one of its lives, so that zeroing it is cheap */
};

/* Inaccessible octets in front of guarded memory and behind it, for accesses that straddle its end. */
#define PVMI_GUARD_LEN 65536

/* Ranges of pages that were mapped since the last reset, so that it need not look at a million pages. */
#define PVMI_RANGES 16

typedef struct pvmi_range {
    uint32_t first, end; /* pages */
} pvmi_range_t;

typedef struct pvmi_memory {
    uint8_t *base;         /* 4 GiB */
    uint8_t *access;       /* PVMI_PAGES octets of the flags above */
    uint32_t *written;     /* page numbers, room for all */
    uint32_t written_count;
    uint32_t mapped_pages; /* accessible now */
    uint32_t page_limit;   /* at most this many */
    uint32_t kept_pages;   /* no fewer than the host still backs from earlier runs */
    uint32_t range_count;
    pvmi_range_t ranges[PVMI_RANGES];
    uint32_t seams;        /* guarded: pages whose protection differs from that of the page before */
    bool is_guarded;       /* the process's own page protection follows the rights, see guard.h */
    bool is_stale;         /* guarded: to the process, some pages are more accessible than to the guest */
    bool has_windows;      /* some page has PVMI_WINDOW */
    bool refuses_guard;    /* it can't be guarded any more, until it is given to another machine */
} pvmi_memory_t;

/* Reserves address space; false if the host has none. All pages are inaccessible and zero. */
bool pvmi_memory_reserve(pvmi_memory_t *memory);
void pvmi_memory_release(pvmi_memory_t *memory);

/* All pages inaccessible and zero again. Keeps the reservation and the pages the host gave it, up to a cap. */
void pvmi_memory_reset(pvmi_memory_t *memory);

/* dst, freshly reset, gets contents and rights of src. */
void pvmi_memory_copy(pvmi_memory_t *dst, const pvmi_memory_t *src);

/* The guest access rights of a page. */
pvm_access_t pvmi_memory_access(const pvmi_memory_t *memory, uint32_t page);

/* Zeroes pages and gives them an access. False: over the page limit, nothing changed. */
bool pvmi_memory_map(pvmi_memory_t *memory, uint32_t first, uint32_t count, pvm_access_t access);

/* Changes the access of mapped pages, to one that isn't none. False: a page isn't mapped, nothing changed. */
bool pvmi_memory_protect(pvmi_memory_t *memory, uint32_t first, uint32_t count, pvm_access_t access);

/* First page at or behind `page` whose access differs from its; PVMI_PAGES if none does. */
uint32_t pvmi_memory_run_end(const pvmi_memory_t *memory, uint32_t page);

/*
 * Are len octets from address on, without wrapping, in pages with at least this right? If not, *out_page is the first
 * that lacks it, or 0 if the range runs over 2^32. right: PVMI_CAN_LOAD, PVMI_READ_WRITE.
 */
bool pvmi_memory_allows(const pvmi_memory_t *memory, uint32_t address, uint64_t len, uint8_t right, uint32_t *out_page);

/* Notes that pages are about to be written by the host; they must be mapped. */
void pvmi_memory_note_written(pvmi_memory_t *memory, uint32_t address, uint64_t len);

/* The same, and that the host keeps a pointer to them. */
void pvmi_memory_note_window(pvmi_memory_t *memory, uint32_t address, uint64_t len);

/* A guest store that failed the PVMI_CAN_STORE test: true if it is allowed after all, and now passes the test. */
bool pvmi_memory_prepare_store(pvmi_memory_t *memory, uint32_t address, uint32_t len);

/* The page is in the list of written pages from now on, and stores to it pass the test if it is read-write. */
static inline void pvmi_memory_note_page(pvmi_memory_t *memory, uint32_t page)
{
    uint8_t *const access = &memory->access[page];
    if (!(*access & PVMI_WRITTEN))
        memory->written[memory->written_count++] = page;
    *access |= PVMI_WRITTEN;
    if (*access & PVMI_READ_WRITE)
        *access |= PVMI_CAN_STORE;
}

static inline uint8_t *pvmi_memory_page(const pvmi_memory_t *memory, uint32_t page)
{
    return memory->base + ((size_t)page << PVMI_PAGE_BITS);
}

/* First of len octets from address on, wrapping, that lacks a right: the address that a fault names (A.4). */
uint32_t pvmi_memory_first_denied(const pvmi_memory_t *memory, uint32_t address, uint32_t len, uint8_t right);

#endif
