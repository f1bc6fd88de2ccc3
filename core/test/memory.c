/* Guest memory as a host sees it: pages, copies, windows, the heap, the standard layout. Gray Paper 4.6, A.4, B.8. */
#include "given.h"

static pvm_vm_t *given_memory(void)
{
    pvm_vm_t *const vm = given_machine("trap\n");
    OK(pvm_vm_map_memory(vm, PLACE, 2 * PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
    OK(pvm_vm_map_memory(vm, PLACE + 2 * PVM_PAGE_SIZE, PVM_PAGE_SIZE, PVM_ACCESS_READ));
    return vm;
}

static pvm_access_t access_at(pvm_vm_t *vm, uint32_t address)
{
    pvm_access_t access;
    uint64_t end;
    OK(pvm_vm_query_memory(vm, address, &access, &end));
    return access;
}

TEST("a new machine has no page at all")
{
    pvm_vm_t *const vm = given_machine("trap\n");
    pvm_access_t access = PVM_ACCESS_READ;
    uint64_t end;
    OK(pvm_vm_query_memory(vm, 0, &access, &end));
    EQUAL(PVM_ACCESS_NONE, access);
    EQUAL(UINT64_C(1) << 32, end);
    OK(pvm_vm_query_memory(vm, 0xffffffff, &access, &end));
    EQUAL(UINT64_C(1) << 32, end);
    OK(pvm_vm_destroy(vm));
}

TEST("mapping fills pages with zeros; what they held before is gone")
{
    pvm_vm_t *const vm = given_memory();
    OK(pvm_vm_write_memory(vm, PLACE, (const uint8_t *)"abc", 3, NULL));
    OK(pvm_vm_map_memory(vm, PLACE, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
    uint8_t octets[3];
    OK(pvm_vm_read_memory(vm, PLACE, octets, 3, NULL));
    EQUAL_OCTETS("\0\0\0", octets, 3);
    OK(pvm_vm_write_memory(vm, PLACE, (const uint8_t *)"abc", 3, NULL));
    OK(pvm_vm_map_memory(vm, PLACE, PVM_PAGE_SIZE, PVM_ACCESS_NONE)); /* unmaps */
    EQUAL(PVM_ACCESS_NONE, access_at(vm, PLACE));
    STATUS(PVM_STATUS_PAGE_FAULT, pvm_vm_read_memory(vm, PLACE, octets, 3, NULL));
    OK(pvm_vm_map_memory(vm, PLACE, PVM_PAGE_SIZE, PVM_ACCESS_READ));
    OK(pvm_vm_read_memory(vm, PLACE, octets, 3, NULL));
    EQUAL_OCTETS("\0\0\0", octets, 3);
    OK(pvm_vm_destroy(vm));
}

TEST("mapping and protecting want whole pages from 0x10000 to 2^32, and a length of 0 does nothing")
{
    static const struct {
        uint32_t address;
        uint64_t length;
        pvm_status_t expected;
    } cases[] = {
        {0x10000, 0x1000, PVM_STATUS_OK},
        {0xfffff000, 0x1000, PVM_STATUS_OK},
        {0x10000, 0xffff0000, PVM_STATUS_OK}, /* all there is */
        {0x20000, 0, PVM_STATUS_OK},
        {0xf000, 0x1000, PVM_STATUS_BAD_ADDRESS},
        {0, 0x1000, PVM_STATUS_BAD_ADDRESS},
        {0, 0x100000000, PVM_STATUS_BAD_ADDRESS},
        {0x10001, 0x1000, PVM_STATUS_BAD_ADDRESS},
        {0x10800, 0x800, PVM_STATUS_BAD_ADDRESS},
        {0x20000, 0x1001, PVM_STATUS_BAD_ADDRESS},
        {0x20000, 1, PVM_STATUS_BAD_ADDRESS},
        {0xfffff000, 0x2000, PVM_STATUS_BAD_ADDRESS},
        {0x10000, 0xffff1000, PVM_STATUS_BAD_ADDRESS},
        {0x10000, UINT64_MAX - 0xfff, PVM_STATUS_BAD_ADDRESS},
    };
    pvm_vm_t *const vm = given_machine("trap\n");
    for (size_t i = 0; i < COUNT(cases); i++) {
        const uint32_t address = cases[i].address;
        const pvm_status_t mapped = pvm_vm_map_memory(vm, address, cases[i].length, PVM_ACCESS_READ);
        const pvm_status_t protected = pvm_vm_protect_memory(vm, address, cases[i].length, PVM_ACCESS_READ_WRITE);
        if (mapped != cases[i].expected || protected != cases[i].expected)
            FAIL("case %zu: map: %s, protect: %s", i, pvm_status_message(mapped), pvm_status_message(protected));
    }
    EQUAL(PVM_ACCESS_NONE, access_at(vm, 0xffff)); /* the first 64 KiB are never mapped */
    OK(pvm_vm_destroy(vm));
}

TEST("an access that is none is refused; protect takes neither none nor what is unknown")
{
    pvm_vm_t *const vm = given_memory();
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_map_memory(vm, PLACE, 4096, (pvm_access_t)3));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_map_memory(vm, PLACE, 4096, (pvm_access_t)-1));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_protect_memory(vm, PLACE, 4096, PVM_ACCESS_NONE));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_protect_memory(vm, PLACE, 4096, (pvm_access_t)3));
    EQUAL(PVM_ACCESS_READ_WRITE, access_at(vm, PLACE));
    OK(pvm_vm_destroy(vm));
}

