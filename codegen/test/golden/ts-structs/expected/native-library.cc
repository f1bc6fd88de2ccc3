// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
#include "addon.h"

namespace {

// demo_add
void Add(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  const Span shapes = SpanOf(info.Env(), info[1]);
  const bool has_options = Flag(info, 2);
  if (table == nullptr) return;
  uint8_t* const frame = FrameOf(info);
  const size_t result = table->add(shapes.As<demo_shape_t>(), static_cast<size_t>(shapes.Count<demo_shape_t>()),
      At<demo_point_t>(frame, 8), has_options ? At<demo_options_t>(frame, 16) : nullptr, At<demo_shape_t>(frame, 56));
  *At<size_t>(frame, 0) = result;
}

// demo_get_info
void GetInfo(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  if (table == nullptr) return;
  uint8_t* const frame = FrameOf(info);
  table->get_info(At<demo_info_t>(frame, 8));
}

// demo_move
void Move(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  if (table == nullptr) return;
  uint8_t* const frame = FrameOf(info);
  table->move(At<demo_point_t>(frame, 8), At<uint32_t>(frame, 16));
}

} // namespace

void DefineLibrary(Napi::Object exports, Instance* instance) {
  Define<Add>(exports, "add", instance);
  Define<GetInfo>(exports, "getInfo", instance);
  Define<Move>(exports, "move", instance);
}

