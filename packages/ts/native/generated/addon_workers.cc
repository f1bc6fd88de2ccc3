// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.
#include "addon.h"

#include <algorithm>
#include <system_error>

namespace {

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
  if (!instance->workers->Submit(job.get())) {
    napi_delete_reference(env, job->done);
    Napi::Error::New(env, "no thread can be started").ThrowAsJavaScriptException();
    return;
  }
  job.release(); // Finish has it
  if (instance->pending++ == 0) napi_ref_threadsafe_function(env, instance->finished);
}

Workers::~Workers() { Stop(); }

bool Workers::Submit(Job* job) {
  const std::lock_guard<std::mutex> lock(mutex_);
  queue_.push_back(job);
  const size_t most = std::max(4u, std::thread::hardware_concurrency());
  if (idle_ < queue_.size() && threads_.size() < most) {
    try {
      threads_.emplace_back([this] { Work(); });
    } catch (const std::system_error&) {
      // The system has none left: those that run take the job, if there are any.
      if (threads_.empty()) {
        queue_.pop_back();
        return false;
      }
    }
  }
  wake_.notify_one();
  return true;
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
