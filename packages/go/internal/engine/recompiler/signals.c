/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of recompiler/signals.c: change that one. */
#include "pvm_prefix_recompiler.h"
/*
 * The handler that makes faults of guarded code into exits. There is one in a process for each copy of the library, from
 * the first machine that needs it until the process ends. It knows a fault by three things: this thread is inside a run,
 * the instruction is in the run's code, the address is in the run's memory. All else is passed on to the handler that was
 * there before: a host's runtime (Go, V8) has one of its own, and other crashes must end as they always do.
 *
 * A handler that is installed later gets the signals first. Only those of other copies of this library are known to pass
 * them on: so that they can be told, the address that the kernel knows leads to a few octets in a page that begins with a
 * mark and with where the previous handler is noted.
 */
#define _GNU_SOURCE /* REG_RIP, process_vm_readv */

#include "signals.h"

#ifdef PVMR_HAS_GUARD

#include "x86.h"

#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <ucontext.h>
#include <unistd.h>

/* ---- Faults ------------------------------------------------------------ */

typedef struct run {
    uintptr_t code, memory, on_fault;
    size_t code_len, memory_len;
} run_t;

/* initial-exec: a signal handler must not make the thread's copy of it first. */
static __thread const run_t *volatile current __attribute__((tls_model("initial-exec")));

void pvmr_signals_enter(const native_t *native, native_call_t *call, const pvmi_memory_t *memory)
{
    const run_t run = {
        .code = (uintptr_t)native->region,
        .code_len = native->len,
        .on_fault = (uintptr_t)native->on_fault,
        .memory = (uintptr_t)memory->base - PVMI_GUARD_LEN,
        .memory_len = PVMI_GUARD_LEN + (size_t)PVMI_ADDRESS_SPACE + PVMI_GUARD_LEN,
    };
    const run_t *const outer = current;
    current = &run;
    atomic_signal_fence(memory_order_seq_cst);
    native->enter(call);
    atomic_signal_fence(memory_order_seq_cst);
    current = outer;
}

/* What the code that is left finds in rcx: an address behind the start of the instruction's cell. */
static bool makes_exit(const siginfo_t *info, ucontext_t *context)
{
    const run_t *const run = current;
    greg_t *const registers = context->uc_mcontext.gregs;
    const uintptr_t at = (uintptr_t)registers[REG_RIP];
    if (run == NULL || info->si_code <= 0 || at - run->code >= run->code_len ||
        (uintptr_t)info->si_addr - run->memory >= run->memory_len)
        return false;
    registers[REG_RCX] = (greg_t)(at + 1);
    registers[REG_RIP] = (greg_t)run->on_fault;
    return true;
}

/* ---- Handlers ---------------------------------------------------------- */

/* The page that the kernel knows an address of. Its layout is the same in all versions of the library. */
#define MARK "pvm-ffi passes on"
#define CODE_OFFSET 64
typedef struct entrance {
    char mark[24];
    const struct sigaction *previous; /* of SIGSEGV */
} entrance_t;

static struct sigaction previous_segv, previous_bus;
static const uint8_t *entrance; /* NULL: not installed */

/* Ends the process as if there were no handler, when the instruction is executed again or the signal comes again. */
static void act_by_default(int number, const siginfo_t *info)
{
    signal(number, SIG_DFL);
    if (info->si_code <= 0)
        raise(number); /* sent by somebody: it is blocked until the handler returns */
}

static void pass_on(int number, siginfo_t *info, void *context)
{
    const struct sigaction *const previous = number == SIGBUS ? &previous_bus : &previous_segv;
    if (previous->sa_flags & SA_SIGINFO)
        previous->sa_sigaction(number, info, context);
    else if (previous->sa_handler == SIG_DFL || (previous->sa_handler == SIG_IGN && info->si_code > 0))
        act_by_default(number, info);
    else if (previous->sa_handler != SIG_IGN)
        previous->sa_handler(number);
}

static void handle(int number, siginfo_t *info, void *context)
{
    if (!makes_exit(info, context))
        pass_on(number, info, context);
}

/* mov rax, handle; jmp rax: in a page that is never unmapped. */
static const uint8_t *make_entrance(void)
{
    const size_t len = (size_t)sysconf(_SC_PAGESIZE);
    uint8_t *const page = mmap(NULL, len, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED)
        return NULL;
    const entrance_t head = {.mark = MARK, .previous = &previous_segv};
    memcpy(page, &head, sizeof head);
    code_t code = {.at = page + CODE_OFFSET};
    emit_mov_number(&code, RAX, (uint64_t)(uintptr_t)handle);
    emit_jmp_reg(&code, RAX);
    if (mprotect(page, len, PROT_READ | PROT_EXEC) == 0)
        return page;
    munmap(page, len);
    return NULL;
}

