// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
#include "addon.h"

namespace {

// demo_write
void Write(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  const Span number = SpanOf(info.Env(), info[1]);
  const Span text = SpanOf(info.Env(), info[2]);
  if (table == nullptr) return;
  uint8_t* const frame = FrameOf(info);
  const demo_status_t result = table->write(number.As<uint8_t>(), static_cast<size_t>(number.Count<uint8_t>()),
      text.As<char>(), static_cast<size_t>(text.Count<char>()), At<size_t>(frame, 8));
  *At<demo_status_t>(frame, 0) = result;
}

// demo_list
void List(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  const Text from(info, 1);
  const Span words = SpanOf(info.Env(), info[2]);
  if (table == nullptr) return;
  uint8_t* const frame = FrameOf(info);
  const demo_status_t result = table->list(from.c_str(), words.As<uint64_t>(),
      static_cast<size_t>(words.Count<uint64_t>()), At<size_t>(frame, 8));
  *At<demo_status_t>(frame, 0) = result;
}

// demo_pairs
void Pairs(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  const Span pairs = SpanOf(info.Env(), info[1]);
  if (table == nullptr) return;
  uint8_t* const frame = FrameOf(info);
  const uint64_t result = table->pairs(*At<uint64_t>(frame, 8), pairs.As<demo_pair_t>(),
      static_cast<size_t>(pairs.Count<demo_pair_t>()), At<size_t>(frame, 16));
  *At<uint64_t>(frame, 0) = result;
}

// demo_sum
void Sum(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  const Span sums = SpanOf(info.Env(), info[1]);
  const Span values = SpanOf(info.Env(), info[2]);
  if (table == nullptr) return;
  table->sum(sums.As<double>(), values.As<double>(), static_cast<uint32_t>(sums.Count<double>()));
}

// demo_count
void Count(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  const Span counts = SpanOf(info.Env(), info[1]);
  if (table == nullptr) return;
  table->count(counts.As<uint32_t>());
}

} // namespace

void DefineLibrary(Napi::Object exports, Instance* instance) {
  Define<Write>(exports, "write", instance);
  Define<List>(exports, "list", instance);
  Define<Pairs>(exports, "pairs", instance);
  Define<Sum>(exports, "sum", instance);
  Define<Count>(exports, "count", instance);
}

