/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. */
#ifndef PVM_MOCK_H
#define PVM_MOCK_H

#include "pvm.h"

/* How often each function was called, and what it returns: zero at first. Outputs are left alone. Not for threads. */
typedef struct pvm_mock {
    struct { unsigned calls; uint32_t result; } abi_version;
    struct { unsigned calls; pvm_engine_kind_t result; } engine_kind;
    struct { unsigned calls; const char *result; } engine_name;
    struct { unsigned calls; const char *result; } status_message;
    struct { unsigned calls; const char *result; } result_name;
    struct { unsigned calls; pvm_status_t result; } program_parse;
    struct { unsigned calls; pvm_status_t result; } program_parse_standard;
    struct { unsigned calls; pvm_status_t result; } program_from_parts;
    struct { unsigned calls; } program_retain;
    struct { unsigned calls; } program_release;
    struct { unsigned calls; pvm_status_t result; } program_get_info;
    struct { unsigned calls; pvm_status_t result; } program_get_defect;
    struct { unsigned calls; pvm_status_t result; } program_copy_code;
    struct { unsigned calls; pvm_status_t result; } program_get_jump_target;
    struct { unsigned calls; bool result; } program_has_instruction;
    struct { unsigned calls; pvm_status_t result; } program_get_block_cost;
    struct { unsigned calls; pvm_status_t result; } program_list_blocks;
    struct { unsigned calls; pvm_status_t result; } program_disassemble;
    struct { unsigned calls; pvm_status_t result; } program_list;
    struct { unsigned calls; pvm_status_t result; } program_copy_native_code;
    struct { unsigned calls; pvm_status_t result; } assemble;
    struct { unsigned calls; pvm_vm_t *result; } vm_create;
    struct { unsigned calls; pvm_status_t result; } vm_from_program;
    struct { unsigned calls; pvm_status_t result; } vm_from_standard;
    struct { unsigned calls; pvm_status_t result; } vm_clone;
    struct { unsigned calls; pvm_status_t result; } vm_destroy;
    struct { unsigned calls; pvm_status_t result; } vm_reset;
    struct { unsigned calls; pvm_status_t result; } vm_reset_standard;
    struct { unsigned calls; pvm_status_t result; } vm_set_bitmask;
    struct { unsigned calls; pvm_status_t result; } vm_set_jump_table;
    struct { unsigned calls; pvm_status_t result; } vm_check;
    struct { unsigned calls; pvm_state_t *result; } vm_get_state;
    struct { unsigned calls; uint64_t result; } vm_get_gas;
    struct { unsigned calls; } vm_set_gas;
    struct { unsigned calls; uint64_t result; } vm_get_pc;
    struct { unsigned calls; } vm_set_pc;
    struct { unsigned calls; pvm_machine_state_t result; } vm_get_machine_state;
    struct { unsigned calls; uint64_t result; } vm_get_register;
    struct { unsigned calls; pvm_status_t result; } vm_set_register;
    struct { unsigned calls; uint64_t *result; } vm_get_registers;
    struct { unsigned calls; uint32_t result; } vm_get_service_index;
    struct { unsigned calls; pvm_memory_mode_t result; } vm_get_memory_mode;
    struct { unsigned calls; pvm_status_t result; } vm_get_trap;
    struct { unsigned calls; pvm_status_t result; } vm_set_memory_regions;
    struct { unsigned calls; pvm_status_t result; } vm_map_memory;
    struct { unsigned calls; pvm_status_t result; } vm_protect_memory;
    struct { unsigned calls; pvm_status_t result; } vm_query_memory;
    struct { unsigned calls; pvm_status_t result; } vm_read_memory;
    struct { unsigned calls; pvm_status_t result; } vm_write_memory;
    struct { unsigned calls; pvm_status_t result; } vm_initialize_memory;
    struct { unsigned calls; uint8_t *result; } vm_get_memory_window;
    struct { unsigned calls; uint64_t result; } vm_get_heap_pointer;
    struct { unsigned calls; pvm_status_t result; } vm_set_heap_pointer;
    struct { unsigned calls; pvm_status_t result; } vm_grow_heap;
    struct { unsigned calls; pvm_status_t result; } vm_copy_output;
    struct { unsigned calls; } vm_set_host_callback;
    struct { unsigned calls; } vm_set_yield_mode;
    struct { unsigned calls; bool result; } vm_get_yield_mode;
    struct { unsigned calls; int result; } vm_get_func_id;
    struct { unsigned calls; pvm_result_t result; } vm_execute;
    struct { unsigned calls; pvm_result_t result; } vm_resume;
    struct { unsigned calls; pvm_result_t result; } vm_step;
    struct { unsigned calls; pvm_result_t result; } vm_answer_host_call;
    struct { unsigned calls; } vm_interrupt;
    struct { unsigned calls; } vm_clear_interrupt;
} pvm_mock_t;

extern pvm_mock_t pvm_mock;

#endif