/* Like the previous handler's action: what it relies on (its mask, restarted calls) holds when it is called from ours. */
static bool install_for(int number, const uint8_t *page, struct sigaction *previous)
{
    if (sigaction(number, NULL, previous) != 0) /* first: from the next call on, the handler needs it */
        return false;
    struct sigaction action = *previous;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | (previous->sa_flags & (SA_RESTART | SA_NODEFER));
    if (!(previous->sa_flags & SA_SIGINFO) && (previous->sa_handler == SIG_DFL || previous->sa_handler == SIG_IGN))
        sigemptyset(&action.sa_mask);
    const uint8_t *const code = page + CODE_OFFSET;
    memcpy(&action.sa_sigaction, &code, sizeof code);
    return sigaction(number, &action, NULL) == 0;
}

/* Once; threads that come meanwhile wait. If the host doesn't let the entrance be executed, there is no handler. */
static void install(void)
{
    static atomic_flag is_installing = ATOMIC_FLAG_INIT;
    static atomic_bool was_tried;
    if (atomic_load_explicit(&was_tried, memory_order_acquire))
        return;
    while (atomic_flag_test_and_set_explicit(&is_installing, memory_order_acquire))
        sched_yield();
    if (!atomic_load_explicit(&was_tried, memory_order_relaxed)) {
        const uint8_t *const page = make_entrance();
        if (page != NULL && install_for(SIGBUS, page, &previous_bus) && install_for(SIGSEGV, page, &previous_segv))
            entrance = page;
        atomic_store_explicit(&was_tried, true, memory_order_release);
    }
    atomic_flag_clear_explicit(&is_installing, memory_order_release);
}

/* ---- Whether the handler gets the signals -------------------------------- */

/* Copies what may not be readable. */
static bool read_own(const void *from, void *to, size_t len)
{
    const struct iovec local = {to, len}, remote = {(void *)(uintptr_t)from, len};
    return process_vm_readv(getpid(), &local, 1, &remote, 1, 0) == (ssize_t)len;
}

/* Is a handler one of another copy of the library? Then *out_action is what it passes signals on to. */
static bool passes_on(uintptr_t handler, struct sigaction *out_action)
{
    entrance_t head;
    return handler % (uintptr_t)sysconf(_SC_PAGESIZE) == CODE_OFFSET &&
           read_own((const void *)(handler - CODE_OFFSET), &head, sizeof head) &&
           memcmp(head.mark, MARK, sizeof MARK) == 0 && read_own(head.previous, out_action, sizeof *out_action);
}

static bool gets_signals(void)
{
    struct sigaction action;
    if (sigaction(SIGSEGV, NULL, &action) != 0)
        return false;
    for (int copies = 0; copies < 64; copies++) {
        uintptr_t handler;
        memcpy(&handler, &action.sa_sigaction, sizeof handler);
        if (handler == (uintptr_t)entrance + CODE_OFFSET)
            return true;
        if (!(action.sa_flags & SA_SIGINFO) || !passes_on(handler, &action))
            return false;
    }
    return false;
}

static bool is_blocked(void)
{
    sigset_t mask;
    return pthread_sigmask(SIG_BLOCK, NULL, &mask) != 0 || sigismember(&mask, SIGSEGV) != 0;
}

/* Ticks of the CPU's clock for which a check holds: far less than it takes a script to install a handler. */
#define TRUSTED_TICKS 50000

static __thread uint64_t checked_at __attribute__((tls_model("initial-exec")));

bool pvmr_signals_lately_checked(void)
{
    const uint64_t now = __builtin_ia32_rdtsc();
    if (now - checked_at < TRUSTED_TICKS)
        return true;
    if (pvmr_signals_check() != PVM_STATUS_OK)
        return false;
    checked_at = now;
    return true;
}

pvm_status_t pvmr_signals_check(void)
{
    install();
    return entrance != NULL && !is_blocked() && gets_signals() ? PVM_STATUS_OK : PVM_STATUS_SIGNAL_TAKEN;
}

#else

pvm_status_t pvmr_signals_check(void)
{
    return PVM_STATUS_NO_MEMORY_MODE;
}

bool pvmr_signals_lately_checked(void)
{
    return false;
}

void pvmr_signals_enter(const native_t *native, native_call_t *call, const pvmi_memory_t *memory)
{
    (void)memory;
    native->enter(call);
}

#endif
