// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
#include "addon.h"

namespace {

// Stands for every closure: the run ends here, and JavaScript calls the closure without C below it.
demo_answer_t YieldOracle(demo_machine_t *, uint32_t, void *) { return DEMO_ANSWER_WAIT; }

// demo_machine_create
void MachineCreate(const Arguments& info) {
  const Table* const table = LibraryAt(info, 0);
  Slot* const target = SlotAt(info, 1);
  if (table == nullptr || target == nullptr) return;
  uint8_t* const frame = FrameOf(info);
  demo_machine_t* const made = table->machine_create();
  if (made != nullptr) Adopt(target, table, made);
  *At<int32_t>(frame, 0) = made != nullptr;
}

// demo_machine_destroy
void MachineDestroy(const Arguments& info) {
  Slot* const slot = SlotAt(info, 0);
  if (TableOf(slot) != nullptr) *At<int32_t>(slot->frame, 0) = Abandon(*slot);
}

// demo_machine_set_oracle
void MachineSetOracle(const Arguments& info) {
  Slot* const machine = SlotAt(info, 0);
  const bool has_oracle = Flag(info, 1);
  const Table* const table = TableOf(machine);
  if (table == nullptr) return;
  const Visit visit(machine);
  table->machine_set_oracle(HandleOf<demo_machine_t>(machine), has_oracle ? YieldOracle : nullptr, nullptr);
}

// demo_machine_get_question
void MachineGetQuestion(const Arguments& info) {
  Slot* const machine = SlotAt(info, 0);
  const Table* const table = TableOf(machine);
  if (table == nullptr) return;
  const Visit visit(machine);
  uint8_t* const frame = FrameOf(machine);
  const uint32_t result = table->machine_get_question(HandleOf<demo_machine_t>(machine));
  *At<uint32_t>(frame, 0) = result;
}

// demo_machine_peek
void MachinePeek(const Arguments& info) {
  Slot* const machine = &BoundSlot(info);
  const auto address = static_cast<uint32_t>(Unsigned(info, 0));
  const Span buffer = SpanOr(info.Env(), info[1], &machine->instance->recent[0]);
  const Table* const table = TableOf(machine);
  if (table == nullptr) return;
  const Visit visit(machine);
  uint8_t* const frame = FrameOf(machine);
  const bool result = table->machine_peek(HandleOf<demo_machine_t>(machine), address, buffer.As<uint8_t>(),
      static_cast<size_t>(buffer.Count<uint8_t>()));
  *At<bool>(frame, 0) = result;
}

// demo_machine_run
void MachineRun(const Arguments& info) {
  Slot* const machine = &BoundSlot(info);
  const Table* const table = TableOf(machine);
  if (table == nullptr) return;
  const Visit visit(machine);
  uint8_t* const frame = FrameOf(machine);
  const demo_result_t result = table->machine_run(HandleOf<demo_machine_t>(machine));
  if (result == DEMO_RESULT_STOPPED) {
    *At<uint32_t>(frame, 8) = table->machine_get_question(HandleOf<demo_machine_t>(machine));
  }
  *At<demo_result_t>(frame, 0) = result;
}

// demo_machine_answer
void MachineAnswer(const Arguments& info) {
  Slot* const machine = &BoundSlot(info);
  const auto answer = static_cast<demo_answer_t>(Signed(info, 0));
  const Table* const table = TableOf(machine);
  if (table == nullptr) return;
  const Visit visit(machine);
  uint8_t* const frame = FrameOf(machine);
  const demo_result_t result = table->machine_answer(HandleOf<demo_machine_t>(machine), answer);
  if (result == DEMO_RESULT_STOPPED) {
    *At<uint32_t>(frame, 8) = table->machine_get_question(HandleOf<demo_machine_t>(machine));
  }
  *At<demo_result_t>(frame, 0) = result;
}

// demo_machine_interrupt
void MachineInterrupt(const Arguments& info) {
  Slot* const machine = SlotAt(info, 0);
  const Table* const table = TableOf(machine);
  if (table == nullptr) return;
  const Visit visit(machine);
  table->machine_interrupt(HandleOf<demo_machine_t>(machine));
}

// demo_machine_clear
void MachineClear(const Arguments& info) {
  Slot* const machine = SlotAt(info, 0);
  const Table* const table = TableOf(machine);
  if (table == nullptr) return;
  const Visit visit(machine);
  table->machine_clear(HandleOf<demo_machine_t>(machine));
}

// demo_machine_run, on a thread of its own
void MachineRunAsync(const Arguments& info) {
  Slot* const machine = SlotAt(info, 0);
  const Table* const table = TableOf(machine);
  if (table == nullptr) return;
  Start(
      *machine, info[1],
      [=](uint8_t* frame) {
        const demo_result_t result = table->machine_run(HandleOf<demo_machine_t>(machine));
        if (result == DEMO_RESULT_STOPPED) {
          *At<uint32_t>(frame, 8) = table->machine_get_question(HandleOf<demo_machine_t>(machine));
        }
        *At<demo_result_t>(frame, 0) = result;
      },
      [](const Table* library, void* handle) { library->machine_interrupt(static_cast<demo_machine_t*>(handle)); });
}

// demo_machine_answer, on a thread of its own
void MachineAnswerAsync(const Arguments& info) {
  Slot* const machine = SlotAt(info, 0);
  const auto answer = static_cast<demo_answer_t>(Signed(info, 1));
  const Table* const table = TableOf(machine);
  if (table == nullptr) return;
  Start(
      *machine, info[2],
      [=](uint8_t* frame) {
        const demo_result_t result = table->machine_answer(HandleOf<demo_machine_t>(machine), answer);
        if (result == DEMO_RESULT_STOPPED) {
          *At<uint32_t>(frame, 8) = table->machine_get_question(HandleOf<demo_machine_t>(machine));
        }
        *At<demo_result_t>(frame, 0) = result;
      },
      [](const Table* library, void* handle) { library->machine_interrupt(static_cast<demo_machine_t*>(handle)); });
}

} // namespace

void DefineMachine(Napi::Object exports, Instance* instance) {
  Define<MachineCreate>(exports, "machineCreate", instance);
  Define<MachineDestroy>(exports, "machineDestroy", instance);
  Define<MachineSetOracle>(exports, "machineSetOracle", instance);
  Define<MachineGetQuestion>(exports, "machineGetQuestion", instance);
  Define<MachineRunAsync>(exports, "machineRunAsync", instance);
  Define<MachineAnswerAsync>(exports, "machineAnswerAsync", instance);
  Define<MachineInterrupt>(exports, "machineInterrupt", instance);
  Define<MachineClear>(exports, "machineClear", instance);
}

void BindMachine(Napi::Object object, Slot* slot) {
  Define<MachinePeek>(object, "machinePeek", slot);
  Define<MachineRun>(object, "machineRun", slot);
  Define<MachineAnswer>(object, "machineAnswer", slot);
}

int32_t DestroyMachine(const Table* table, void* handle) {
  table->machine_destroy(static_cast<demo_machine_t*>(handle));
  return 0;
}
