// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.
#include "addon.h"

namespace {

// JavaScript's thread has ended, or the process does: nothing of this instance may be used again.
void Close(Instance* instance) {
  for (Slot& slot : instance->slots) {
    if (slot.handle != nullptr) Abandon(slot);
  }
  delete instance;
}

Napi::Value NewSlot(const Arguments& info) {
  Instance& instance = InstanceOf(info);
  const auto index = static_cast<uint32_t>(instance.slots.size());
  instance.slots.emplace_back();
  Slot& slot = instance.slots.back();
  slot.instance = &instance;
  slot.frame = instance.frame;
  slot.index = index;
  slot.kind = static_cast<Kind>(Unsigned(info, 0));
  Napi::Object object = Napi::Object::New(info.Env());
  object.Set("index", index);
  Bind(object, &slot);
  return object;
}

// The number of the library, or a sentence that says why it can't be used.
Napi::Value LoadLibrary(const Arguments& info) {
  Instance& instance = InstanceOf(info);
  const Text path(info, 0);
  if (path.c_str() == nullptr) return Napi::String::New(info.Env(), "no path");
  char message[512];
  void* library = nullptr;
  auto table = std::make_unique<Table>();
  if (pvm_table_load(path.c_str(), table.get(), &library, message, sizeof message) != 0) {
    return Napi::String::New(info.Env(), message);
  }
  for (const auto& [known, index] : instance.opened) {
    if (known != library) continue;
    pvm_table_unload(library); // one of two references
    return Napi::Number::New(info.Env(), static_cast<double>(index));
  }
  // It stays open for good: other threads, and memory that was given out, may still need it.
  instance.opened.emplace_back(library, instance.libraries.size());
  instance.libraries.push_back(table.release());
  return Napi::Number::New(info.Env(), static_cast<double>(instance.libraries.size() - 1));
}

void RefuseForeignMemory(const Arguments& info) { InstanceOf(info).refuse_foreign_memory = true; }

// An instance for each copy of the JavaScript modules: they share neither memory nor what they know of it.
Napi::Value Open(const Arguments& info) {
  Napi::Env env = info.Env();
  Napi::Object addon = Napi::Object::New(env);
  auto* instance = new Instance(env);
  env.AddCleanupHook(Close, instance);
  addon.Set("mail", instance->mail.Value());
  Define<NewSlot>(addon, "newSlot", instance);
  Define<LoadLibrary>(addon, "loadLibrary", instance);
  Define<RefuseForeignMemory>(addon, "refuseForeignMemory", instance);
  DefineEngine(addon, instance);
  DefineProgram(addon, instance);
  DefineVm(addon, instance);
  return addon;
}

Napi::Object Init(Napi::Env, Napi::Object exports) {
  Define<Open>(exports, "open", nullptr);
  return exports;
}

// What a handle is taken to weigh, so that forgotten ones make the garbage collector run.
constexpr int64_t kWeight = 16384;

void Weigh(const Slot& slot, int64_t change) {
  int64_t total = 0;
  napi_adjust_external_memory(slot.instance->env, change, &total);
}

// The handle is gone, or will go without this slot.
void Clear(Slot& slot) {
  slot.handle = nullptr;
  DropClosures(slot);
  Weigh(slot, -kWeight);
}

} // namespace

Instance::Instance(Napi::Env environment) : env(environment) {
  Napi::ArrayBuffer buffer = Napi::ArrayBuffer::New(env, kMailSize);
  frame = static_cast<uint8_t*>(buffer.Data());
  mail = Napi::Persistent(buffer);
  mail.SuppressDestruct();
  libraries = {pvm_table_of_interpreter(), pvm_table_of_recompiler()};
}

void Adopt(Slot* slot, const Table* table, void* handle) {
  slot->table = table;
  slot->handle = handle;
  Weigh(*slot, kWeight);
}

int32_t Abandon(Slot& slot) {
  Detach(slot, -1);
  int32_t status = 0;
  Lease* const lease = std::exchange(slot.lease, nullptr);
  if (lease != nullptr && lease->regions > 0) {
    lease->abandoned = true;
  } else {
    delete lease;
    status = Destroy(slot.kind, slot.table, slot.handle);
  }
  if (status == 0) Clear(slot);
  return status;
}

void Surrender(Slot& slot) {
  Detach(slot, -1);
  Lease* const lease = std::exchange(slot.lease, nullptr);
  if (lease != nullptr && lease->regions > 0) {
    lease->abandoned = true;
    lease->handle = nullptr;
  } else {
    delete lease;
  }
  Clear(slot);
}

NODE_API_MODULE(pvm, Init)
