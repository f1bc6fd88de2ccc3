// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.
#include "addon.h"

#include <algorithm>

namespace {

// JavaScript's thread has ended, or the process does: nothing of this instance may be used again.
void Close(Instance* instance) {
  for (Slot& slot : instance->slots) {
    if (slot.handle != nullptr) Abandon(slot);
  }
}

Napi::Value NewSlot(const Napi::CallbackInfo& info) {
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
Napi::Value LoadLibrary(const Napi::CallbackInfo& info) {
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

void RefuseForeignMemory(const Napi::CallbackInfo& info) { InstanceOf(info).refuse_foreign_memory = true; }

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  auto* instance = new Instance(env);
  env.SetInstanceData(instance);
  env.AddCleanupHook(Close, instance);
  exports.Set("mail", instance->mail.Value());
  Define<NewSlot>(exports, "newSlot", instance);
  Define<LoadLibrary>(exports, "loadLibrary", instance);
  Define<RefuseForeignMemory>(exports, "refuseForeignMemory", instance);
  DefineEngine(exports, instance);
  DefineProgram(exports, instance);
  DefineVm(exports, instance);
  return exports;
}

// The last buffer was collected: the handle can go.
void EndLease(Lease* lease) {
  if (!lease->abandoned) return;
  if (lease->handle != nullptr) Destroy(lease->kind, lease->table, lease->handle);
  delete lease;
}

Lease* LeaseOf(Slot& slot) {
  if (slot.lease == nullptr) slot.lease = new Lease{slot.kind, slot.table, slot.handle};
  return slot.lease;
}

void Forget(Region* region) {
  if (region->slot == nullptr) return;
  auto& regions = region->slot->regions;
  regions.erase(std::remove(regions.begin(), regions.end(), region), regions.end());
  region->slot = nullptr;
}

// JavaScript has no way left to the memory.
void Collected(napi_env env, void*, void* hint) {
  auto* region = static_cast<Region*>(hint);
  Forget(region);
  if (region->buffer != nullptr) napi_delete_reference(env, region->buffer);
  if (region->lease != nullptr && --region->lease->regions == 0) EndLease(region->lease);
  delete region;
}

napi_value BufferOf(napi_env env, const Region* region) {
  napi_value buffer = nullptr;
  if (region->buffer != nullptr) napi_get_reference_value(env, region->buffer, &buffer);
  return buffer;
}

bool IsDetached(napi_env env, napi_value buffer) {
  bool detached = true;
  napi_is_detached_arraybuffer(env, buffer, &detached);
  return detached;
}

// To the library before a call, back after it.
void CopyRegions(const Slot& slot, bool in) {
  if (slot.copies == 0) return;
  const Napi::Env env = slot.instance->env;
  const Napi::HandleScope scope(env);
  for (const Region* region : slot.regions) {
    // A buffer whose memory was transferred has none that could be copied.
    if (region->copy == nullptr || IsDetached(env, BufferOf(env, region))) continue;
    if (in) std::memcpy(region->data, region->copy, region->size);
    else std::memcpy(region->copy, region->data, region->size);
  }
}

// Where foreign memory is refused: JavaScript's own memory, copied whenever the library is called.
Napi::Value ExposeCopy(Napi::Env env, Slot& slot, int origin, void* data, size_t size) {
  Napi::ArrayBuffer buffer = Napi::ArrayBuffer::New(env, size);
  if (buffer.IsEmpty()) return env.Null();
  std::memcpy(buffer.Data(), data, size);
  auto* region = new Region{&slot, nullptr, origin, data, size, buffer.Data(), nullptr};
  napi_create_reference(env, buffer, 1, &region->buffer);
  slot.regions.push_back(region);
  slot.copies++;
  return buffer;
}

// Ends one region. Whoever has taken the memory out of the buffer before (ArrayBuffer.transfer) keeps a lease.
void DetachRegion(napi_env env, Slot& slot, Region* region) {
  const napi_value buffer = BufferOf(env, region);
  const bool taken = buffer != nullptr && IsDetached(env, buffer);
  if (buffer != nullptr && !taken) napi_detach_arraybuffer(env, buffer);
  region->slot = nullptr;
  if (region->copy != nullptr) {
    slot.copies--;
    napi_delete_reference(env, region->buffer);
    delete region;
  } else if (taken && region->lease == nullptr) {
    region->lease = LeaseOf(slot);
    region->lease->regions++;
  }
}

void DropClosures(Slot& slot) {
  const auto closures = std::exchange(slot.closures, {});
  for (const auto& kept : closures) delete kept.second;
}

// After a job, on JavaScript's thread. Without an environment the thread is ending.
void Finish(napi_env env, napi_value, void*, void* data) {
  const std::unique_ptr<Job> job(static_cast<Job*>(data));
  if (env == nullptr) return;
  Instance& instance = *job->instance;
  CopyRegions(*job->slot, false);
  if (--instance.pending == 0) napi_unref_threadsafe_function(env, instance.finished);
  napi_value done = nullptr;
  napi_value receiver = nullptr;
  napi_get_reference_value(env, job->done, &done);
  napi_get_undefined(env, &receiver);
  std::memcpy(instance.frame, job->frame, kFrameSize);
  if (done != nullptr) napi_call_function(env, receiver, done, 0, nullptr, nullptr);
  napi_delete_reference(env, job->done);
}

// Runs before the thread-safe function is torn down: hooks run in reverse order.
void StopWorkers(void* data) {
  auto* instance = static_cast<Instance*>(data);
  instance->workers->Stop();
  napi_release_threadsafe_function(instance->finished, napi_tsfn_abort);
}

bool StartWorkers(napi_env env, Instance* instance) {
  if (instance->workers != nullptr) return true;
  napi_value name = nullptr;
  napi_create_string_utf8(env, "pvm", NAPI_AUTO_LENGTH, &name);
  const napi_status status = napi_create_threadsafe_function(
      env, nullptr, nullptr, name, 0, 1, nullptr, nullptr, instance, Finish, &instance->finished);
  if (status != napi_ok) return false;
  napi_unref_threadsafe_function(env, instance->finished);
  instance->workers = std::make_unique<Workers>([instance](Job* job) {
    napi_call_threadsafe_function(instance->finished, job, napi_tsfn_nonblocking);
  });
  napi_add_env_cleanup_hook(env, StopWorkers, instance);
  return true;
}

} // namespace

Instance::Instance(Napi::Env environment) : env(environment) {
  Napi::ArrayBuffer buffer = Napi::ArrayBuffer::New(env, kMailSize);
  frame = static_cast<uint8_t*>(buffer.Data());
  mail = Napi::Persistent(buffer);
  mail.SuppressDestruct();
  libraries = {pvm_table_of_interpreter()};
}

void Adopt(Slot* slot, const Table* table, void* handle) {
  slot->table = table;
  slot->handle = handle;
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
  if (status == 0) {
    slot.handle = nullptr;
    DropClosures(slot);
  }
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
  slot.handle = nullptr;
  DropClosures(slot);
}

Closure::Closure(const Napi::CallbackInfo& info, size_t position, const Slot* owner) : Closure(info.Env(), owner) {
  const Napi::Value value = info[position];
  if (value.IsFunction()) function_ = value;
}

Closure::~Closure() {
  if (reference_ != nullptr) napi_delete_reference(env_, reference_);
}

Closure* Closure::Keep(const Napi::CallbackInfo& info, size_t position, const Slot* owner) {
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

Napi::Value CopyOf(Napi::Env env, const void* data, size_t size) {
  if (data == nullptr) return env.Null();
  Napi::ArrayBuffer buffer = Napi::ArrayBuffer::New(env, size);
  if (buffer.IsEmpty()) return env.Null();
  std::memcpy(buffer.Data(), data, size);
  return buffer;
}

Napi::Value Expose(Slot& slot, int origin, void* data, size_t size, bool leased) {
  const Napi::Env env = slot.instance->env;
  if (data == nullptr) return env.Null();
  if (slot.instance->refuse_foreign_memory) return ExposeCopy(env, slot, origin, data, size);
  auto* region = new Region{&slot, nullptr, origin, data, size, nullptr, nullptr};
  napi_value buffer = nullptr;
  const napi_status status = napi_create_external_arraybuffer(env, data, size, Collected, region, &buffer);
  if (status != napi_ok) {
    delete region;
    if (status == napi_no_external_buffers_allowed) return ExposeCopy(env, slot, origin, data, size);
    return env.Null();
  }
  if (leased) {
    region->lease = LeaseOf(slot);
    region->lease->regions++;
  }
  napi_create_reference(env, buffer, 0, &region->buffer);
  slot.regions.push_back(region);
  return Napi::Value(env, buffer);
}

Napi::Value View(Slot& slot, void* data, size_t size) {
  const Napi::Env env = slot.instance->env;
  napi_value buffer = nullptr;
  if (!slot.instance->refuse_foreign_memory) {
    const napi_status status = napi_create_external_arraybuffer(env, data, size, nullptr, nullptr, &buffer);
    if (status == napi_ok) return Napi::Value(env, buffer);
  }
  return ExposeCopy(env, slot, -2, data, size);
}

double ViewAddress(const Slot& slot, const void* data) {
  return slot.instance->refuse_foreign_memory ? 0 : static_cast<double>(reinterpret_cast<uintptr_t>(data));
}

void Detach(Slot& slot, int origin) {
  if (slot.regions.empty()) return;
  const Napi::Env env = slot.instance->env;
  const Napi::HandleScope scope(env);
  std::vector<Region*> kept;
  const auto regions = std::exchange(slot.regions, {});
  for (Region* region : regions) {
    if (origin == -1 || region->origin == origin) DetachRegion(env, slot, region);
    else kept.push_back(region);
  }
  slot.regions = std::move(kept);
}

void Visit::Copy(bool in) const { CopyRegions(*slot_, in); }

void Start(Slot& slot, Napi::Value done, std::function<void(uint8_t* frame)> call,
           void (*interrupt)(const Table* table, void* handle)) {
  const Napi::Env env = slot.instance->env;
  Instance* instance = slot.instance;
  if (!StartWorkers(env, instance)) {
    Napi::Error::New(env, "no thread can be started").ThrowAsJavaScriptException();
    return;
  }
  auto job = std::make_unique<Job>();
  job->instance = instance;
  job->slot = &slot;
  job->call = std::move(call);
  job->interrupt = interrupt;
  std::memcpy(job->frame, slot.frame, kFrameSize);
  CopyRegions(slot, true);
  napi_create_reference(env, done, 1, &job->done);
  if (instance->pending++ == 0) napi_ref_threadsafe_function(env, instance->finished);
  instance->workers->Submit(job.release());
}

Workers::~Workers() { Stop(); }

void Workers::Submit(Job* job) {
  const std::lock_guard<std::mutex> lock(mutex_);
  queue_.push_back(job);
  const size_t most = std::max(4u, std::thread::hardware_concurrency());
  if (idle_ < queue_.size() && threads_.size() < most) threads_.emplace_back([this] { Work(); });
  wake_.notify_one();
}

void Workers::Work() {
  std::unique_lock<std::mutex> lock(mutex_);
  for (;;) {
    idle_++;
    wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    idle_--;
    if (stopping_) return;
    Job* job = queue_.front();
    queue_.pop_front();
    running_.push_back(job);
    lock.unlock();
    job->call(job->frame);
    lock.lock();
    running_.erase(std::remove(running_.begin(), running_.end(), job), running_.end());
    if (stopping_) delete job;
    else finished_(job);
  }
}

void Workers::Stop() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
    for (const Job* job : running_) {
      if (job->interrupt != nullptr) job->interrupt(job->slot->table, job->slot->handle);
    }
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  const auto left = std::exchange(queue_, {});
  for (const Job* job : left) delete job;
}

NODE_API_MODULE(pvm, Init)
