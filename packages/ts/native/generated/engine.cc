// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.
#include "addon.h"

namespace {

// pvm_abi_version
void AbiVersion(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  if (table == nullptr) return;
  uint8_t* const frame = FrameOf(info);
  const uint32_t result = table->abi_version();
  *At<uint32_t>(frame, 0) = result;
}

// pvm_engine_kind
void EngineKind(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  if (table == nullptr) return;
  uint8_t* const frame = FrameOf(info);
  const pvm_engine_kind_t result = table->engine_kind();
  *At<pvm_engine_kind_t>(frame, 0) = result;
}

// pvm_engine_name
Napi::Value EngineName(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  if (table == nullptr) return info.Env().Null();
  const char *result = table->engine_name();
  return StringOrNull(info.Env(), result);
}

// pvm_status_message
Napi::Value StatusMessage(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  const auto status = static_cast<pvm_status_t>(Signed(info, 1));
  if (table == nullptr) return info.Env().Null();
  const char *result = table->status_message(status);
  return StringOrNull(info.Env(), result);
}

// pvm_result_name
Napi::Value ResultName(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  const auto result_ = static_cast<pvm_result_t>(Signed(info, 1));
  if (table == nullptr) return info.Env().Null();
  const char *result = table->result_name(result_);
  return StringOrNull(info.Env(), result);
}

// pvm_assemble
void Assemble(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  const Text source(info, 1);
  const auto instruction_set = static_cast<pvm_instruction_set_t>(Signed(info, 2));
  const Span buffer = SpanOf(info.Env(), info[3]);
  if (table == nullptr) return;
  uint8_t* const frame = FrameOf(info);
  const pvm_status_t result = table->assemble(source.c_str(), instruction_set, buffer.As<uint8_t>(),
      static_cast<size_t>(buffer.Count<uint8_t>()), At<size_t>(frame, 8), At<pvm_program_error_t>(frame, 16));
  *At<pvm_status_t>(frame, 0) = result;
}

} // namespace

void DefineEngine(Napi::Object exports, Instance* instance) {
  Define<AbiVersion>(exports, "abiVersion", instance);
  Define<EngineKind>(exports, "engineKind", instance);
  Define<EngineName>(exports, "engineName", instance);
  Define<StatusMessage>(exports, "statusMessage", instance);
  Define<ResultName>(exports, "resultName", instance);
  Define<Assemble>(exports, "assemble", instance);
}

