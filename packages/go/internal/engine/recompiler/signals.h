/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of recompiler/signals.h: change that one. */
/* Signals that compiled code causes in guarded memory, and what belongs to them. */
#ifndef PVMR_SIGNALS_H
#define PVMR_SIGNALS_H

#include "memory.h"
#include "native.h"

/* Machines whose guarded memory can be used. */
#if defined(PVMR_HAS_CODE) && defined(__linux__) && defined(__LP64__) && !defined(PVMR_NO_GUARD)
#define PVMR_HAS_GUARD 1
#endif

/*
 * Installs the handler if it isn't yet. OK: faults of guarded code become exits on this thread. Else: NO_MEMORY_MODE on
 * machines without guard mode, SIGNAL_TAKEN if the handler does not get the signals any more, or couldn't be installed.
 */
pvm_status_t pvmr_signals_check(void);

/* Would pvmr_signals_check say OK, or has it on this thread some microseconds ago? It costs two system calls. */
bool pvmr_signals_lately_checked(void);

/* native->enter(call), for guarded code and guarded memory; a fault becomes an exit whose is_denied is set. */
void pvmr_signals_enter(const native_t *native, native_call_t *call, const pvmi_memory_t *memory);

#endif
