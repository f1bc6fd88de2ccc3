// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
#include "addon.h"

namespace {

// Calls the JavaScript function that travels as user data.
bool CallTick(demo_clock_t *clock, uint64_t time, const char *place, void *user_data) {
  const Closure& closure = *static_cast<const Closure*>(user_data);
  const Napi::Env env = closure.env();
  const Napi::HandleScope scope(env);
  if (!closure.Knows(clock)) return {};
  const napi_value answer = closure.Call({Big(env, time), StringOrNull(env, place)});
  bool value{};
  if (answer != nullptr) napi_get_value_bool(env, answer, &value);
  return value;
}

// Calls the JavaScript function that travels as user data.
void CallStrike(uint32_t hour, void *user_data) {
  const Closure& closure = *static_cast<const Closure*>(user_data);
  const Napi::Env env = closure.env();
  const Napi::HandleScope scope(env);
  const napi_value answer = closure.Call({Napi::Number::New(env, static_cast<double>(hour))});
  static_cast<void>(answer);
}

// The same, for the one time that it is called.
void CallStrikeOnce(uint32_t hour, void *user_data) {
  const std::unique_ptr<Closure> owner(static_cast<Closure*>(user_data));
  return CallStrike(hour, user_data);
}

// demo_clock_create
void ClockCreate(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  Slot* const target = SlotAt(info, 1);
  if (table == nullptr || target == nullptr) return;
  uint8_t* const frame = FrameOf(info);
  demo_clock_t* const made = table->clock_create();
  if (made != nullptr) Adopt(target, table, made);
  *At<int32_t>(frame, 0) = made != nullptr;
}

// demo_clock_destroy
void ClockDestroy(const Arguments& info) {
  Slot* const slot = SlotAt(info, 0);
  if (TableOf(slot) != nullptr) *At<int32_t>(slot->frame, 0) = Abandon(*slot);
}

// demo_clock_set_tick
void ClockSetTick(const Arguments& info) {
  Slot* const clock = SlotAt(info, 0);
  Closure* const tick = Closure::Keep(info, 1, clock);
  const Table* const table = TableOf(clock);
  if (table == nullptr) return;
  const Visit visit(clock);
  table->clock_set_tick(HandleOf<demo_clock_t>(clock), tick == nullptr ? nullptr : CallTick, tick);
  KeepClosure(*clock, 2, tick);
}

// demo_clock_set_strike
void ClockSetStrike(const Arguments& info) {
  Slot* const clock = SlotAt(info, 0);
  Closure* const strike = Closure::Keep(info, 1, clock);
  const Table* const table = TableOf(clock);
  if (table == nullptr) return;
  const Visit visit(clock);
  uint8_t* const frame = FrameOf(clock);
  const demo_status_t result = table->clock_set_strike(HandleOf<demo_clock_t>(clock),
      strike == nullptr ? nullptr : CallStrike, strike, strike == nullptr ? nullptr : DropClosure);
  if (result != 0) delete strike;
  *At<demo_status_t>(frame, 0) = result;
}

// demo_clock_add_alarm
void ClockAddAlarm(const Arguments& info) {
  Slot* const clock = SlotAt(info, 0);
  Closure* const alarm = Closure::Keep(info, 1, clock);
  const Table* const table = TableOf(clock);
  if (table == nullptr) return;
  const Visit visit(clock);
  uint8_t* const frame = FrameOf(clock);
  const demo_status_t result = table->clock_add_alarm(HandleOf<demo_clock_t>(clock),
      alarm == nullptr ? nullptr : CallStrikeOnce, alarm);
  if (result != 0) delete alarm;
  *At<demo_status_t>(frame, 0) = result;
}

// demo_clock_run
void ClockRun(const Arguments& info) {
  Slot* const clock = SlotAt(info, 0);
  const auto seconds = static_cast<uint32_t>(Unsigned(info, 1));
  const Table* const table = TableOf(clock);
  if (table == nullptr) return;
  const Visit visit(clock);
  table->clock_run(HandleOf<demo_clock_t>(clock), seconds);
}

} // namespace

void DefineClock(Napi::Object exports, Instance* instance) {
  Define<ClockCreate>(exports, "clockCreate", instance);
  Define<ClockDestroy>(exports, "clockDestroy", instance);
  Define<ClockSetTick>(exports, "clockSetTick", instance);
  Define<ClockSetStrike>(exports, "clockSetStrike", instance);
  Define<ClockAddAlarm>(exports, "clockAddAlarm", instance);
  Define<ClockRun>(exports, "clockRun", instance);
}

void BindClock(Napi::Object, Slot*) {
}

int32_t DestroyClock(const Table* table, void* handle) {
  table->clock_destroy(static_cast<demo_clock_t*>(handle));
  return 0;
}
