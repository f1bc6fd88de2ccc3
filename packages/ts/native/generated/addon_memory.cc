// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.
#include "addon.h"

#include <algorithm>

namespace {

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

// Remembers that this runtime lets JavaScript see no foreign memory.
bool IsRefused(const Slot& slot, napi_status status) {
  if (status == napi_no_external_buffers_allowed) slot.instance->refuse_foreign_memory = true;
  return slot.instance->refuse_foreign_memory;
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

} // namespace

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
    return IsRefused(slot, status) ? ExposeCopy(env, slot, origin, data, size) : env.Null();
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
    if (!IsRefused(slot, status)) return Napi::Value(env, buffer);
  }
  return ExposeCopy(env, slot, -2, data, size);
}

Napi::Value Share(Slot& slot, void* data, size_t size) {
  if (slot.instance->refuse_foreign_memory) return slot.instance->env.Null();
  return Expose(slot, -3, data, size, false);
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
