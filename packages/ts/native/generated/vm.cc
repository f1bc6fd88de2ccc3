// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.
#include "addon.h"

namespace {

// Stands for every closure: the run ends here, and JavaScript calls the closure without C below it.
pvm_host_result_t YieldHostCallback(pvm_vm_t *, int, void *) { return PVM_HOST_YIELD; }

// pvm_vm_create
void VmCreate(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  const auto service_index = static_cast<uint32_t>(Unsigned(info, 1));
  const Span code = SpanOf(info.Env(), info[2]);
  const Span initial_regs = SpanOf(info.Env(), info[3]);
  Slot* const target = SlotAt(info, 4);
  if (table == nullptr || target == nullptr) return;
  uint8_t* const frame = FrameOf(info);
  pvm_vm_t* const made = table->vm_create(service_index, code.As<uint8_t>(), static_cast<size_t>(code.Count<uint8_t>()),
      initial_regs.As<uint64_t>(), static_cast<size_t>(initial_regs.Count<uint64_t>()), *At<uint64_t>(frame, 8));
  if (made != nullptr) {
    Adopt(target, table, made);
    *At<double>(frame, 16) = ViewAddress(*target, table->vm_get_state(made));
  }
  *At<int32_t>(frame, 0) = made != nullptr;
}

// pvm_vm_from_program
void VmFromProgram(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  Slot* const program = SlotAt(info, 1);
  const bool has_options = Flag(info, 2);
  Slot* const target = SlotAt(info, 3);
  if (table == nullptr || target == nullptr) return;
  uint8_t* const frame = FrameOf(info);
  pvm_vm_t* made = nullptr;
  const pvm_status_t result = table->vm_from_program(HandleOf<pvm_program_t>(program),
      has_options ? At<pvm_vm_options_t>(frame, 8) : nullptr, &made);
  if (made != nullptr) {
    Adopt(target, table, made);
    *At<double>(frame, 32) = ViewAddress(*target, table->vm_get_state(made));
  }
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_vm_from_standard
void VmFromStandard(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  Slot* const program = SlotAt(info, 1);
  const Span argument = SpanOf(info.Env(), info[2]);
  const bool has_options = Flag(info, 3);
  Slot* const target = SlotAt(info, 4);
  if (table == nullptr || target == nullptr) return;
  uint8_t* const frame = FrameOf(info);
  pvm_vm_t* made = nullptr;
  const pvm_status_t result = table->vm_from_standard(HandleOf<pvm_program_t>(program), argument.As<uint8_t>(),
      static_cast<size_t>(argument.Count<uint8_t>()), has_options ? At<pvm_vm_options_t>(frame, 8) : nullptr, &made);
  if (made != nullptr) {
    Adopt(target, table, made);
    *At<double>(frame, 32) = ViewAddress(*target, table->vm_get_state(made));
  }
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_vm_clone
void VmClone(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  Slot* const target = SlotAt(info, 1);
  const Table* const table = TableOf(vm);
  if (table == nullptr || target == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  pvm_vm_t* made = nullptr;
  const pvm_status_t result = table->vm_clone(HandleOf<pvm_vm_t>(vm), &made);
  if (made != nullptr) {
    Adopt(target, table, made);
    *At<double>(frame, 8) = ViewAddress(*target, table->vm_get_state(made));
  }
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_vm_destroy
void VmDestroy(const Arguments& info) {
  Slot* const slot = SlotAt(info, 0);
  if (TableOf(slot) != nullptr) *At<int32_t>(slot->frame, 0) = Abandon(*slot);
}

// pvm_vm_reset
void VmReset(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  Slot* const program = SlotAt(info, 1);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const pvm_status_t result = table->vm_reset(HandleOf<pvm_vm_t>(vm), HandleOf<pvm_program_t>(program));
  Detach(*vm, 50); // pvm_vm_get_memory_window
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_vm_reset_standard
void VmResetStandard(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  Slot* const program = SlotAt(info, 1);
  const Span argument = SpanOf(info.Env(), info[2]);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const pvm_status_t result = table->vm_reset_standard(HandleOf<pvm_vm_t>(vm), HandleOf<pvm_program_t>(program),
      argument.As<uint8_t>(), static_cast<size_t>(argument.Count<uint8_t>()));
  Detach(*vm, 50); // pvm_vm_get_memory_window
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_vm_set_bitmask
void VmSetBitmask(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const Span bitmask = SpanOf(info.Env(), info[1]);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const pvm_status_t result = table->vm_set_bitmask(HandleOf<pvm_vm_t>(vm), bitmask.As<uint8_t>(),
      static_cast<size_t>(bitmask.Count<uint8_t>()));
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_vm_set_jump_table
void VmSetJumpTable(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const Span jump_table = SpanOf(info.Env(), info[1]);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const pvm_status_t result = table->vm_set_jump_table(HandleOf<pvm_vm_t>(vm), jump_table.As<uint64_t>(),
      static_cast<size_t>(jump_table.Count<uint64_t>()));
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_vm_check
void VmCheck(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const pvm_status_t result = table->vm_check(HandleOf<pvm_vm_t>(vm));
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_vm_get_pc
void VmGetPc(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const uint64_t result = table->vm_get_pc(HandleOf<pvm_vm_t>(vm));
  *At<uint64_t>(frame, 0) = result;
}

// pvm_vm_set_pc
void VmSetPc(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  table->vm_set_pc(HandleOf<pvm_vm_t>(vm), *At<uint64_t>(frame, 8));
}

// pvm_vm_get_machine_state
void VmGetMachineState(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const pvm_machine_state_t result = table->vm_get_machine_state(HandleOf<pvm_vm_t>(vm));
  *At<pvm_machine_state_t>(frame, 0) = result;
}

// pvm_vm_get_register
void VmGetRegister(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const auto index = static_cast<uint32_t>(Unsigned(info, 1));
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const uint64_t result = table->vm_get_register(HandleOf<pvm_vm_t>(vm), index);
  *At<uint64_t>(frame, 0) = result;
}

// pvm_vm_set_register
void VmSetRegister(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const auto index = static_cast<uint32_t>(Unsigned(info, 1));
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const pvm_status_t result = table->vm_set_register(HandleOf<pvm_vm_t>(vm), index, *At<uint64_t>(frame, 8));
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_vm_get_registers
Napi::Value VmGetRegisters(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return info.Env().Null();
  const Visit visit(vm);
  uint64_t *result = table->vm_get_registers(HandleOf<pvm_vm_t>(vm));
  return Expose(*vm, 39, const_cast<uint64_t*>(result), 13 * sizeof(uint64_t), false);
}

// pvm_vm_get_service_index
void VmGetServiceIndex(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const uint32_t result = table->vm_get_service_index(HandleOf<pvm_vm_t>(vm));
  *At<uint32_t>(frame, 0) = result;
}

// pvm_vm_get_memory_mode
void VmGetMemoryMode(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const pvm_memory_mode_t result = table->vm_get_memory_mode(HandleOf<pvm_vm_t>(vm));
  *At<pvm_memory_mode_t>(frame, 0) = result;
}

// pvm_vm_get_trap
void VmGetTrap(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const pvm_status_t result = table->vm_get_trap(HandleOf<pvm_vm_t>(vm), At<pvm_trap_t>(frame, 8));
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_vm_set_memory_regions
void VmSetMemoryRegions(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const Span rw_data = SpanOf(info.Env(), info[1]);
  const Span ro_data = SpanOf(info.Env(), info[2]);
  const Span output = SpanOf(info.Env(), info[3]);
  const Span stack = SpanOf(info.Env(), info[4]);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const pvm_status_t result = table->vm_set_memory_regions(HandleOf<pvm_vm_t>(vm), rw_data.As<uint8_t>(),
      static_cast<size_t>(rw_data.Count<uint8_t>()), ro_data.As<uint8_t>(),
      static_cast<size_t>(ro_data.Count<uint8_t>()), output.As<uint8_t>(), static_cast<size_t>(output.Count<uint8_t>()),
      stack.As<uint8_t>(), static_cast<size_t>(stack.Count<uint8_t>()));
  Detach(*vm, 50); // pvm_vm_get_memory_window
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_vm_map_memory
void VmMapMemory(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const auto address = static_cast<uint32_t>(Unsigned(info, 1));
  const auto access = static_cast<pvm_access_t>(Signed(info, 2));
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const pvm_status_t result = table->vm_map_memory(HandleOf<pvm_vm_t>(vm), address, *At<uint64_t>(frame, 8), access);
  Detach(*vm, 50); // pvm_vm_get_memory_window
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_vm_protect_memory
void VmProtectMemory(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const auto address = static_cast<uint32_t>(Unsigned(info, 1));
  const auto access = static_cast<pvm_access_t>(Signed(info, 2));
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const pvm_status_t result = table->vm_protect_memory(HandleOf<pvm_vm_t>(vm), address, *At<uint64_t>(frame, 8),
      access);
  Detach(*vm, 50); // pvm_vm_get_memory_window
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_vm_query_memory
void VmQueryMemory(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const auto address = static_cast<uint32_t>(Unsigned(info, 1));
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const pvm_status_t result = table->vm_query_memory(HandleOf<pvm_vm_t>(vm), address, At<pvm_access_t>(frame, 8),
      At<uint64_t>(frame, 16));
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_vm_read_memory
void VmReadMemory(const Arguments& info) {
  Slot* const vm = &BoundSlot(info);
  const auto address = static_cast<uint32_t>(Unsigned(info, 0));
  const Span buffer = SpanOr(info.Env(), info[1], &vm->instance->recent[0]);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const pvm_status_t result = table->vm_read_memory(HandleOf<pvm_vm_t>(vm), address, buffer.As<uint8_t>(),
      static_cast<size_t>(buffer.Count<uint8_t>()), At<uint32_t>(frame, 8));
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_vm_write_memory
void VmWriteMemory(const Arguments& info) {
  Slot* const vm = &BoundSlot(info);
  const auto address = static_cast<uint32_t>(Unsigned(info, 0));
  const Span data = SpanOr(info.Env(), info[1], &vm->instance->recent[1]);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const pvm_status_t result = table->vm_write_memory(HandleOf<pvm_vm_t>(vm), address, data.As<uint8_t>(),
      static_cast<size_t>(data.Count<uint8_t>()), At<uint32_t>(frame, 8));
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_vm_initialize_memory
void VmInitializeMemory(const Arguments& info) {
  Slot* const vm = &BoundSlot(info);
  const auto address = static_cast<uint32_t>(Unsigned(info, 0));
  const Span data = SpanOr(info.Env(), info[1], &vm->instance->recent[2]);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const pvm_status_t result = table->vm_initialize_memory(HandleOf<pvm_vm_t>(vm), address, data.As<uint8_t>(),
      static_cast<size_t>(data.Count<uint8_t>()), At<uint32_t>(frame, 8));
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_vm_get_memory_window
Napi::Value VmGetMemoryWindow(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const auto address = static_cast<uint32_t>(Unsigned(info, 1));
  const auto length = Size(info, 2);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return info.Env().Null();
  const Visit visit(vm);
  uint8_t *result = table->vm_get_memory_window(HandleOf<pvm_vm_t>(vm), address, length);
  return Expose(*vm, 50, const_cast<uint8_t*>(result), length * sizeof(uint8_t), true);
}

// pvm_vm_set_heap_pointer
void VmSetHeapPointer(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const pvm_status_t result = table->vm_set_heap_pointer(HandleOf<pvm_vm_t>(vm), *At<uint64_t>(frame, 8));
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_vm_grow_heap
void VmGrowHeap(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const pvm_status_t result = table->vm_grow_heap(HandleOf<pvm_vm_t>(vm), *At<uint64_t>(frame, 8),
      At<uint64_t>(frame, 16));
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_vm_copy_output
void VmCopyOutput(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const Span buffer = SpanOf(info.Env(), info[1]);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const pvm_status_t result = table->vm_copy_output(HandleOf<pvm_vm_t>(vm), buffer.As<uint8_t>(),
      static_cast<size_t>(buffer.Count<uint8_t>()), At<size_t>(frame, 8));
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_vm_set_host_callback
void VmSetHostCallback(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const bool has_callback = Flag(info, 1);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  table->vm_set_host_callback(HandleOf<pvm_vm_t>(vm), has_callback ? YieldHostCallback : nullptr, nullptr);
}

// pvm_vm_set_yield_mode
void VmSetYieldMode(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const auto yield = Flag(info, 1);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  table->vm_set_yield_mode(HandleOf<pvm_vm_t>(vm), yield);
}

// pvm_vm_get_yield_mode
void VmGetYieldMode(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const bool result = table->vm_get_yield_mode(HandleOf<pvm_vm_t>(vm));
  *At<bool>(frame, 0) = result;
}

// pvm_vm_get_func_id
void VmGetFuncId(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const int result = table->vm_get_func_id(HandleOf<pvm_vm_t>(vm));
  *At<int>(frame, 0) = result;
}

// pvm_vm_execute
void VmExecute(const Arguments& info) {
  Slot* const vm = &BoundSlot(info);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const pvm_result_t result = table->vm_execute(HandleOf<pvm_vm_t>(vm), *At<uint64_t>(frame, 16));
  if (result == PVM_RESULT_HOST_CALL) {
    *At<int>(frame, 8) = table->vm_get_func_id(HandleOf<pvm_vm_t>(vm));
  }
  *At<pvm_result_t>(frame, 0) = result;
}

// pvm_vm_resume
void VmResume(const Arguments& info) {
  Slot* const vm = &BoundSlot(info);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const pvm_result_t result = table->vm_resume(HandleOf<pvm_vm_t>(vm));
  if (result == PVM_RESULT_HOST_CALL) {
    *At<int>(frame, 8) = table->vm_get_func_id(HandleOf<pvm_vm_t>(vm));
  }
  *At<pvm_result_t>(frame, 0) = result;
}

// pvm_vm_step
void VmStep(const Arguments& info) {
  Slot* const vm = &BoundSlot(info);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const pvm_result_t result = table->vm_step(HandleOf<pvm_vm_t>(vm), *At<uint64_t>(frame, 16));
  if (result == PVM_RESULT_HOST_CALL) {
    *At<int>(frame, 8) = table->vm_get_func_id(HandleOf<pvm_vm_t>(vm));
  }
  *At<pvm_result_t>(frame, 0) = result;
}

// pvm_vm_answer_host_call
void VmAnswerHostCall(const Arguments& info) {
  Slot* const vm = &BoundSlot(info);
  const auto answer = static_cast<pvm_host_result_t>(Signed(info, 0));
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  uint8_t* const frame = FrameOf(vm);
  const pvm_result_t result = table->vm_answer_host_call(HandleOf<pvm_vm_t>(vm), answer);
  if (result == PVM_RESULT_HOST_CALL) {
    *At<int>(frame, 8) = table->vm_get_func_id(HandleOf<pvm_vm_t>(vm));
  }
  *At<pvm_result_t>(frame, 0) = result;
}

// pvm_vm_interrupt
void VmInterrupt(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  table->vm_interrupt(HandleOf<pvm_vm_t>(vm));
}

// pvm_vm_clear_interrupt
void VmClearInterrupt(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  const Visit visit(vm);
  table->vm_clear_interrupt(HandleOf<pvm_vm_t>(vm));
}

// pvm_vm_execute, on a thread of its own
void VmExecuteAsync(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  Start(
      *vm, info[1],
      [=](uint8_t* frame) {
        const pvm_result_t result = table->vm_execute(HandleOf<pvm_vm_t>(vm), *At<uint64_t>(frame, 16));
        if (result == PVM_RESULT_HOST_CALL) {
          *At<int>(frame, 8) = table->vm_get_func_id(HandleOf<pvm_vm_t>(vm));
        }
        *At<pvm_result_t>(frame, 0) = result;
      },
      [](const Table* library, void* handle) { library->vm_interrupt(static_cast<pvm_vm_t*>(handle)); });
}

// pvm_vm_resume, on a thread of its own
void VmResumeAsync(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  Start(
      *vm, info[1],
      [=](uint8_t* frame) {
        const pvm_result_t result = table->vm_resume(HandleOf<pvm_vm_t>(vm));
        if (result == PVM_RESULT_HOST_CALL) {
          *At<int>(frame, 8) = table->vm_get_func_id(HandleOf<pvm_vm_t>(vm));
        }
        *At<pvm_result_t>(frame, 0) = result;
      },
      [](const Table* library, void* handle) { library->vm_interrupt(static_cast<pvm_vm_t*>(handle)); });
}

// pvm_vm_step, on a thread of its own
void VmStepAsync(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  Start(
      *vm, info[1],
      [=](uint8_t* frame) {
        const pvm_result_t result = table->vm_step(HandleOf<pvm_vm_t>(vm), *At<uint64_t>(frame, 16));
        if (result == PVM_RESULT_HOST_CALL) {
          *At<int>(frame, 8) = table->vm_get_func_id(HandleOf<pvm_vm_t>(vm));
        }
        *At<pvm_result_t>(frame, 0) = result;
      },
      [](const Table* library, void* handle) { library->vm_interrupt(static_cast<pvm_vm_t*>(handle)); });
}

// pvm_vm_answer_host_call, on a thread of its own
void VmAnswerHostCallAsync(const Arguments& info) {
  Slot* const vm = SlotAt(info, 0);
  const auto answer = static_cast<pvm_host_result_t>(Signed(info, 1));
  const Table* const table = TableOf(vm);
  if (table == nullptr) return;
  Start(
      *vm, info[2],
      [=](uint8_t* frame) {
        const pvm_result_t result = table->vm_answer_host_call(HandleOf<pvm_vm_t>(vm), answer);
        if (result == PVM_RESULT_HOST_CALL) {
          *At<int>(frame, 8) = table->vm_get_func_id(HandleOf<pvm_vm_t>(vm));
        }
        *At<pvm_result_t>(frame, 0) = result;
      },
      [](const Table* library, void* handle) { library->vm_interrupt(static_cast<pvm_vm_t*>(handle)); });
}

// The live struct that pvm_vm_get_state gives, for the class itself.
Napi::Value VmView(const Arguments& info) {
  Slot* const slot = SlotAt(info, 0);
  const Table* const table = TableOf(slot);
  if (table == nullptr) return info.Env().Null();
  return View(*slot, table->vm_get_state(HandleOf<pvm_vm_t>(slot)), 152);
}

// The live struct for users: it ends with the handle. Null where JavaScript has copies, which end nothing.
Napi::Value VmShare(const Arguments& info) {
  Slot* const slot = SlotAt(info, 0);
  const Table* const table = TableOf(slot);
  if (table == nullptr) return info.Env().Null();
  return Share(*slot, table->vm_get_state(HandleOf<pvm_vm_t>(slot)), 152);
}

} // namespace

void DefineVm(Napi::Object exports, Instance* instance) {
  Define<VmCreate>(exports, "vmCreate", instance);
  Define<VmFromProgram>(exports, "vmFromProgram", instance);
  Define<VmFromStandard>(exports, "vmFromStandard", instance);
  Define<VmClone>(exports, "vmClone", instance);
  Define<VmDestroy>(exports, "vmDestroy", instance);
  Define<VmReset>(exports, "vmReset", instance);
  Define<VmResetStandard>(exports, "vmResetStandard", instance);
  Define<VmSetBitmask>(exports, "vmSetBitmask", instance);
  Define<VmSetJumpTable>(exports, "vmSetJumpTable", instance);
  Define<VmCheck>(exports, "vmCheck", instance);
  Define<VmGetPc>(exports, "vmGetPc", instance);
  Define<VmSetPc>(exports, "vmSetPc", instance);
  Define<VmGetMachineState>(exports, "vmGetMachineState", instance);
  Define<VmGetRegister>(exports, "vmGetRegister", instance);
  Define<VmSetRegister>(exports, "vmSetRegister", instance);
  Define<VmGetRegisters>(exports, "vmGetRegisters", instance);
  Define<VmGetServiceIndex>(exports, "vmGetServiceIndex", instance);
  Define<VmGetMemoryMode>(exports, "vmGetMemoryMode", instance);
  Define<VmGetTrap>(exports, "vmGetTrap", instance);
  Define<VmSetMemoryRegions>(exports, "vmSetMemoryRegions", instance);
  Define<VmMapMemory>(exports, "vmMapMemory", instance);
  Define<VmProtectMemory>(exports, "vmProtectMemory", instance);
  Define<VmQueryMemory>(exports, "vmQueryMemory", instance);
  Define<VmGetMemoryWindow>(exports, "vmGetMemoryWindow", instance);
  Define<VmSetHeapPointer>(exports, "vmSetHeapPointer", instance);
  Define<VmGrowHeap>(exports, "vmGrowHeap", instance);
  Define<VmCopyOutput>(exports, "vmCopyOutput", instance);
  Define<VmSetHostCallback>(exports, "vmSetHostCallback", instance);
  Define<VmSetYieldMode>(exports, "vmSetYieldMode", instance);
  Define<VmGetYieldMode>(exports, "vmGetYieldMode", instance);
  Define<VmGetFuncId>(exports, "vmGetFuncId", instance);
  Define<VmExecuteAsync>(exports, "vmExecuteAsync", instance);
  Define<VmResumeAsync>(exports, "vmResumeAsync", instance);
  Define<VmStepAsync>(exports, "vmStepAsync", instance);
  Define<VmAnswerHostCallAsync>(exports, "vmAnswerHostCallAsync", instance);
  Define<VmInterrupt>(exports, "vmInterrupt", instance);
  Define<VmClearInterrupt>(exports, "vmClearInterrupt", instance);
  Define<VmView>(exports, "vmView", instance);
  Define<VmShare>(exports, "vmShare", instance);
}

void BindVm(Napi::Object object, Slot* slot) {
  Define<VmReadMemory>(object, "vmReadMemory", slot);
  Define<VmWriteMemory>(object, "vmWriteMemory", slot);
  Define<VmInitializeMemory>(object, "vmInitializeMemory", slot);
  Define<VmExecute>(object, "vmExecute", slot);
  Define<VmResume>(object, "vmResume", slot);
  Define<VmStep>(object, "vmStep", slot);
  Define<VmAnswerHostCall>(object, "vmAnswerHostCall", slot);
}

int32_t DestroyVm(const Table* table, void* handle) {
  return static_cast<int32_t>(table->vm_destroy(static_cast<pvm_vm_t*>(handle)));
}
