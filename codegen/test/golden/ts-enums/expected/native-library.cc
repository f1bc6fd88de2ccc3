// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
#include "addon.h"

namespace {

// demo_mix
void Mix(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  const auto colors = static_cast<demo_colors_t>(Signed(info, 1));
  const auto side = static_cast<demo_side_t>(Signed(info, 2));
  const auto end = static_cast<demo_end_t>(Signed(info, 3));
  if (table == nullptr) return;
  uint8_t* const frame = FrameOf(info);
  const demo_colors_t result = table->mix(colors, side, end);
  *At<demo_colors_t>(frame, 0) = result;
}

// demo_turn
void Turn(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  const Span sides = SpanOf(info.Env(), info[1]);
  if (table == nullptr) return;
  uint8_t* const frame = FrameOf(info);
  table->turn(sides.As<demo_side_t>(), static_cast<uint32_t>(sides.Count<demo_side_t>()), At<demo_side_t>(frame, 8));
}

// demo_mix_all
void MixAll(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  if (table == nullptr) return;
  uint8_t* const frame = FrameOf(info);
  const demo_colors_t result = table->mix_all();
  *At<demo_colors_t>(frame, 0) = result;
}

} // namespace

void DefineLibrary(Napi::Object exports, Instance* instance) {
  Define<Mix>(exports, "mix", instance);
  Define<Turn>(exports, "turn", instance);
  Define<MixAll>(exports, "mixAll", instance);
}

