/* The functions of an engine that tests and measurements call, as a table: with it, two engines run in one process. */
#ifndef PVMR_ENGINES_H
#define PVMR_ENGINES_H

#include "../../pvm.h"

#define ENGINE_FUNCTIONS(X)                                                                                            \
    X(engine_name) X(result_name) X(assemble) X(program_parse) X(program_parse_standard) X(program_from_parts)         \
    X(program_get_info) X(program_copy_code) X(program_has_instruction) X(program_get_jump_target) X(program_list)     \
    X(program_release) X(vm_from_program) X(vm_destroy) X(vm_reset) X(vm_clone) X(vm_get_state) X(vm_map_memory)       \
    X(vm_protect_memory) X(vm_read_memory) X(vm_initialize_memory) X(vm_set_memory_regions) X(vm_set_yield_mode)       \
    X(vm_execute) X(vm_resume) X(vm_step) X(vm_set_pc) X(vm_set_gas) X(vm_interrupt) X(vm_clear_interrupt)             \
    X(vm_get_memory_mode) X(vm_query_memory) X(vm_write_memory) X(vm_get_memory_window) X(vm_grow_heap)                \
    X(vm_set_host_callback) X(program_copy_native_code)

typedef struct engine {
#define AS_POINTER(name) __typeof__(pvm_##name) *name;
    ENGINE_FUNCTIONS(AS_POINTER)
#undef AS_POINTER
} engine_t;

#endif
