// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
#include "addon.h"

namespace {

// demo_tank_create
void TankCreate(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  Slot* const target = SlotAt(info, 1);
  if (table == nullptr || target == nullptr) return;
  uint8_t* const frame = FrameOf(info);
  demo_tank_t* const made = table->tank_create(*At<uint64_t>(frame, 8));
  if (made != nullptr) {
    Adopt(target, table, made);
    *At<double>(frame, 16) = ViewAddress(*target, table->tank_get_gauge(made));
  }
  *At<int32_t>(frame, 0) = made != nullptr;
}

// demo_tank_destroy
void TankDestroy(const Arguments& info) {
  Slot* const slot = SlotAt(info, 0);
  if (TableOf(slot) != nullptr) *At<int32_t>(slot->frame, 0) = Abandon(*slot);
}

// demo_tank_get_levels
Napi::Value TankGetLevels(const Arguments& info) {
  Slot* const tank = SlotAt(info, 0);
  const Table* const table = TableOf(tank);
  if (table == nullptr) return info.Env().Null();
  const Visit visit(tank);
  uint64_t *result = table->tank_get_levels(HandleOf<demo_tank_t>(tank));
  return Expose(*tank, 5, const_cast<uint64_t*>(result), 16 * sizeof(uint64_t), false);
}

// demo_tank_get_window
Napi::Value TankGetWindow(const Arguments& info) {
  Slot* const tank = SlotAt(info, 0);
  const auto length = Size(info, 1);
  const Table* const table = TableOf(tank);
  if (table == nullptr) return info.Env().Null();
  const Visit visit(tank);
  uint8_t* const frame = FrameOf(tank);
  uint8_t *result = table->tank_get_window(HandleOf<demo_tank_t>(tank), *At<uint64_t>(frame, 8), length);
  return Expose(*tank, 6, const_cast<uint8_t*>(result), length * sizeof(uint8_t), true);
}

// demo_tank_grow
void TankGrow(const Arguments& info) {
  Slot* const tank = SlotAt(info, 0);
  const Table* const table = TableOf(tank);
  if (table == nullptr) return;
  const Visit visit(tank);
  uint8_t* const frame = FrameOf(tank);
  table->tank_grow(HandleOf<demo_tank_t>(tank), *At<uint64_t>(frame, 8));
  Detach(*tank, 6); // demo_tank_get_window
}

// The live struct that demo_tank_get_gauge gives, for the class itself.
Napi::Value TankView(const Arguments& info) {
  Slot* const slot = SlotAt(info, 0);
  const Table* const table = TableOf(slot);
  if (table == nullptr) return info.Env().Null();
  return View(*slot, table->tank_get_gauge(HandleOf<demo_tank_t>(slot)), 24);
}

// The live struct for users: it ends with the handle. Null where JavaScript has copies, which end nothing.
Napi::Value TankShare(const Arguments& info) {
  Slot* const slot = SlotAt(info, 0);
  const Table* const table = TableOf(slot);
  if (table == nullptr) return info.Env().Null();
  return Share(*slot, table->tank_get_gauge(HandleOf<demo_tank_t>(slot)), 24);
}

} // namespace

void DefineTank(Napi::Object exports, Instance* instance) {
  Define<TankCreate>(exports, "tankCreate", instance);
  Define<TankDestroy>(exports, "tankDestroy", instance);
  Define<TankGetLevels>(exports, "tankGetLevels", instance);
  Define<TankGetWindow>(exports, "tankGetWindow", instance);
  Define<TankGrow>(exports, "tankGrow", instance);
  Define<TankView>(exports, "tankView", instance);
  Define<TankShare>(exports, "tankShare", instance);
}

void BindTank(Napi::Object, Slot*) {
}

int32_t DestroyTank(const Table* table, void* handle) {
  table->tank_destroy(static_cast<demo_tank_t*>(handle));
  return 0;
}
