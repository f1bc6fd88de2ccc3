// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.
#include "addon.h"

Closure::Closure(const Arguments& info, size_t position, const Slot* owner) : Closure(info.Env(), owner) {
  const Napi::Value value = info[position];
  if (value.IsFunction()) function_ = value;
}

Closure::~Closure() {
  if (reference_ != nullptr) napi_delete_reference(env_, reference_);
}

Closure* Closure::Keep(const Arguments& info, size_t position, const Slot* owner) {
  const Napi::Value value = info[position];
  if (!value.IsFunction()) return nullptr;
  auto* closure = new Closure(info.Env(), owner);
  napi_create_reference(info.Env(), value, 1, &closure->reference_);
  return closure;
}

bool Closure::Knows(const void* handle) const {
  if (owner_ != nullptr && owner_->handle == handle) return true;
  Napi::Error::New(env_, "a callback was given another handle than that of its object").ThrowAsJavaScriptException();
  return false;
}

napi_value Closure::Call(std::initializer_list<napi_value> values) const {
  bool failed = true;
  napi_is_exception_pending(env_, &failed);
  napi_value function = function_;
  if (function == nullptr && reference_ != nullptr) napi_get_reference_value(env_, reference_, &function);
  if (failed || function == nullptr) return nullptr;
  napi_value receiver = nullptr;
  napi_value result = nullptr;
  napi_get_undefined(env_, &receiver);
  const napi_status status = napi_call_function(env_, receiver, function, values.size(), values.begin(), &result);
  return status == napi_ok ? result : nullptr;
}

void DropClosure(void* closure) { delete static_cast<Closure*>(closure); }

void KeepClosure(Slot& slot, int origin, Closure* closure) {
  for (auto& [setter, kept] : slot.closures) {
    if (setter != origin) continue;
    delete std::exchange(kept, closure);
    return;
  }
  slot.closures.emplace_back(origin, closure);
}

void DropClosures(Slot& slot) {
  const auto closures = std::exchange(slot.closures, {});
  for (const auto& kept : closures) delete kept.second;
}
