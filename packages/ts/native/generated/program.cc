// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.
#include "addon.h"

namespace {

// pvm_program_parse
void ProgramParse(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  const Span blob = SpanOf(info.Env(), info[1]);
  const bool has_options = Flag(info, 2);
  Slot* const target = SlotAt(info, 3);
  if (table == nullptr || target == nullptr) return;
  uint8_t* const frame = FrameOf(info);
  pvm_program_t* made = nullptr;
  const pvm_status_t result = table->program_parse(blob.As<uint8_t>(), static_cast<size_t>(blob.Count<uint8_t>()),
      has_options ? At<pvm_program_options_t>(frame, 8) : nullptr, &made, At<pvm_program_error_t>(frame, 24));
  if (made != nullptr) Adopt(target, table, made);
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_program_parse_standard
void ProgramParseStandard(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  const Span blob = SpanOf(info.Env(), info[1]);
  const auto has_metadata = Flag(info, 2);
  const bool has_options = Flag(info, 3);
  Slot* const target = SlotAt(info, 4);
  if (table == nullptr || target == nullptr) return;
  uint8_t* const frame = FrameOf(info);
  pvm_program_t* made = nullptr;
  const pvm_status_t result = table->program_parse_standard(blob.As<uint8_t>(),
      static_cast<size_t>(blob.Count<uint8_t>()), has_metadata,
      has_options ? At<pvm_program_options_t>(frame, 8) : nullptr, &made, At<pvm_program_error_t>(frame, 24));
  if (made != nullptr) Adopt(target, table, made);
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_program_from_parts
void ProgramFromParts(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  const Span code = SpanOf(info.Env(), info[1]);
  const Span bitmask = SpanOf(info.Env(), info[2]);
  const Span jump_table = SpanOf(info.Env(), info[3]);
  const bool has_options = Flag(info, 4);
  Slot* const target = SlotAt(info, 5);
  if (table == nullptr || target == nullptr) return;
  uint8_t* const frame = FrameOf(info);
  pvm_program_t* made = nullptr;
  const pvm_status_t result = table->program_from_parts(code.As<uint8_t>(), static_cast<size_t>(code.Count<uint8_t>()),
      bitmask.As<uint8_t>(), static_cast<size_t>(bitmask.Count<uint8_t>()), jump_table.As<uint64_t>(),
      static_cast<size_t>(jump_table.Count<uint64_t>()), has_options ? At<pvm_program_options_t>(frame, 8) : nullptr,
      &made, At<pvm_program_error_t>(frame, 24));
  if (made != nullptr) Adopt(target, table, made);
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_program_release
void ProgramRelease(const Arguments& info) {
  Slot* const slot = SlotAt(info, 0);
  if (TableOf(slot) != nullptr) *At<int32_t>(slot->frame, 0) = Abandon(*slot);
}

// pvm_program_get_info
void ProgramGetInfo(const Arguments& info) {
  Slot* const program = SlotAt(info, 0);
  const Table* const table = TableOf(program);
  if (table == nullptr) return;
  const Visit visit(program);
  uint8_t* const frame = FrameOf(program);
  const pvm_status_t result = table->program_get_info(HandleOf<pvm_program_t>(program),
      At<pvm_program_info_t>(frame, 8));
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_program_get_defect
void ProgramGetDefect(const Arguments& info) {
  Slot* const program = SlotAt(info, 0);
  const Table* const table = TableOf(program);
  if (table == nullptr) return;
  const Visit visit(program);
  uint8_t* const frame = FrameOf(program);
  const pvm_status_t result = table->program_get_defect(HandleOf<pvm_program_t>(program),
      At<pvm_program_error_t>(frame, 8));
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_program_copy_code
void ProgramCopyCode(const Arguments& info) {
  Slot* const program = SlotAt(info, 0);
  const Span buffer = SpanOf(info.Env(), info[1]);
  const Table* const table = TableOf(program);
  if (table == nullptr) return;
  const Visit visit(program);
  uint8_t* const frame = FrameOf(program);
  const pvm_status_t result = table->program_copy_code(HandleOf<pvm_program_t>(program), buffer.As<uint8_t>(),
      static_cast<size_t>(buffer.Count<uint8_t>()), At<size_t>(frame, 8));
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_program_get_jump_target
void ProgramGetJumpTarget(const Arguments& info) {
  Slot* const program = SlotAt(info, 0);
  const Table* const table = TableOf(program);
  if (table == nullptr) return;
  const Visit visit(program);
  uint8_t* const frame = FrameOf(program);
  const pvm_status_t result = table->program_get_jump_target(HandleOf<pvm_program_t>(program), *At<uint64_t>(frame, 8),
      At<uint64_t>(frame, 16));
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_program_has_instruction
void ProgramHasInstruction(const Arguments& info) {
  Slot* const program = SlotAt(info, 0);
  const Table* const table = TableOf(program);
  if (table == nullptr) return;
  const Visit visit(program);
  uint8_t* const frame = FrameOf(program);
  const bool result = table->program_has_instruction(HandleOf<pvm_program_t>(program), *At<uint64_t>(frame, 8));
  *At<bool>(frame, 0) = result;
}

// pvm_program_get_block_cost
void ProgramGetBlockCost(const Arguments& info) {
  Slot* const program = SlotAt(info, 0);
  const Table* const table = TableOf(program);
  if (table == nullptr) return;
  const Visit visit(program);
  uint8_t* const frame = FrameOf(program);
  const pvm_status_t result = table->program_get_block_cost(HandleOf<pvm_program_t>(program), *At<uint64_t>(frame, 8),
      At<uint64_t>(frame, 16));
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_program_list_blocks
void ProgramListBlocks(const Arguments& info) {
  Slot* const program = SlotAt(info, 0);
  const Span blocks = SpanOf(info.Env(), info[1]);
  const Table* const table = TableOf(program);
  if (table == nullptr) return;
  const Visit visit(program);
  uint8_t* const frame = FrameOf(program);
  const pvm_status_t result = table->program_list_blocks(HandleOf<pvm_program_t>(program), *At<uint64_t>(frame, 8),
      blocks.As<pvm_block_t>(), static_cast<size_t>(blocks.Count<pvm_block_t>()), At<size_t>(frame, 16));
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_program_disassemble
void ProgramDisassemble(const Arguments& info) {
  Slot* const program = SlotAt(info, 0);
  const Span text = SpanOf(info.Env(), info[1]);
  const Table* const table = TableOf(program);
  if (table == nullptr) return;
  const Visit visit(program);
  uint8_t* const frame = FrameOf(program);
  const pvm_status_t result = table->program_disassemble(HandleOf<pvm_program_t>(program), *At<uint64_t>(frame, 8),
      text.As<char>(), static_cast<size_t>(text.Count<char>()), At<size_t>(frame, 16), At<uint64_t>(frame, 24));
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_program_list
void ProgramList(const Arguments& info) {
  Slot* const program = SlotAt(info, 0);
  const Span text = SpanOf(info.Env(), info[1]);
  const Table* const table = TableOf(program);
  if (table == nullptr) return;
  const Visit visit(program);
  uint8_t* const frame = FrameOf(program);
  const pvm_status_t result = table->program_list(HandleOf<pvm_program_t>(program), text.As<char>(),
      static_cast<size_t>(text.Count<char>()), At<size_t>(frame, 8));
  *At<pvm_status_t>(frame, 0) = result;
}

// pvm_program_copy_native_code
void ProgramCopyNativeCode(const Arguments& info) {
  Slot* const program = SlotAt(info, 0);
  const Span buffer = SpanOf(info.Env(), info[1]);
  const Table* const table = TableOf(program);
  if (table == nullptr) return;
  const Visit visit(program);
  uint8_t* const frame = FrameOf(program);
  const pvm_status_t result = table->program_copy_native_code(HandleOf<pvm_program_t>(program), *At<uint64_t>(frame, 8),
      buffer.As<uint8_t>(), static_cast<size_t>(buffer.Count<uint8_t>()), At<size_t>(frame, 16),
      At<uint64_t>(frame, 24));
  *At<pvm_status_t>(frame, 0) = result;
}

} // namespace

void DefineProgram(Napi::Object exports, Instance* instance) {
  Define<ProgramParse>(exports, "programParse", instance);
  Define<ProgramParseStandard>(exports, "programParseStandard", instance);
  Define<ProgramFromParts>(exports, "programFromParts", instance);
  Define<ProgramRelease>(exports, "programRelease", instance);
  Define<ProgramGetInfo>(exports, "programGetInfo", instance);
  Define<ProgramGetDefect>(exports, "programGetDefect", instance);
  Define<ProgramCopyCode>(exports, "programCopyCode", instance);
  Define<ProgramGetJumpTarget>(exports, "programGetJumpTarget", instance);
  Define<ProgramHasInstruction>(exports, "programHasInstruction", instance);
  Define<ProgramGetBlockCost>(exports, "programGetBlockCost", instance);
  Define<ProgramListBlocks>(exports, "programListBlocks", instance);
  Define<ProgramDisassemble>(exports, "programDisassemble", instance);
  Define<ProgramList>(exports, "programList", instance);
  Define<ProgramCopyNativeCode>(exports, "programCopyNativeCode", instance);
}

void BindProgram(Napi::Object, Slot*) {
}

int32_t DestroyProgram(const Table* table, void* handle) {
  table->program_release(static_cast<pvm_program_t*>(handle));
  return 0;
}
