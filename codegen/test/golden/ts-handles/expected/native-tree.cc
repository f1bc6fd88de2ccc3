// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
#include "addon.h"

namespace {

// demo_tree_plant
void TreePlant(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  const auto height = static_cast<uint32_t>(Unsigned(info, 1));
  Slot* const target = SlotAt(info, 2);
  if (table == nullptr || target == nullptr) return;
  uint8_t* const frame = FrameOf(info);
  demo_tree_t* made = nullptr;
  const demo_status_t result = table->tree_plant(height, &made);
  if (made != nullptr) Adopt(target, table, made);
  *At<demo_status_t>(frame, 0) = result;
}

// demo_tree_release
void TreeRelease(const Arguments& info) {
  Slot* const slot = SlotAt(info, 0);
  if (TableOf(slot) != nullptr) *At<int32_t>(slot->frame, 0) = Abandon(*slot);
}

// demo_tree_graft
void TreeGraft(const Arguments& info) {
  Slot* const tree = SlotAt(info, 0);
  Slot* const other = SlotAt(info, 1);
  const Table* const table = TableOf(tree);
  if (table == nullptr) return;
  const Visit visit(tree);
  uint8_t* const frame = FrameOf(tree);
  const demo_status_t result = table->tree_graft(HandleOf<demo_tree_t>(tree), HandleOf<demo_tree_t>(other));
  if (other != nullptr) Surrender(*other);
  *At<demo_status_t>(frame, 0) = result;
}

// demo_tree_climb
void TreeClimb(const Arguments& info) {
  Slot* const tree = SlotAt(info, 0);
  const auto depth = static_cast<uint32_t>(Unsigned(info, 1));
  Slot* const target = SlotAt(info, 2);
  const Table* const table = TableOf(tree);
  if (table == nullptr || target == nullptr) return;
  const Visit visit(tree);
  uint8_t* const frame = FrameOf(tree);
  demo_cursor_t* made = nullptr;
  const demo_status_t result = table->tree_climb(HandleOf<demo_tree_t>(tree), depth, &made);
  if (made != nullptr) Adopt(target, table, made);
  *At<demo_status_t>(frame, 0) = result;
}

} // namespace

void DefineTree(Napi::Object exports, Instance* instance) {
  Define<TreePlant>(exports, "treePlant", instance);
  Define<TreeRelease>(exports, "treeRelease", instance);
  Define<TreeGraft>(exports, "treeGraft", instance);
  Define<TreeClimb>(exports, "treeClimb", instance);
}

void BindTree(Napi::Object, Slot*) {
}

int32_t DestroyTree(const Table* table, void* handle) {
  table->tree_release(static_cast<demo_tree_t*>(handle));
  return 0;
}