TEST("protect keeps contents, and changes nothing if a page of the range is not mapped")
{
    pvm_vm_t *const vm = given_memory();
    uint8_t octets[3];
    OK(pvm_vm_write_memory(vm, PLACE, (const uint8_t *)"abc", 3, NULL));
    OK(pvm_vm_protect_memory(vm, PLACE, PVM_PAGE_SIZE, PVM_ACCESS_READ));
    EQUAL(PVM_ACCESS_READ, access_at(vm, PLACE));
    OK(pvm_vm_read_memory(vm, PLACE, octets, 3, NULL));
    EQUAL_OCTETS("abc", octets, 3);
    STATUS(PVM_STATUS_PAGE_FAULT, pvm_vm_protect_memory(vm, PLACE, 4 * PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
    EQUAL(PVM_ACCESS_READ, access_at(vm, PLACE));
    OK(pvm_vm_protect_memory(vm, PLACE, 3 * PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
    OK(pvm_vm_write_memory(vm, PLACE + 2 * PVM_PAGE_SIZE, (const uint8_t *)"x", 1, NULL));
    OK(pvm_vm_read_memory(vm, PLACE, octets, 3, NULL));
    EQUAL_OCTETS("abc", octets, 3);
    OK(pvm_vm_destroy(vm));
}

TEST("a query tells the access of a page and the first address behind it with another access")
{
    pvm_vm_t *const vm = given_memory();
    static const struct {
        uint32_t address;
        pvm_access_t access;
        uint64_t end;
    } cases[] = {
        {0, PVM_ACCESS_NONE, PLACE},
        {PLACE - 1, PVM_ACCESS_NONE, PLACE},
        {PLACE, PVM_ACCESS_READ_WRITE, PLACE + 0x2000},
        {PLACE + 0x1fff, PVM_ACCESS_READ_WRITE, PLACE + 0x2000},
        {PLACE + 0x2001, PVM_ACCESS_READ, PLACE + 0x3000},
        {PLACE + 0x3000, PVM_ACCESS_NONE, UINT64_C(1) << 32},
    };
    OK(pvm_vm_write_memory(vm, PLACE, (const uint8_t *)"x", 1, NULL)); /* a written page is no other access */
    for (size_t i = 0; i < COUNT(cases); i++) {
        pvm_access_t access;
        uint64_t end;
        OK(pvm_vm_query_memory(vm, cases[i].address, &access, &end));
        EQUAL(cases[i].access, access);
        EQUAL(cases[i].end, end);
    }
    OK(pvm_vm_destroy(vm));
}

TEST("queries tell the truth after any number of changes, in a clone too")
{
    enum { FIRST = PLACE / PVM_PAGE_SIZE, PAGES = 300 };
    static pvm_access_t expected[PAGES + 1];
    memset(expected, 0, sizeof expected);
    pvm_vm_t *const vm = given_memory();
    OK(pvm_vm_map_memory(vm, PLACE, PAGES * PVM_PAGE_SIZE, PVM_ACCESS_NONE));
    uint32_t state = 1;
    for (int change = 0; change < 400; change++) {
        state = state * 1664525 + 1013904223;
        const uint32_t first = (state >> 8) % PAGES, count = 1 + (state >> 20) % 5;
        const pvm_access_t access = (pvm_access_t)(state >> 28) % 3;
        for (uint32_t page = first; page < first + count && page < PAGES; page++) {
            OK(pvm_vm_map_memory(vm, (FIRST + page) * PVM_PAGE_SIZE, PVM_PAGE_SIZE, access));
            expected[page] = access;
        }
    }
    pvm_vm_t *copy;
    OK(pvm_vm_clone(vm, &copy));
    for (uint32_t page = 0; page < PAGES; page++) {
        uint32_t end = page + 1;
        while (end < PAGES && expected[end] == expected[page])
            end++;
        const bool is_open = end == PAGES && expected[page] == PVM_ACCESS_NONE;
        const pvm_vm_t *const both[] = {vm, copy};
        for (int i = 0; i < 2; i++) {
            pvm_access_t access;
            uint64_t got;
            OK(pvm_vm_query_memory(both[i], (FIRST + page) * PVM_PAGE_SIZE, &access, &got));
            EQUAL(expected[page], access);
            EQUAL(is_open ? UINT64_C(1) << 32 : (uint64_t)(FIRST + end) * PVM_PAGE_SIZE, got);
        }
    }
    OK(pvm_vm_destroy(vm));
    OK(pvm_vm_destroy(copy));
}

/* What each copying function may do in a range: the expected fault address, or none. */
TEST("copies are refused exactly where a guest access would be, name the lowest page, and then do nothing")
{
    enum { NO_FAULT = 1 };
    static const struct {
        uint32_t address;
        size_t len;
        uint32_t read, write, initialize; /* fault address */
    } cases[] = {
        {PLACE, 0x2000, NO_FAULT, NO_FAULT, NO_FAULT},
        {PLACE, 0x3000, NO_FAULT, PLACE + 0x2000, NO_FAULT},
        {PLACE + 0x2000, 1, NO_FAULT, PLACE + 0x2000, NO_FAULT},
        {PLACE + 0x2fff, 1, NO_FAULT, PLACE + 0x2000, NO_FAULT},
        {PLACE + 0x2fff, 2, PLACE + 0x3000, PLACE + 0x2000, PLACE + 0x3000},
        {PLACE - 1, 2, PLACE - 0x1000, PLACE - 0x1000, PLACE - 0x1000},
        {PLACE + 0x5432, 1, PLACE + 0x5000, PLACE + 0x5000, PLACE + 0x5000},
        {0x1234, 1, 0x1000, 0x1000, 0x1000},
        {0x800, 1, 0, 0, 0},
        {0xffffffff, 1, NO_FAULT, NO_FAULT, NO_FAULT},
        {0xffffffff, 2, 0, 0, 0}, /* 0 if the range runs over 2^32 */
        {0xfffff000, 0x1000, NO_FAULT, NO_FAULT, NO_FAULT},
        {0xfffff000, 0x1001, 0, 0, 0},
        {0xffffefff, 0x2000, 0xffffe000, 0xffffe000, 0xffffe000},
        {0x0, 0, NO_FAULT, NO_FAULT, NO_FAULT}, /* an empty range is always fine, whatever its address */
        {0xffffffff, 0, NO_FAULT, NO_FAULT, NO_FAULT},
    };
    pvm_vm_t *const vm = given_memory();
    OK(pvm_vm_map_memory(vm, 0xfffff000, 0x1000, PVM_ACCESS_READ_WRITE));
    static uint8_t buffer[0x4000], before[0x4000];
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct {
            const char *name;
            uint32_t expected;
        } calls[] = {{"read", cases[i].read}, {"write", cases[i].write}, {"initialize", cases[i].initialize}};
        for (size_t call = 0; call < COUNT(calls); call++) {
            uint32_t fault = 77;
            memset(buffer, 0xee, sizeof buffer);
            const pvm_status_t status =
                call == 0   ? pvm_vm_read_memory(vm, cases[i].address, buffer, cases[i].len, &fault)
                : call == 1 ? pvm_vm_write_memory(vm, cases[i].address, buffer, cases[i].len, &fault)
                            : pvm_vm_initialize_memory(vm, cases[i].address, buffer, cases[i].len, &fault);
            const bool may = calls[call].expected == NO_FAULT;
            if (status != (may ? PVM_STATUS_OK : PVM_STATUS_PAGE_FAULT) || fault != (may ? 77 : calls[call].expected))
                FAIL("%s, case %zu: %s, fault address 0x%x", calls[call].name, i, pvm_status_message(status),
                     (unsigned)fault);
            if (call == 0 && !may)
                EQUAL(0xee, buffer[0]);
        }
    }
    /* A refused write leaves the pages in front of the refusing one as they were. */
    OK(pvm_vm_map_memory(vm, PLACE, 0x2000, PVM_ACCESS_READ_WRITE));
    uint32_t fault;
    STATUS(PVM_STATUS_PAGE_FAULT, pvm_vm_write_memory(vm, PLACE + 0x1000, buffer, 0x1001, &fault));
    OK(pvm_vm_read_memory(vm, PLACE, before, 0x2000, NULL));
    for (size_t i = 0; i < 0x2000; i++)
        EQUAL(0, before[i]);
    OK(pvm_vm_destroy(vm));
}

TEST("a length that no array has is refused as a range over 2^32, not copied")
{
    pvm_vm_t *const vm = given_machine("trap\n");
    OK(pvm_vm_map_memory(vm, 0xfffff000, 0x1000, PVM_ACCESS_READ_WRITE));
    uint8_t octet = 0;
    uint32_t fault = 77;
    STATUS(PVM_STATUS_PAGE_FAULT, pvm_vm_read_memory(vm, 0xfffff000, &octet, SIZE_MAX, &fault));
    EQUAL(0, fault);
    STATUS(PVM_STATUS_PAGE_FAULT, pvm_vm_write_memory(vm, 0xfffff001, &octet, SIZE_MAX - 0xfffff000, &fault));
    STATUS(PVM_STATUS_PAGE_FAULT, pvm_vm_read_memory(vm, 0xffffffff, &octet, SIZE_MAX - 0xfffffffe, &fault));
    CHECK(pvm_vm_get_memory_window(vm, 0xfffff000, SIZE_MAX) == NULL);
    OK(pvm_vm_destroy(vm));
}

TEST("initialize writes to read-only pages, which the guest then loads")
{
    pvm_vm_t *const vm = given_machine("load_u8 r7, [0x20000]\nload_u8 r8, [0x20fff]\n");
    OK(pvm_vm_map_memory(vm, PLACE, PVM_PAGE_SIZE, PVM_ACCESS_READ));
    OK(pvm_vm_initialize_memory(vm, PLACE, (const uint8_t *)"a", 1, NULL));
    OK(pvm_vm_initialize_memory(vm, PLACE + 0xfff, (const uint8_t *)"z", 1, NULL));
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
    EQUAL('a', pvm_vm_get_register(vm, 7));
    EQUAL('z', pvm_vm_get_register(vm, 8));
    OK(pvm_vm_destroy(vm));
}

TEST("a window is the guest's memory itself")
{
    pvm_vm_t *const vm = given_machine("load_u8 r7, [0x20001]\nstore_u8 [0x20002], r8\n");
    OK(pvm_vm_map_memory(vm, PLACE, 2 * PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
    uint8_t *const window = pvm_vm_get_memory_window(vm, PLACE, 2 * PVM_PAGE_SIZE);
    CHECK(window != NULL);
    window[1] = 11;
    OK(pvm_vm_set_register(vm, 8, 22));
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
    EQUAL(11, pvm_vm_get_register(vm, 7));
    EQUAL(22, window[2]);
    CHECK(pvm_vm_get_memory_window(vm, PLACE + 2, 1) == window + 2);
    window[PVM_PAGE_SIZE] = 33; /* what is written through a window is cleared by a reset as anything else */
    OK(pvm_vm_reset(vm, NULL));
    OK(pvm_vm_map_memory(vm, PLACE, 2 * PVM_PAGE_SIZE, PVM_ACCESS_READ));
    uint8_t octets[PVM_PAGE_SIZE + 1];
    OK(pvm_vm_read_memory(vm, PLACE, octets, sizeof octets, NULL));
    EQUAL(0, octets[1] | octets[2] | octets[PVM_PAGE_SIZE]);
    OK(pvm_vm_destroy(vm));
}

TEST("a window is NULL unless every page of the range is read-write and its length is 1 to 2^30")
{
    pvm_vm_t *const vm = given_memory();
    CHECK(pvm_vm_get_memory_window(vm, PLACE, 0x2000) != NULL);
    CHECK(pvm_vm_get_memory_window(vm, PLACE, 0x2001) == NULL);
    CHECK(pvm_vm_get_memory_window(vm, PLACE + 0x2000, 1) == NULL); /* read-only */
    CHECK(pvm_vm_get_memory_window(vm, PLACE + 0x3000, 1) == NULL);
    CHECK(pvm_vm_get_memory_window(vm, PLACE, 0) == NULL);
    CHECK(pvm_vm_get_memory_window(vm, 0, 1) == NULL);
    OK(pvm_vm_map_memory(vm, 0x10000000, 0x50000000, PVM_ACCESS_READ_WRITE));
    CHECK(pvm_vm_get_memory_window(vm, 0x10000000, 0x40000000) != NULL);
    CHECK(pvm_vm_get_memory_window(vm, 0x10000000, 0x40000001) == NULL);
    OK(pvm_vm_destroy(vm));
    CHECK(pvm_vm_get_memory_window(vm, PLACE, 1) == NULL);
    CHECK(pvm_vm_get_memory_window(NULL, PLACE, 1) == NULL);
}

TEST("the memory limit counts accessible pages, and a refused mapping changes nothing")
{
    pvm_program_t *const program = given_program("trap\n", NULL);
    const pvm_vm_options_t options = {.size = sizeof options, .memory_limit = 3 * PVM_PAGE_SIZE + 4095};
    pvm_vm_t *vm;
    OK(pvm_vm_from_program(program, &options, &vm));
    pvm_program_release(program);
    OK(pvm_vm_map_memory(vm, PLACE, 2 * PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
    OK(pvm_vm_write_memory(vm, PLACE, (const uint8_t *)"x", 1, NULL));
    STATUS(PVM_STATUS_LIMIT_EXCEEDED, pvm_vm_map_memory(vm, PLACE, 4 * PVM_PAGE_SIZE, PVM_ACCESS_READ));
    EQUAL(PVM_ACCESS_READ_WRITE, access_at(vm, PLACE));
    uint8_t octet;
    OK(pvm_vm_read_memory(vm, PLACE, &octet, 1, NULL));
    EQUAL('x', octet);
    OK(pvm_vm_map_memory(vm, PLACE, 3 * PVM_PAGE_SIZE, PVM_ACCESS_READ)); /* pages mapped anew count once */
    STATUS(PVM_STATUS_LIMIT_EXCEEDED, pvm_vm_map_memory(vm, 0x90000, PVM_PAGE_SIZE, PVM_ACCESS_READ));
    OK(pvm_vm_map_memory(vm, PLACE, PVM_PAGE_SIZE, PVM_ACCESS_NONE)); /* unmapping makes room */
    OK(pvm_vm_map_memory(vm, 0x90000, PVM_PAGE_SIZE, PVM_ACCESS_READ));
    pvm_vm_t *copy;
    OK(pvm_vm_clone(vm, &copy)); /* with all its pages counted */
    STATUS(PVM_STATUS_LIMIT_EXCEEDED, pvm_vm_map_memory(copy, PLACE, PVM_PAGE_SIZE, PVM_ACCESS_READ));
    OK(pvm_vm_destroy(copy));
    OK(pvm_vm_reset(vm, NULL)); /* the limit stays */
    STATUS(PVM_STATUS_LIMIT_EXCEEDED, pvm_vm_map_memory(vm, PLACE, 4 * PVM_PAGE_SIZE, PVM_ACCESS_READ));
    OK(pvm_vm_clone(vm, &copy));
    STATUS(PVM_STATUS_LIMIT_EXCEEDED, pvm_vm_map_memory(copy, PLACE, 4 * PVM_PAGE_SIZE, PVM_ACCESS_READ));
    OK(pvm_vm_map_memory(copy, PLACE, 3 * PVM_PAGE_SIZE, PVM_ACCESS_READ));
    OK(pvm_vm_destroy(copy));
    OK(pvm_vm_destroy(vm));
}

/* ---- Heap -------------------------------------------------------------- */

/* Heap from 0x20000 with its end at 0x21000; lowest stack address 0xfefdf000. */
static pvm_vm_t *given_heap(void)
{
    pvm_vm_t *const vm = given_machine("sbrk r7, r8\nfallthrough\n");
    static const uint8_t data[] = {1};
    OK(pvm_vm_set_memory_regions(vm, data, 1, NULL, 0, NULL, 0, NULL, 4096));
    EQUAL(0x21000, pvm_vm_get_heap_pointer(vm));
    return vm;
}

TEST("growing the heap gives the end before, maps up to the new end, zero and read-write, and no page twice")
{
    pvm_vm_t *const vm = given_heap();
    uint64_t old = 0;
    OK(pvm_vm_grow_heap(vm, 0, &old)); /* only asks */
    EQUAL(0x21000, old);
    EQUAL(PVM_ACCESS_NONE, access_at(vm, 0x21000));
    OK(pvm_vm_grow_heap(vm, 0xa0, &old));
    EQUAL(0x21000, old);
    EQUAL(0x210a0, pvm_vm_get_heap_pointer(vm));
    EQUAL(PVM_ACCESS_READ_WRITE, access_at(vm, 0x21fff));
    EQUAL(PVM_ACCESS_NONE, access_at(vm, 0x22000));
    OK(pvm_vm_write_memory(vm, 0x21fff, (const uint8_t *)"x", 1, NULL));
    OK(pvm_vm_grow_heap(vm, 0xf60, &old)); /* to the end of that page: nothing is mapped, nothing zeroed */
    EQUAL(0x210a0, old);
    EQUAL(PVM_ACCESS_NONE, access_at(vm, 0x22000));
    uint8_t octet;
    OK(pvm_vm_read_memory(vm, 0x21fff, &octet, 1, NULL));
    EQUAL('x', octet);
    OK(pvm_vm_grow_heap(vm, 1, &old));
    EQUAL(PVM_ACCESS_READ_WRITE, access_at(vm, 0x22000));
    OK(pvm_vm_destroy(vm));
}

TEST("the heap ends at the lowest stack address: growing beyond is refused and changes nothing")
{
    pvm_vm_t *const vm = given_heap();
    const uint64_t room = 0xfefdf000 - 0x21000;
    uint64_t old = 77;
    STATUS(PVM_STATUS_LIMIT_EXCEEDED, pvm_vm_grow_heap(vm, room + 1, &old));
    STATUS(PVM_STATUS_LIMIT_EXCEEDED, pvm_vm_grow_heap(vm, UINT64_MAX, &old));
    EQUAL(77, old);
    EQUAL(0x21000, pvm_vm_get_heap_pointer(vm));
    EQUAL(PVM_ACCESS_NONE, access_at(vm, 0x21000));
    OK(pvm_vm_grow_heap(vm, room, &old));
    EQUAL(0xfefdf000, pvm_vm_get_heap_pointer(vm));
    STATUS(PVM_STATUS_LIMIT_EXCEEDED, pvm_vm_grow_heap(vm, 1, &old));
    OK(pvm_vm_grow_heap(vm, 0, &old));
    OK(pvm_vm_destroy(vm));
}

TEST("the heap does not grow beyond the memory limit, by the host or by sbrk")
{
    pvm_program_t *const program = given_program("sbrk r7, r8\n", NULL);
    const pvm_vm_options_t options = {.size = sizeof options, .memory_limit = 2 * PVM_PAGE_SIZE};
    pvm_vm_t *vm;
    OK(pvm_vm_from_program(program, &options, &vm));
    pvm_program_release(program);
    OK(pvm_vm_set_memory_regions(vm, (const uint8_t *)"x", 1, NULL, 0, NULL, 0, NULL, 0));
    uint64_t old;
    STATUS(PVM_STATUS_LIMIT_EXCEEDED, pvm_vm_grow_heap(vm, PVM_PAGE_SIZE + 1, &old));
    pvm_vm_set_gas(vm, 10);
    OK(pvm_vm_set_register(vm, 8, PVM_PAGE_SIZE + 1));
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
    EQUAL(0, pvm_vm_get_register(vm, 7));
    OK(pvm_vm_set_register(vm, 8, PVM_PAGE_SIZE));
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
    EQUAL(0x21000, pvm_vm_get_register(vm, 7));
    OK(pvm_vm_destroy(vm));
}

TEST("moving the heap end maps nothing, is refused beyond the heap limit, and later growth starts there")
{
    pvm_vm_t *const vm = given_heap();
    STATUS(PVM_STATUS_BAD_ADDRESS, pvm_vm_set_heap_pointer(vm, 0xfefdf001));
    EQUAL(0x21000, pvm_vm_get_heap_pointer(vm));
    OK(pvm_vm_set_heap_pointer(vm, 0x30000));
    EQUAL(PVM_ACCESS_NONE, access_at(vm, 0x30000 - 1));
    EQUAL(0x30000, pvm_vm_get_state(vm)->heap_pointer);
    uint64_t old;
    OK(pvm_vm_grow_heap(vm, 1, &old));
    EQUAL(0x30000, old);
    EQUAL(PVM_ACCESS_READ_WRITE, access_at(vm, 0x30000));
    EQUAL(PVM_ACCESS_NONE, access_at(vm, 0x21000));
    OK(pvm_vm_destroy(vm));
}

TEST("a heap end that the host put below 0x10000 does not grow: the first 64 KiB stay unmapped")
{
    pvm_vm_t *const vm = given_heap();
    uint64_t old;
    for (uint64_t end = 0; end < 0x10000; end += 0xfff) {
        OK(pvm_vm_set_heap_pointer(vm, end));
        STATUS(PVM_STATUS_LIMIT_EXCEEDED, pvm_vm_grow_heap(vm, 0x20000, &old));
        OK(pvm_vm_set_register(vm, 8, 0x20000));
        pvm_vm_set_gas(vm, 10);
        RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
        EQUAL(0, pvm_vm_get_register(vm, 7));
    }
    pvm_vm_get_state(vm)->heap_pointer = UINT64_MAX; /* nor is the state block trusted */
    STATUS(PVM_STATUS_LIMIT_EXCEEDED, pvm_vm_grow_heap(vm, 1, &old));
    EQUAL(PVM_ACCESS_NONE, access_at(vm, 0));
    EQUAL(PVM_ACCESS_NONE, access_at(vm, 0xf000));
    OK(pvm_vm_destroy(vm));
}

TEST("without the standard layout the heap end is 0 and cannot move")
{
    pvm_vm_t *const vm = given_machine("trap\n");
    uint64_t old = 77;
    EQUAL(0, pvm_vm_get_heap_pointer(vm));
    OK(pvm_vm_grow_heap(vm, 0, &old));
    EQUAL(0, old);
    STATUS(PVM_STATUS_LIMIT_EXCEEDED, pvm_vm_grow_heap(vm, 1, &old));
    OK(pvm_vm_set_heap_pointer(vm, 0));
    STATUS(PVM_STATUS_BAD_ADDRESS, pvm_vm_set_heap_pointer(vm, 1));
    OK(pvm_vm_destroy(vm));
}

/* ---- Regions ----------------------------------------------------------- */

TEST("setting the regions lays out zones as a standard program has them, and unmaps all that was mapped before")
{
    pvm_vm_t *const vm = given_memory();
    OK(pvm_vm_write_memory(vm, PLACE, (const uint8_t *)"dirt", 4, NULL));
    uint8_t stack[PVM_PAGE_SIZE];
    memset(stack, 0x55, sizeof stack);
    OK(pvm_vm_set_memory_regions(vm, (const uint8_t *)"rw", 2, (const uint8_t *)"ro", 2, (const uint8_t *)"out", 3,
                                 stack, sizeof stack));
    EQUAL(PVM_ACCESS_READ, access_at(vm, 0x10000));
    EQUAL(PVM_ACCESS_NONE, access_at(vm, PLACE));
    EQUAL(PVM_ACCESS_READ_WRITE, access_at(vm, 0x30000)); /* 2 * 64 KiB + the read-only zone rounded up */
    EQUAL(PVM_ACCESS_READ_WRITE, access_at(vm, (uint32_t)PVM_STACK_TOP - 1));
    EQUAL(PVM_ACCESS_READ, access_at(vm, PVM_ARGUMENT_ADDRESS));
    EQUAL(0x31000, pvm_vm_get_heap_pointer(vm));
    uint8_t octets[4];
    OK(pvm_vm_read_memory(vm, 0x10000, octets, 3, NULL));
    EQUAL_OCTETS("ro\0", octets, 3);
    OK(pvm_vm_read_memory(vm, 0x30000, octets, 3, NULL));
    EQUAL_OCTETS("rw\0", octets, 3);
    OK(pvm_vm_read_memory(vm, PVM_ARGUMENT_ADDRESS, octets, 4, NULL));
    EQUAL_OCTETS("out\0", octets, 4);
    OK(pvm_vm_read_memory(vm, PVM_STACK_TOP - PVM_PAGE_SIZE, octets, 4, NULL));
    EQUAL_OCTETS("\x55\x55\x55\x55", octets, 4);
    CHECK(pvm_vm_get_memory_window(vm, 0x30000, 2) != NULL); /* from then on the bytes are shared */
    OK(pvm_vm_set_memory_regions(vm, NULL, 0, NULL, 0, NULL, 0, NULL, 1)); /* a stack of zeros, nothing else */
    OK(pvm_vm_read_memory(vm, PVM_STACK_TOP - PVM_PAGE_SIZE, octets, 4, NULL));
    EQUAL_OCTETS("\0\0\0\0", octets, 4);
    EQUAL(PVM_ACCESS_NONE, access_at(vm, 0x10000));
    EQUAL(0x20000, pvm_vm_get_heap_pointer(vm));
    OK(pvm_vm_destroy(vm));
}

TEST("regions out of range or without their octets are refused, and memory is as it was")
{
    pvm_vm_t *const vm = given_memory();
    const uint8_t x = 0;
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_set_memory_regions(vm, NULL, 1, NULL, 0, NULL, 0, NULL, 0));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_set_memory_regions(vm, NULL, 0, NULL, 1, NULL, 0, NULL, 0));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_set_memory_regions(vm, NULL, 0, NULL, 0, NULL, 1, NULL, 0));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_set_memory_regions(vm, &x, 0x11000000, NULL, 0, NULL, 0, NULL, 0));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_set_memory_regions(vm, &x, SIZE_MAX, NULL, 0, NULL, 0, NULL, 0));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_set_memory_regions(vm, NULL, 0, &x, 0x1000000, NULL, 0, NULL, 0));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_set_memory_regions(vm, NULL, 0, NULL, 0, &x, 0x1000001, NULL, 0));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_set_memory_regions(vm, NULL, 0, NULL, 0, NULL, 0, NULL, 0x1000000));
    EQUAL(PVM_ACCESS_READ_WRITE, access_at(vm, PLACE));
    EQUAL(0, pvm_vm_get_heap_pointer(vm));
    OK(pvm_vm_destroy(vm));
    STATUS(PVM_STATUS_DESTROYED, pvm_vm_set_memory_regions(vm, NULL, 0, NULL, 0, NULL, 0, NULL, 0));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_set_memory_regions(NULL, NULL, 0, NULL, 0, NULL, 0, NULL, 0));
}

