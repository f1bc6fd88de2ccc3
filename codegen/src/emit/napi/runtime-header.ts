import type { Abi } from '../../model/abi.js';
import { macro } from '../c/declarations.js';
import { code } from '../text.js';
import type { NapiContext } from './context.js';

/** `addon.h`: what all files of the addon share. */
export function runtimeHeader(context: NapiContext): string {
  const { abi } = context;
  const guard = macro(abi, 'addon_h');
  return code`
    // ${context.notice}
    #ifndef ${guard}
    #define ${guard}

    #include <napi.h>

    #include <condition_variable>
    #include <cstring>
    #include <deque>
    #include <functional>
    #include <initializer_list>
    #include <memory>
    #include <mutex>
    #include <string>
    #include <thread>
    #include <type_traits>
    #include <utility>
    #include <vector>

    #include "${abi.name}_table_loader.h"

    // The mail is memory that both languages see. Its first octets are the frame of the call under way: the result, then
    // 64-bit integers, structs and outputs, where the generator put them. Behind it is room for JavaScript to read into.
    inline constexpr size_t kFrameSize = ${context.frameSize};
    inline constexpr size_t kMailSize = kFrameSize + ${context.scratchSize};

    using Table = ${abi.name}_table_t;

    enum class Kind : uint8_t { ${kinds(context)} };

    struct Instance;
    struct Slot;
    class Closure;

    // Keeps a destroyed handle's memory until JavaScript has let go of all that was given out of it.
    struct Lease {
      Kind kind;
      const Table* table;
      void* handle;
      size_t regions = 0;
      bool abandoned = false;
    };

    // What a native function is called with. Most of a short call would go into Napi::CallbackInfo.
    class Arguments {
     public:
      Arguments(napi_env env, napi_callback_info info) : env_(env) {
        size_t count = kMost;
        napi_get_cb_info(env, info, &count, values_, nullptr, &data_); // what is missing is undefined
      }
      Napi::Env Env() const { return env_; }
      void* Data() const { return data_; }
      Napi::Value operator[](size_t position) const { return Napi::Value(env_, values_[position]); }

     private:
      static constexpr size_t kMost = ${context.mostArguments};
      napi_env env_;
      void* data_ = nullptr;
      napi_value values_[kMost];
    };

    // The elements of a typed array; none for null.
    struct Span {
      void* data = nullptr;
      size_t size = 0; // octets

      template <typename T>
      T* As() const {
        return static_cast<T*>(data);
      }
      template <typename T>
      size_t Count() const {
        return size / sizeof(T);
      }
    };

    // Memory of a handle that JavaScript sees as an ArrayBuffer.
    struct Region {
      Slot* slot;      // null once the handle is gone
      Lease* lease;    // null if a detached buffer is enough to be rid of it
      int origin;      // the function that gave it, by its place in the header
      void* data;
      size_t size;
      void* copy;      // where the runtime refuses foreign memory: JavaScript's own, copied at each call
      napi_ref buffer; // weak, or strong if it is a copy
    };

    // Where a handle of the library lives for as long as its JavaScript object. Reused when the object is destroyed.
    struct Slot {
      Instance* instance;
      uint8_t* frame;
      uint32_t index;
      Kind kind;
      const Table* table = nullptr;
      void* handle = nullptr;
      Lease* lease = nullptr;
      std::vector<Region*> regions;
      size_t copies = 0; // regions that are copies
      std::vector<std::pair<int, Closure*>> closures; // kept until replaced, by the function that set them
    };

    // A JavaScript function that the library calls. It travels as user data.
    class Closure {
     public:
      // For the duration of a call on that slot.
      Closure(const Arguments& info, size_t position, const Slot* owner);
      ~Closure();
      Closure(const Closure&) = delete;
      Closure& operator=(const Closure&) = delete;

      // For longer; null for null.
      static Closure* Keep(const Arguments& info, size_t position, const Slot* owner);

      bool IsNone() const { return function_ == nullptr && reference_ == nullptr; }
      Napi::Env env() const { return env_; }

      // JavaScript passes the object itself for a handle, so it must be the object's. Throws if it is another one.
      bool Knows(const void* handle) const;

      // What it returned; null if it threw, or an earlier one did: then nothing is run any more.
      napi_value Call(std::initializer_list<napi_value> values) const;

     private:
      Closure(Napi::Env env, const Slot* owner) : env_(env), owner_(owner) {}

      Napi::Env env_;
      const Slot* owner_;
      napi_value function_ = nullptr;
      napi_ref reference_ = nullptr;
    };

    // For the library to call when it drops a closure.
    void DropClosure(void* closure);

    // A call on a thread of its own.
    struct Job {
      Instance* instance;
      Slot* slot;
      std::function<void(uint8_t* frame)> call;
      void (*interrupt)(const Table* table, void* handle); // null: it can't be
      napi_ref done;
      alignas(8) uint8_t frame[kFrameSize];
    };

    // Threads for long calls. Node's own are too few, and its exit waits for them: a guest may run for hours.
    class Workers {
     public:
      explicit Workers(std::function<void(Job*)> finished) : finished_(std::move(finished)) {}
      ~Workers();
      // False if there is no thread to be had.
      bool Submit(Job* job);
      // Interrupts what runs, and waits for it.
      void Stop();

     private:
      void Work();

      std::function<void(Job*)> finished_;
      std::mutex mutex_;
      std::condition_variable wake_;
      std::deque<Job*> queue_;
      std::vector<Job*> running_;
      std::vector<std::thread> threads_;
      size_t idle_ = 0;
      bool stopping_ = false;
    };

    // All that one copy of the JavaScript modules has, in one thread; there are no globals.
    struct Instance {
      explicit Instance(Napi::Env environment);

      Napi::Env env;
      uint8_t* frame = nullptr;
      Napi::Reference<Napi::ArrayBuffer> mail;
      Span recent[${Math.max(1, context.recentCount)}]; // arrays that JavaScript need not pass again
      bool refuse_foreign_memory = false; // for tests: act as runtimes do that refuse it
      std::vector<const Table*> libraries;
      std::vector<std::pair<void*, size_t>> opened; // what the system calls a library, and its place in libraries
      std::deque<Slot> slots; // never shrinks, so that pointers into it stay good
      std::unique_ptr<Workers> workers;
      napi_threadsafe_function finished = nullptr;
      size_t pending = 0;
    };

    // ---- Arguments: JavaScript has checked them --------------------------------

    inline Instance& InstanceOf(const Arguments& info) { return *static_cast<Instance*>(info.Data()); }

    // The slot that the function is bound to.
    inline Slot& BoundSlot(const Arguments& info) { return *static_cast<Slot*>(info.Data()); }

    // The slot with that number; null for -1.
    inline Slot* SlotAt(const Arguments& info, size_t position) {
      int32_t index = -1;
      napi_get_value_int32(info.Env(), info[position], &index);
      Instance& instance = InstanceOf(info);
      if (index < 0 || static_cast<size_t>(index) >= instance.slots.size()) return nullptr;
      return &instance.slots[static_cast<size_t>(index)];
    }

    // A library's table, by its number; the first one for a number that is none.
    inline const Table* LibraryAt(const Arguments& info, size_t position) {
      uint32_t index = 0;
      napi_get_value_uint32(info.Env(), info[position], &index);
      const auto& libraries = InstanceOf(info).libraries;
      return index < libraries.size() ? libraries[index] : nullptr;
    }

    // The table of a slot's library; null if there is no such slot, or nothing in it.
    inline const Table* TableOf(const Slot* slot) { return slot == nullptr ? nullptr : slot->table; }

    inline uint8_t* FrameOf(const Slot* slot) { return slot->frame; }
    inline uint8_t* FrameOf(const Arguments& info) { return InstanceOf(info).frame; }

    template <typename T>
    T* HandleOf(const Slot* slot) {
      return slot == nullptr ? nullptr : static_cast<T*>(slot->handle);
    }

    inline uint32_t Unsigned(const Arguments& info, size_t position) {
      uint32_t value = 0;
      napi_get_value_uint32(info.Env(), info[position], &value);
      return value;
    }

    inline int32_t Signed(const Arguments& info, size_t position) {
      int32_t value = 0;
      napi_get_value_int32(info.Env(), info[position], &value);
      return value;
    }

    inline double Double(const Arguments& info, size_t position) {
      double value = 0;
      napi_get_value_double(info.Env(), info[position], &value);
      return value;
    }

    // Lengths, up to 2^53.
    inline size_t Size(const Arguments& info, size_t position) {
      int64_t value = 0;
      napi_get_value_int64(info.Env(), info[position], &value);
      return value < 0 ? 0 : static_cast<size_t>(value);
    }

    inline bool Flag(const Arguments& info, size_t position) {
      bool value = false;
      napi_get_value_bool(info.Env(), info[position], &value);
      return value;
    }

    inline Span SpanOf(napi_env env, napi_value value) {
      Span span;
      napi_typedarray_type type = napi_uint8_array;
      size_t length = 0;
      if (napi_get_typedarray_info(env, value, &type, &length, &span.data, nullptr, nullptr) != napi_ok) return {};
      static constexpr size_t kElement[] = {1, 1, 1, 2, 2, 4, 4, 4, 8, 8, 8};
      span.size = length * (type < sizeof kElement / sizeof *kElement ? kElement[type] : 1);
      return span;
    }

    // The elements of a typed array; of the one before if there is none. JavaScript holds it, and knows that it is whole.
    inline Span SpanOr(napi_env env, napi_value value, Span* recent) {
      Span span;
      if (napi_get_typedarray_info(env, value, nullptr, &span.size, &span.data, nullptr, nullptr) == napi_ok) *recent = span;
      else if (!Napi::Value(env, value).IsUndefined()) return {}; // only looks like an array
      return *recent;
    }

    // A string as C has it; NULL for null.
    class Text {
     public:
      Text(const Arguments& info, size_t position) {
        const Napi::Value value = info[position];
        if (!value.IsString()) return;
        text_ = value.As<Napi::String>().Utf8Value();
        null_ = false;
      }
      const char* c_str() const { return null_ ? nullptr : text_.c_str(); }

     private:
      std::string text_;
      bool null_ = true;
    };

    // A place in the frame.
    template <typename T>
    T* At(uint8_t* frame, size_t offset) {
      return reinterpret_cast<T*>(frame + offset);
    }

    // A frame for a call that runs JavaScript meanwhile, which uses the common one.
    class OwnFrame {
     public:
      explicit OwnFrame(uint8_t* common) : common_(common) { std::memcpy(octets_, common, kFrameSize); }
      ~OwnFrame() { std::memcpy(common_, octets_, kFrameSize); }
      OwnFrame(const OwnFrame&) = delete;
      OwnFrame& operator=(const OwnFrame&) = delete;
      uint8_t* octets() { return octets_; }

     private:
      uint8_t* common_;
      alignas(8) uint8_t octets_[kFrameSize];
    };

    // ---- Results ---------------------------------------------------------------

    inline Napi::Value StringOrNull(Napi::Env env, const char* text) {
      return text == nullptr ? env.Null() : Napi::String::New(env, text);
    }

    // A copy of C memory as an ArrayBuffer; null for NULL.
    Napi::Value CopyOf(Napi::Env env, const void* data, size_t size);

    inline Napi::Value Big(Napi::Env env, uint64_t value) { return Napi::BigInt::New(env, value); }
    inline Napi::Value Big(Napi::Env env, int64_t value) { return Napi::BigInt::New(env, value); }

    // Puts a new handle into its slot.
    void Adopt(Slot* slot, const Table* table, void* handle);

    // Destroys the slot's handle, as soon as JavaScript has let go of its memory. The library's status; 0 if it must wait.
    int32_t Abandon(Slot& slot);

    // A handle's live struct, for JavaScript's own use: never given to users, so that it may lie in wait in an idle slot.
    Napi::Value View(Slot& slot, void* data, size_t size);

    // The same, to be given to users: it is detached when the handle ends. Null where the view is a copy.
    Napi::Value Share(Slot& slot, void* data, size_t size);

    // The address by which JavaScript knows that it has a view already; 0 if it must ask for a new one.
    double ViewAddress(const Slot& slot, const void* data);

    // An ArrayBuffer over memory of the handle; null if the runtime has no memory for it. The memory outlives the handle
    // until the buffer was collected if \`leased\`; otherwise it ends with being detached.
    Napi::Value Expose(Slot& slot, int origin, void* data, size_t size, bool leased);

    // Detaches all that a function has given out; all at all for origin -1.
    void Detach(Slot& slot, int origin);

    // Copies to the library before a call, back after it, where JavaScript has copies.
    void CopyRegions(const Slot& slot, bool in);

    // During a call, memory that JavaScript has copies of is the library's.
    class Visit {
     public:
      explicit Visit(Slot* slot) : slot_(slot) {
        if (slot_ != nullptr && slot_->copies > 0) CopyRegions(*slot_, true);
      }
      ~Visit() {
        if (slot_ != nullptr && slot_->copies > 0) CopyRegions(*slot_, false);
      }
      Visit(const Visit&) = delete;
      Visit& operator=(const Visit&) = delete;

     private:
      Slot* slot_;
    };

    // ---- Definitions -----------------------------------------------------------

    template <auto function>
    napi_value Enter(napi_env env, napi_callback_info info) {
      const Arguments arguments(env, info);
      if constexpr (std::is_void_v<decltype(function(arguments))>) {
        function(arguments);
        return nullptr;
      } else {
        return function(arguments);
      }
    }

    // Gives an object a native function, with the data that the function works on.
    template <auto function>
    void Define(Napi::Object object, const char* name, void* data) {
      napi_value value = nullptr;
      napi_create_function(object.Env(), name, NAPI_AUTO_LENGTH, Enter<function>, data, &value);
      object.Set(name, value);
    }

    // ---- The files of the addon ------------------------------------------------

    // Keeps a closure until the same function replaces it, or the handle ends.
    void KeepClosure(Slot& slot, int origin, Closure* closure);

    void DropClosures(Slot& slot);

    // The library has taken the handle away: all that was given out ends.
    void Surrender(Slot& slot);

    // Gives the slot's own functions to the object that stands for it.
    void Bind(Napi::Object object, Slot* slot);

    // Gives the handle back to its library, and tells its status; 0 if it has none.
    int32_t Destroy(Kind kind, const Table* table, void* handle);

    // Runs a call on another thread; \`done\` is called with the result in the frame.
    void Start(Slot& slot, Napi::Value done, std::function<void(uint8_t* frame)> call,
               void (*interrupt)(const Table* table, void* handle));

    ${context.groups.map(({ name }) => `void Define${name}(Napi::Object exports, Instance* instance);`)}
    ${context.groups.flatMap(({ name, handle }) =>
      handle === undefined
        ? []
        : [
            `void Bind${name}(Napi::Object object, Slot* slot);`,
            `int32_t Destroy${name}(const Table* table, void* handle);`,
          ],
    )}

    #endif
  `;
}

function kinds(context: NapiContext): string {
  return context.abi.handles.map(({ name }) => `k${context.className(name)}`).join(', ') || 'kNone';
}

/** Handles of a header are few; functions are named by their place in it. */
export function originOf(abi: Abi, name: string): number {
  return abi.functions.findIndex((func) => func.name === name);
}
