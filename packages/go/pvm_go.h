/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. */
#ifndef PVM_GO_H
#define PVM_GO_H

#include "pvm_table_loader.h"

#include <stdio.h>
#include <stdlib.h>

#define TABLE(table) ((const pvm_table_t *)(table))

static inline int pvm_go_load(const char *path, uintptr_t *out_table, uintptr_t *out_library, char *message,
                              size_t message_size)
{
    pvm_table_t *loaded = malloc(sizeof *loaded);
    void *library = NULL;
    if (loaded == NULL || pvm_table_load(path, loaded, &library, message, message_size) != 0) {
        if (loaded == NULL)
            snprintf(message, message_size, "cannot open %s: out of memory", path);
        free(loaded);
        return -1;
    }
    *out_table = (uintptr_t)loaded;
    *out_library = (uintptr_t)library;
    return 0;
}

static inline void pvm_go_unload(uintptr_t table, uintptr_t library)
{
    pvm_table_unload((void *)library);
    free((void *)table);
}

/* The closure does not run here: the run ends, Go calls it without C below, and goes on with its answer. */
static inline pvm_host_result_t pvm_gocall_host_callback(pvm_vm_t *vm, int func_id, void *user_data)
{
    (void)vm;
    (void)func_id;
    (void)user_data;
    return PVM_HOST_YIELD;
}

static inline uint32_t pvm_go_abi_version(uintptr_t table)
{
    return TABLE(table)->abi_version();
}

static inline pvm_engine_kind_t pvm_go_engine_kind(uintptr_t table)
{
    return TABLE(table)->engine_kind();
}

static inline const char *pvm_go_engine_name(uintptr_t table)
{
    return TABLE(table)->engine_name();
}

static inline const char *pvm_go_status_message(uintptr_t table, pvm_status_t status)
{
    return TABLE(table)->status_message(status);
}

static inline const char *pvm_go_result_name(uintptr_t table, pvm_result_t result)
{
    return TABLE(table)->result_name(result);
}

static inline pvm_status_t pvm_go_program_parse(uintptr_t table, const uint8_t *blob, size_t blob_len, const pvm_program_options_t *options, uintptr_t *out_program, pvm_program_error_t *out_error)
{
    return TABLE(table)->program_parse(blob, blob_len, options, (pvm_program_t **)out_program, out_error);
}

static inline pvm_status_t pvm_go_program_parse_standard(uintptr_t table, const uint8_t *blob, size_t blob_len, bool has_metadata, const pvm_program_options_t *options, uintptr_t *out_program, pvm_program_error_t *out_error)
{
    return TABLE(table)->program_parse_standard(blob, blob_len, has_metadata, options, (pvm_program_t **)out_program, out_error);
}

static inline pvm_status_t pvm_go_program_from_parts(uintptr_t table, const uint8_t *code, size_t code_len, const uint8_t *bitmask, size_t bitmask_len, const uint64_t *jump_table, size_t jump_table_len, const pvm_program_options_t *options, uintptr_t *out_program, pvm_program_error_t *out_error)
{
    return TABLE(table)->program_from_parts(code, code_len, bitmask, bitmask_len, jump_table, jump_table_len, options, (pvm_program_t **)out_program, out_error);
}

static inline void pvm_go_program_retain(uintptr_t table, uintptr_t program)
{
TABLE(table)->program_retain((pvm_program_t *)program);
}

static inline void pvm_go_program_release(uintptr_t table, uintptr_t program)
{
TABLE(table)->program_release((pvm_program_t *)program);
}

static inline pvm_status_t pvm_go_program_get_info(uintptr_t table, uintptr_t program, pvm_program_info_t *out_info)
{
    return TABLE(table)->program_get_info((pvm_program_t *)program, out_info);
}

static inline pvm_status_t pvm_go_program_get_defect(uintptr_t table, uintptr_t program, pvm_program_error_t *out_error)
{
    return TABLE(table)->program_get_defect((pvm_program_t *)program, out_error);
}

static inline pvm_status_t pvm_go_program_copy_code(uintptr_t table, uintptr_t program, uint8_t *buffer, size_t buffer_size, size_t *out_len)
{
    return TABLE(table)->program_copy_code((pvm_program_t *)program, buffer, buffer_size, out_len);
}

static inline pvm_status_t pvm_go_program_get_jump_target(uintptr_t table, uintptr_t program, uint64_t index, uint64_t *out_target)
{
    return TABLE(table)->program_get_jump_target((pvm_program_t *)program, index, out_target);
}

static inline bool pvm_go_program_has_instruction(uintptr_t table, uintptr_t program, uint64_t pc)
{
    return TABLE(table)->program_has_instruction((pvm_program_t *)program, pc);
}

