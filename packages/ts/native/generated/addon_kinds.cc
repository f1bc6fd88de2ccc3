// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.
#include "addon.h"

#include <cstddef>

// JavaScript writes and reads structs by their offsets.
#define AT(type, field, offset) static_assert(offsetof(type, field) == (offset), #type "." #field " has moved")
#define SIZE(type, size) static_assert(sizeof(type) == (size), #type " has another size")
SIZE(pvm_program_options_t, 16);
AT(pvm_program_options_t, size, 0);
AT(pvm_program_options_t, instruction_set, 4);
AT(pvm_program_options_t, gas_model, 8);
AT(pvm_program_options_t, compile, 12);
SIZE(pvm_program_error_t, 136);
AT(pvm_program_error_t, offset, 0);
AT(pvm_program_error_t, defect, 8);
AT(pvm_program_error_t, line, 12);
AT(pvm_program_error_t, message, 16);
SIZE(pvm_program_info_t, 120);
AT(pvm_program_info_t, size, 0);
AT(pvm_program_info_t, instruction_set, 4);
AT(pvm_program_info_t, gas_model, 8);
AT(pvm_program_info_t, is_standard, 12);
AT(pvm_program_info_t, is_valid, 16);
AT(pvm_program_info_t, jump_entry_size, 20);
AT(pvm_program_info_t, jump_table_len, 24);
AT(pvm_program_info_t, code_len, 32);
AT(pvm_program_info_t, instruction_count, 40);
AT(pvm_program_info_t, block_count, 48);
AT(pvm_program_info_t, native_len, 56);
AT(pvm_program_info_t, prepare_time, 64);
AT(pvm_program_info_t, read_only_len, 72);
AT(pvm_program_info_t, read_write_len, 80);
AT(pvm_program_info_t, metadata_len, 88);
AT(pvm_program_info_t, heap_pages, 96);
AT(pvm_program_info_t, stack_size, 100);
AT(pvm_program_info_t, compile_time, 104);
AT(pvm_program_info_t, compile, 112);
SIZE(pvm_block_t, 32);
AT(pvm_block_t, start, 0);
AT(pvm_block_t, end, 8);
AT(pvm_block_t, instruction_count, 16);
AT(pvm_block_t, gas_cost, 24);
SIZE(pvm_state_t, 152);
AT(pvm_state_t, registers, 0);
AT(pvm_state_t, gas, 104);
AT(pvm_state_t, pc, 112);
AT(pvm_state_t, host_call, 120);
AT(pvm_state_t, heap_pointer, 128);
AT(pvm_state_t, fault_address, 136);
AT(pvm_state_t, result, 140);
AT(pvm_state_t, trap_kind, 144);
AT(pvm_state_t, charged, 148);
SIZE(pvm_trap_t, 16);
AT(pvm_trap_t, pc, 0);
AT(pvm_trap_t, kind, 8);
AT(pvm_trap_t, address, 12);
SIZE(pvm_vm_options_t, 24);
AT(pvm_vm_options_t, size, 0);
AT(pvm_vm_options_t, service_index, 4);
AT(pvm_vm_options_t, memory_limit, 8);
AT(pvm_vm_options_t, memory_mode, 16);
SIZE(pvm_engine_kind_t, 4);
SIZE(pvm_status_t, 4);
SIZE(pvm_result_t, 4);
SIZE(pvm_instruction_set_t, 4);
SIZE(pvm_gas_model_t, 4);
SIZE(pvm_compile_t, 4);
SIZE(pvm_defect_t, 4);
SIZE(pvm_trap_kind_t, 4);
SIZE(pvm_machine_state_t, 4);
SIZE(pvm_memory_mode_t, 4);
SIZE(pvm_access_t, 4);
SIZE(pvm_host_result_t, 4);

void Bind(Napi::Object object, Slot* slot) {
  switch (slot->kind) {
    case Kind::kProgram: return BindProgram(object, slot);
    case Kind::kVm: return BindVm(object, slot);
  }
}

int32_t Destroy(Kind kind, const Table* table, void* handle) {
  switch (kind) {
    case Kind::kProgram: return DestroyProgram(table, handle);
    case Kind::kVm: return DestroyVm(table, handle);
  }
  return 0;
}
