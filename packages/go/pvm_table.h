/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. */
#ifndef PVM_TABLE_H
#define PVM_TABLE_H

#include "pvm.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Every function of one library, in the order of the header. */
typedef struct pvm_table {
    uint32_t (*abi_version)(void);
    pvm_engine_kind_t (*engine_kind)(void);
    const char *(*engine_name)(void);
    const char *(*status_message)(pvm_status_t status);
    const char *(*result_name)(pvm_result_t result);
    pvm_status_t (*program_parse)(const uint8_t *blob, size_t blob_len, const pvm_program_options_t *options, pvm_program_t **out_program, pvm_program_error_t *out_error);
    pvm_status_t (*program_parse_standard)(const uint8_t *blob, size_t blob_len, bool has_metadata, const pvm_program_options_t *options, pvm_program_t **out_program, pvm_program_error_t *out_error);
    pvm_status_t (*program_from_parts)(const uint8_t *code, size_t code_len, const uint8_t *bitmask, size_t bitmask_len, const uint64_t *jump_table, size_t jump_table_len, const pvm_program_options_t *options, pvm_program_t **out_program, pvm_program_error_t *out_error);
    void (*program_retain)(pvm_program_t *program);
    void (*program_release)(pvm_program_t *program);
    pvm_status_t (*program_get_info)(const pvm_program_t *program, pvm_program_info_t *out_info);
    pvm_status_t (*program_get_defect)(const pvm_program_t *program, pvm_program_error_t *out_error);
    pvm_status_t (*program_copy_code)(const pvm_program_t *program, uint8_t *buffer, size_t buffer_size, size_t *out_len);
    pvm_status_t (*program_get_jump_target)(const pvm_program_t *program, uint64_t index, uint64_t *out_target);
    bool (*program_has_instruction)(const pvm_program_t *program, uint64_t pc);
    pvm_status_t (*program_get_block_cost)(const pvm_program_t *program, uint64_t pc, uint64_t *out_cost);
    pvm_status_t (*program_list_blocks)(const pvm_program_t *program, uint64_t from, pvm_block_t *blocks, size_t blocks_size, size_t *out_count);
    pvm_status_t (*program_disassemble)(const pvm_program_t *program, uint64_t pc, char *text, size_t text_size, size_t *out_len, uint64_t *out_next_pc);
    pvm_status_t (*program_list)(const pvm_program_t *program, char *text, size_t text_size, size_t *out_len);
    pvm_status_t (*program_copy_native_code)(const pvm_program_t *program, uint64_t pc, uint8_t *buffer, size_t buffer_size, size_t *out_len, uint64_t *out_offset);
    pvm_status_t (*assemble)(const char *source, pvm_instruction_set_t instruction_set, uint8_t *buffer, size_t buffer_size, size_t *out_len, pvm_program_error_t *out_error);
    pvm_vm_t *(*vm_create)(uint32_t service_index, const uint8_t *code, size_t code_len, const uint64_t *initial_regs, size_t num_regs, uint64_t initial_pc);
    pvm_status_t (*vm_from_program)(pvm_program_t *program, const pvm_vm_options_t *options, pvm_vm_t **out_vm);
    pvm_status_t (*vm_from_standard)(pvm_program_t *program, const uint8_t *argument, size_t argument_len, const pvm_vm_options_t *options, pvm_vm_t **out_vm);
    pvm_status_t (*vm_clone)(const pvm_vm_t *vm, pvm_vm_t **out_vm);
    pvm_status_t (*vm_destroy)(pvm_vm_t *vm);
    pvm_status_t (*vm_reset)(pvm_vm_t *vm, pvm_program_t *program);
    pvm_status_t (*vm_reset_standard)(pvm_vm_t *vm, pvm_program_t *program, const uint8_t *argument, size_t argument_len);
    pvm_status_t (*vm_set_bitmask)(pvm_vm_t *vm, const uint8_t *bitmask, size_t bitmask_len);
    pvm_status_t (*vm_set_jump_table)(pvm_vm_t *vm, const uint64_t *jump_table, size_t jump_table_len);
    pvm_status_t (*vm_check)(const pvm_vm_t *vm);
    pvm_state_t *(*vm_get_state)(pvm_vm_t *vm);
    uint64_t (*vm_get_gas)(const pvm_vm_t *vm);
    void (*vm_set_gas)(pvm_vm_t *vm, uint64_t gas);
    uint64_t (*vm_get_pc)(const pvm_vm_t *vm);
    void (*vm_set_pc)(pvm_vm_t *vm, uint64_t pc);
    pvm_machine_state_t (*vm_get_machine_state)(const pvm_vm_t *vm);
    uint64_t (*vm_get_register)(const pvm_vm_t *vm, uint32_t index);
    pvm_status_t (*vm_set_register)(pvm_vm_t *vm, uint32_t index, uint64_t value);
    uint64_t *(*vm_get_registers)(pvm_vm_t *vm);
    uint32_t (*vm_get_service_index)(const pvm_vm_t *vm);
    pvm_memory_mode_t (*vm_get_memory_mode)(const pvm_vm_t *vm);
    pvm_status_t (*vm_get_trap)(const pvm_vm_t *vm, pvm_trap_t *out_trap);
    pvm_status_t (*vm_set_memory_regions)(pvm_vm_t *vm, const uint8_t *rw_data, size_t rw_size, const uint8_t *ro_data, size_t ro_size, const uint8_t *output, size_t output_size, const uint8_t *stack, size_t stack_size);
    pvm_status_t (*vm_map_memory)(pvm_vm_t *vm, uint32_t address, uint64_t length, pvm_access_t access);
    pvm_status_t (*vm_protect_memory)(pvm_vm_t *vm, uint32_t address, uint64_t length, pvm_access_t access);
    pvm_status_t (*vm_query_memory)(const pvm_vm_t *vm, uint32_t address, pvm_access_t *out_access, uint64_t *out_end);
    pvm_status_t (*vm_read_memory)(const pvm_vm_t *vm, uint32_t address, uint8_t *buffer, size_t buffer_size, uint32_t *out_fault_address);
    pvm_status_t (*vm_write_memory)(pvm_vm_t *vm, uint32_t address, const uint8_t *data, size_t data_len, uint32_t *out_fault_address);
    pvm_status_t (*vm_initialize_memory)(pvm_vm_t *vm, uint32_t address, const uint8_t *data, size_t data_len, uint32_t *out_fault_address);
    uint8_t *(*vm_get_memory_window)(pvm_vm_t *vm, uint32_t address, size_t length);
    uint64_t (*vm_get_heap_pointer)(const pvm_vm_t *vm);
    pvm_status_t (*vm_set_heap_pointer)(pvm_vm_t *vm, uint64_t heap_pointer);
    pvm_status_t (*vm_grow_heap)(pvm_vm_t *vm, uint64_t length, uint64_t *out_old);
    pvm_status_t (*vm_copy_output)(const pvm_vm_t *vm, uint8_t *buffer, size_t buffer_size, size_t *out_len);
    void (*vm_set_host_callback)(pvm_vm_t *vm, pvm_host_callback_t callback, void *user_data);
    void (*vm_set_yield_mode)(pvm_vm_t *vm, bool yield);
    bool (*vm_get_yield_mode)(const pvm_vm_t *vm);
    int (*vm_get_func_id)(const pvm_vm_t *vm);
    pvm_result_t (*vm_execute)(pvm_vm_t *vm, uint64_t entry_point);
    pvm_result_t (*vm_resume)(pvm_vm_t *vm);
    pvm_result_t (*vm_step)(pvm_vm_t *vm, uint64_t count);
    pvm_result_t (*vm_answer_host_call)(pvm_vm_t *vm, pvm_host_result_t answer);
    void (*vm_interrupt)(pvm_vm_t *vm);
    void (*vm_clear_interrupt)(pvm_vm_t *vm);
} pvm_table_t;

const pvm_table_t *pvm_table_of_interpreter(void);
const pvm_table_t *pvm_table_of_recompiler(void);

#ifdef __cplusplus
}
#endif

#endif