static inline pvm_status_t pvm_go_program_get_block_cost(uintptr_t table, uintptr_t program, uint64_t pc, uint64_t *out_cost)
{
    return TABLE(table)->program_get_block_cost((pvm_program_t *)program, pc, out_cost);
}

static inline pvm_status_t pvm_go_program_list_blocks(uintptr_t table, uintptr_t program, uint64_t from, pvm_block_t *blocks, size_t blocks_size, size_t *out_count)
{
    return TABLE(table)->program_list_blocks((pvm_program_t *)program, from, blocks, blocks_size, out_count);
}

static inline pvm_status_t pvm_go_program_disassemble(uintptr_t table, uintptr_t program, uint64_t pc, char *text, size_t text_size, size_t *out_len, uint64_t *out_next_pc)
{
    return TABLE(table)->program_disassemble((pvm_program_t *)program, pc, text, text_size, out_len, out_next_pc);
}

static inline pvm_status_t pvm_go_program_list(uintptr_t table, uintptr_t program, char *text, size_t text_size, size_t *out_len)
{
    return TABLE(table)->program_list((pvm_program_t *)program, text, text_size, out_len);
}

static inline pvm_status_t pvm_go_program_copy_native_code(uintptr_t table, uintptr_t program, uint64_t pc, uint8_t *buffer, size_t buffer_size, size_t *out_len, uint64_t *out_offset)
{
    return TABLE(table)->program_copy_native_code((pvm_program_t *)program, pc, buffer, buffer_size, out_len, out_offset);
}

static inline pvm_status_t pvm_go_assemble(uintptr_t table, const char *source, pvm_instruction_set_t instruction_set, uint8_t *buffer, size_t buffer_size, size_t *out_len, pvm_program_error_t *out_error)
{
    return TABLE(table)->assemble(source, instruction_set, buffer, buffer_size, out_len, out_error);
}

static inline uintptr_t pvm_go_vm_create(uintptr_t table, uint32_t service_index, const uint8_t *code, size_t code_len, const uint64_t *initial_regs, size_t num_regs, uint64_t initial_pc)
{
    return (uintptr_t)TABLE(table)->vm_create(service_index, code, code_len, initial_regs, num_regs, initial_pc);
}

static inline pvm_status_t pvm_go_vm_from_program(uintptr_t table, uintptr_t program, const pvm_vm_options_t *options, uintptr_t *out_vm)
{
    return TABLE(table)->vm_from_program((pvm_program_t *)program, options, (pvm_vm_t **)out_vm);
}

static inline pvm_status_t pvm_go_vm_from_standard(uintptr_t table, uintptr_t program, const uint8_t *argument, size_t argument_len, const pvm_vm_options_t *options, uintptr_t *out_vm)
{
    return TABLE(table)->vm_from_standard((pvm_program_t *)program, argument, argument_len, options, (pvm_vm_t **)out_vm);
}

static inline pvm_status_t pvm_go_vm_clone(uintptr_t table, uintptr_t vm, uintptr_t *out_vm)
{
    return TABLE(table)->vm_clone((pvm_vm_t *)vm, (pvm_vm_t **)out_vm);
}

static inline pvm_status_t pvm_go_vm_destroy(uintptr_t table, uintptr_t vm)
{
    return TABLE(table)->vm_destroy((pvm_vm_t *)vm);
}

static inline pvm_status_t pvm_go_vm_reset(uintptr_t table, uintptr_t vm, uintptr_t program)
{
    return TABLE(table)->vm_reset((pvm_vm_t *)vm, (pvm_program_t *)program);
}

static inline pvm_status_t pvm_go_vm_reset_standard(uintptr_t table, uintptr_t vm, uintptr_t program, const uint8_t *argument, size_t argument_len)
{
    return TABLE(table)->vm_reset_standard((pvm_vm_t *)vm, (pvm_program_t *)program, argument, argument_len);
}

static inline pvm_status_t pvm_go_vm_set_bitmask(uintptr_t table, uintptr_t vm, const uint8_t *bitmask, size_t bitmask_len)
{
    return TABLE(table)->vm_set_bitmask((pvm_vm_t *)vm, bitmask, bitmask_len);
}

static inline pvm_status_t pvm_go_vm_set_jump_table(uintptr_t table, uintptr_t vm, const uint64_t *jump_table, size_t jump_table_len)
{
    return TABLE(table)->vm_set_jump_table((pvm_vm_t *)vm, jump_table, jump_table_len);
}