TEST("regions beyond the memory limit are refused, and memory is as it was")
{
    pvm_program_t *const program = given_program("trap\n", NULL);
    const pvm_vm_options_t options = {.size = sizeof options, .memory_limit = 2 * PVM_PAGE_SIZE};
    pvm_vm_t *vm;
    OK(pvm_vm_from_program(program, &options, &vm));
    pvm_program_release(program);
    OK(pvm_vm_map_memory(vm, PLACE, PVM_PAGE_SIZE, PVM_ACCESS_READ));
    const uint8_t x = 0;
    STATUS(PVM_STATUS_LIMIT_EXCEEDED, pvm_vm_set_memory_regions(vm, &x, 1, &x, 1, &x, 1, NULL, 0));
    EQUAL(PVM_ACCESS_READ, access_at(vm, PLACE));
    OK(pvm_vm_set_memory_regions(vm, &x, 1, &x, 1, NULL, 0, NULL, 0));
    OK(pvm_vm_destroy(vm));
}

TEST("memory calls want a machine that is there, and the pointers they need")
{
    pvm_vm_t *const gone = given_destroyed_machine();
    pvm_access_t access;
    uint64_t number;
    uint8_t octet = 0;
    STATUS(PVM_STATUS_DESTROYED, pvm_vm_map_memory(gone, PLACE, 4096, PVM_ACCESS_READ));
    STATUS(PVM_STATUS_DESTROYED, pvm_vm_protect_memory(gone, PLACE, 4096, PVM_ACCESS_READ));
    STATUS(PVM_STATUS_DESTROYED, pvm_vm_query_memory(gone, PLACE, &access, &number));
    STATUS(PVM_STATUS_DESTROYED, pvm_vm_read_memory(gone, PLACE, &octet, 1, NULL));
    STATUS(PVM_STATUS_DESTROYED, pvm_vm_write_memory(gone, PLACE, &octet, 1, NULL));
    STATUS(PVM_STATUS_DESTROYED, pvm_vm_initialize_memory(gone, PLACE, &octet, 1, NULL));
    STATUS(PVM_STATUS_DESTROYED, pvm_vm_set_heap_pointer(gone, 0));
    STATUS(PVM_STATUS_DESTROYED, pvm_vm_grow_heap(gone, 0, &number));
    EQUAL(0, pvm_vm_get_heap_pointer(gone));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_map_memory(NULL, PLACE, 4096, PVM_ACCESS_READ));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_protect_memory(NULL, PLACE, 4096, PVM_ACCESS_READ));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_query_memory(NULL, PLACE, &access, &number));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_read_memory(NULL, PLACE, &octet, 1, NULL));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_write_memory(NULL, PLACE, &octet, 1, NULL));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_initialize_memory(NULL, PLACE, &octet, 1, NULL));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_set_heap_pointer(NULL, 0));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_grow_heap(NULL, 0, &number));
    EQUAL(0, pvm_vm_get_heap_pointer(NULL));
    pvm_vm_t *const vm = given_memory();
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_query_memory(vm, PLACE, NULL, &number));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_query_memory(vm, PLACE, &access, NULL));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_read_memory(vm, PLACE, NULL, 1, NULL));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_write_memory(vm, PLACE, NULL, 1, NULL));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_initialize_memory(vm, PLACE, NULL, 1, NULL));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_grow_heap(vm, 0, NULL));
    OK(pvm_vm_read_memory(vm, PLACE, NULL, 0, NULL));
    OK(pvm_vm_write_memory(vm, PLACE, NULL, 0, NULL));
    OK(pvm_vm_destroy(vm));
}

TEST("many scattered mappings and a thousand written pages are all gone after a reset")
{
    pvm_vm_t *const vm = given_machine("trap\n");
    for (uint32_t round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < 1000; i++) {
            const uint32_t address = 0x10000 + i * 0x3f1000;
            uint8_t octet = 1;
            OK(pvm_vm_map_memory(vm, address, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
            OK(pvm_vm_read_memory(vm, address + 0x123, &octet, 1, NULL));
            EQUAL(0, octet);
            OK(pvm_vm_write_memory(vm, address + 0x123, (const uint8_t *)"x", 1, NULL));
        }
        OK(pvm_vm_reset(vm, NULL));
        pvm_access_t access;
        uint64_t end;
        OK(pvm_vm_query_memory(vm, 0, &access, &end));
        EQUAL(UINT64_C(1) << 32, end);
    }
    OK(pvm_vm_destroy(vm));
}
