/* The two engines, each loaded from its shared library, and what all measurements need of them. */
#ifndef ENGINE_H
#define ENGINE_H

#include "../../pvm.h"

#define ENGINE_FUNCTIONS(X)                                                                                            \
    X(assemble) X(program_parse) X(program_parse_standard) X(program_get_info) X(program_release) X(result_name)       \
    X(vm_from_program) X(vm_from_standard) X(vm_reset) X(vm_destroy) X(vm_get_state) X(vm_map_memory) X(vm_read_memory) \
    X(vm_set_gas) X(vm_set_host_callback) X(vm_execute)

typedef struct engine {
    const char *name;
#define AS_POINTER(function) __typeof__(pvm_##function) *function;
    ENGINE_FUNCTIONS(AS_POINTER)
#undef AS_POINTER
} engine_t;

typedef struct blob {
    uint8_t *octets;
    size_t len;
} blob_t;

#define ENGINES 2

/* interpreter, recompiler */
extern engine_t engines[ENGINES];

void load_engines(const char *interpreter, const char *recompiler);

blob_t read_blob(const char *path);

blob_t assemble(const char *text);

/* Standard if it is one, else bare. */
pvm_program_t *make_program(const engine_t *engine, blob_t blob, pvm_gas_model_t model, pvm_compile_t compile);

/* Of a standard program. */
pvm_vm_t *make_machine(const engine_t *engine, pvm_program_t *program, pvm_memory_mode_t mode);

/* Of a bare program: r0 is the halt address, and two pages from DATA_ADDRESS on are read-write. */
#define DATA_ADDRESS 0x20000u
pvm_vm_t *make_bare_machine(const engine_t *engine, pvm_program_t *program, pvm_memory_mode_t mode);

double nanoseconds(void);

/* One value of one round; what has one name belongs together. */
void report(const char *name, const char *of, double value);

_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