static inline pvm_status_t pvm_go_vm_check(uintptr_t table, uintptr_t vm)
{
    return TABLE(table)->vm_check((pvm_vm_t *)vm);
}

static inline pvm_state_t *pvm_go_vm_get_state(uintptr_t table, uintptr_t vm)
{
    return TABLE(table)->vm_get_state((pvm_vm_t *)vm);
}

static inline uint64_t pvm_go_vm_get_gas(uintptr_t table, uintptr_t vm)
{
    return TABLE(table)->vm_get_gas((pvm_vm_t *)vm);
}

static inline void pvm_go_vm_set_gas(uintptr_t table, uintptr_t vm, uint64_t gas)
{
TABLE(table)->vm_set_gas((pvm_vm_t *)vm, gas);
}

static inline uint64_t pvm_go_vm_get_pc(uintptr_t table, uintptr_t vm)
{
    return TABLE(table)->vm_get_pc((pvm_vm_t *)vm);
}

static inline void pvm_go_vm_set_pc(uintptr_t table, uintptr_t vm, uint64_t pc)
{
TABLE(table)->vm_set_pc((pvm_vm_t *)vm, pc);
}

static inline pvm_machine_state_t pvm_go_vm_get_machine_state(uintptr_t table, uintptr_t vm)
{
    return TABLE(table)->vm_get_machine_state((pvm_vm_t *)vm);
}

static inline uint64_t pvm_go_vm_get_register(uintptr_t table, uintptr_t vm, uint32_t index)
{
    return TABLE(table)->vm_get_register((pvm_vm_t *)vm, index);
}

static inline pvm_status_t pvm_go_vm_set_register(uintptr_t table, uintptr_t vm, uint32_t index, uint64_t value)
{
    return TABLE(table)->vm_set_register((pvm_vm_t *)vm, index, value);
}

static inline uint64_t *pvm_go_vm_get_registers(uintptr_t table, uintptr_t vm)
{
    return TABLE(table)->vm_get_registers((pvm_vm_t *)vm);
}

static inline uint32_t pvm_go_vm_get_service_index(uintptr_t table, uintptr_t vm)
{
    return TABLE(table)->vm_get_service_index((pvm_vm_t *)vm);
}

static inline pvm_memory_mode_t pvm_go_vm_get_memory_mode(uintptr_t table, uintptr_t vm)
{
    return TABLE(table)->vm_get_memory_mode((pvm_vm_t *)vm);
}

static inline pvm_status_t pvm_go_vm_get_trap(uintptr_t table, uintptr_t vm, pvm_trap_t *out_trap)
{
    return TABLE(table)->vm_get_trap((pvm_vm_t *)vm, out_trap);
}

static inline pvm_status_t pvm_go_vm_set_memory_regions(uintptr_t table, uintptr_t vm, const uint8_t *rw_data, size_t rw_size, const uint8_t *ro_data, size_t ro_size, const uint8_t *output, size_t output_size, const uint8_t *stack, size_t stack_size)
{
    return TABLE(table)->vm_set_memory_regions((pvm_vm_t *)vm, rw_data, rw_size, ro_data, ro_size, output, output_size, stack, stack_size);
}

static inline pvm_status_t pvm_go_vm_map_memory(uintptr_t table, uintptr_t vm, uint32_t address, uint64_t length, pvm_access_t access)
{
    return TABLE(table)->vm_map_memory((pvm_vm_t *)vm, address, length, access);
}

static inline pvm_status_t pvm_go_vm_protect_memory(uintptr_t table, uintptr_t vm, uint32_t address, uint64_t length, pvm_access_t access)
{
    return TABLE(table)->vm_protect_memory((pvm_vm_t *)vm, address, length, access);
}

static inline pvm_status_t pvm_go_vm_query_memory(uintptr_t table, uintptr_t vm, uint32_t address, pvm_access_t *out_access, uint64_t *out_end)
{
    return TABLE(table)->vm_query_memory((pvm_vm_t *)vm, address, out_access, out_end);
}

static inline pvm_status_t pvm_go_vm_read_memory(uintptr_t table, uintptr_t vm, uint32_t address, uint8_t *buffer, size_t buffer_size, uint32_t *out_fault_address)
{
    return TABLE(table)->vm_read_memory((pvm_vm_t *)vm, address, buffer, buffer_size, out_fault_address);
}

static inline pvm_status_t pvm_go_vm_write_memory(uintptr_t table, uintptr_t vm, uint32_t address, const uint8_t *data, size_t data_len, uint32_t *out_fault_address)
{
    return TABLE(table)->vm_write_memory((pvm_vm_t *)vm, address, data, data_len, out_fault_address);
}

static inline pvm_status_t pvm_go_vm_initialize_memory(uintptr_t table, uintptr_t vm, uint32_t address, const uint8_t *data, size_t data_len, uint32_t *out_fault_address)
{
    return TABLE(table)->vm_initialize_memory((pvm_vm_t *)vm, address, data, data_len, out_fault_address);
}

static inline uint8_t *pvm_go_vm_get_memory_window(uintptr_t table, uintptr_t vm, uint32_t address, size_t length)
{
    return TABLE(table)->vm_get_memory_window((pvm_vm_t *)vm, address, length);
}

static inline uint64_t pvm_go_vm_get_heap_pointer(uintptr_t table, uintptr_t vm)
{
    return TABLE(table)->vm_get_heap_pointer((pvm_vm_t *)vm);
}

static inline pvm_status_t pvm_go_vm_set_heap_pointer(uintptr_t table, uintptr_t vm, uint64_t heap_pointer)
{
    return TABLE(table)->vm_set_heap_pointer((pvm_vm_t *)vm, heap_pointer);
}

static inline pvm_status_t pvm_go_vm_grow_heap(uintptr_t table, uintptr_t vm, uint64_t length, uint64_t *out_old)
{
    return TABLE(table)->vm_grow_heap((pvm_vm_t *)vm, length, out_old);
}

static inline pvm_status_t pvm_go_vm_copy_output(uintptr_t table, uintptr_t vm, uint8_t *buffer, size_t buffer_size, size_t *out_len)
{
    return TABLE(table)->vm_copy_output((pvm_vm_t *)vm, buffer, buffer_size, out_len);
}

static inline void pvm_go_vm_set_host_callback(uintptr_t table, uintptr_t vm, uintptr_t callback)
{
TABLE(table)->vm_set_host_callback((pvm_vm_t *)vm, callback == 0 ? NULL : pvm_gocall_host_callback, (void *)callback);
}

static inline void pvm_go_vm_set_yield_mode(uintptr_t table, uintptr_t vm, bool yield)
{
TABLE(table)->vm_set_yield_mode((pvm_vm_t *)vm, yield);
}

static inline bool pvm_go_vm_get_yield_mode(uintptr_t table, uintptr_t vm)
{
    return TABLE(table)->vm_get_yield_mode((pvm_vm_t *)vm);
}

static inline int pvm_go_vm_get_func_id(uintptr_t table, uintptr_t vm)
{
    return TABLE(table)->vm_get_func_id((pvm_vm_t *)vm);
}

static inline pvm_result_t pvm_go_vm_execute(uintptr_t table, uintptr_t vm, uint64_t entry_point, int *func_id)
{
    const pvm_result_t returned = TABLE(table)->vm_execute((pvm_vm_t *)vm, entry_point);
    if (returned == PVM_RESULT_HOST_CALL) {
        *func_id = TABLE(table)->vm_get_func_id((pvm_vm_t *)vm);
    }
    return returned;
}

static inline pvm_result_t pvm_go_vm_resume(uintptr_t table, uintptr_t vm, int *func_id)
{
    const pvm_result_t returned = TABLE(table)->vm_resume((pvm_vm_t *)vm);
    if (returned == PVM_RESULT_HOST_CALL) {
        *func_id = TABLE(table)->vm_get_func_id((pvm_vm_t *)vm);
    }
    return returned;
}

static inline pvm_result_t pvm_go_vm_step(uintptr_t table, uintptr_t vm, uint64_t count, int *func_id)
{
    const pvm_result_t returned = TABLE(table)->vm_step((pvm_vm_t *)vm, count);
    if (returned == PVM_RESULT_HOST_CALL) {
        *func_id = TABLE(table)->vm_get_func_id((pvm_vm_t *)vm);
    }
    return returned;
}

static inline pvm_result_t pvm_go_vm_answer_host_call(uintptr_t table, uintptr_t vm, pvm_host_result_t answer, int *func_id)
{
    const pvm_result_t returned = TABLE(table)->vm_answer_host_call((pvm_vm_t *)vm, answer);
    if (returned == PVM_RESULT_HOST_CALL) {
        *func_id = TABLE(table)->vm_get_func_id((pvm_vm_t *)vm);
    }
    return returned;
}

static inline void pvm_go_vm_interrupt(uintptr_t table, uintptr_t vm)
{
TABLE(table)->vm_interrupt((pvm_vm_t *)vm);
}

static inline void pvm_go_vm_clear_interrupt(uintptr_t table, uintptr_t vm)
{
TABLE(table)->vm_clear_interrupt((pvm_vm_t *)vm);
}

#undef TABLE

#endif
