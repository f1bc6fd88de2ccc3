#include "engine.h"

#include <dlfcn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

engine_t engines[ENGINES];

void fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}

static engine_t load_engine(const char *name, const char *path)
{
    engine_t engine = {.name = name};
    void *const library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL)
        fail("%s; build it with make -C core and make -C recompiler", dlerror());
#define LOAD(function)                                                                                                 \
    *(void **)&engine.function = dlsym(library, "pvm_" #function);                                                     \
    if (engine.function == NULL)                                                                                       \
        fail("%s has no pvm_%s; build it anew", path, #function);
    ENGINE_FUNCTIONS(LOAD)
#undef LOAD
    return engine;
}

void load_engines(const char *interpreter, const char *recompiler)
{
    engines[0] = load_engine("interpreter", interpreter);
    engines[1] = load_engine("recompiler", recompiler);
}

blob_t read_blob(const char *path)
{
    FILE *const file = fopen(path, "rb");
    if (file == NULL)
        fail("cannot open %s", path);
    fseek(file, 0, SEEK_END);
    const long len = ftell(file);
    rewind(file);
    blob_t blob = {.octets = malloc((size_t)len), .len = (size_t)len};
    if (blob.octets == NULL || fread(blob.octets, 1, blob.len, file) != blob.len)
        fail("cannot read %s", path);
    fclose(file);
    return blob;
}

blob_t assemble(const char *text)
{
    blob_t blob = {.octets = malloc(4096)};
    pvm_program_error_t error = {0};
    if (blob.octets == NULL || engines[0].assemble(text, PVM_INSTRUCTION_SET_GP_0_7_2, blob.octets, 4096, &blob.len,
                                                   &error) != PVM_STATUS_OK)
        fail("assembly, line %u: %s", (unsigned)error.line, error.message);
    return blob;
}

pvm_program_t *make_program(const engine_t *engine, blob_t blob, pvm_gas_model_t model, pvm_compile_t compile)
{
    const pvm_program_options_t options = {.size = sizeof options, .gas_model = model, .compile = compile,
                                           .instruction_set = model == PVM_GAS_MODEL_BLOCK
                                                                  ? PVM_INSTRUCTION_SET_GP_0_7_2_UNLIKELY
                                                                  : PVM_INSTRUCTION_SET_GP_0_7_2};
    pvm_program_t *program = NULL;
    pvm_program_error_t error = {0};
    if (engine->program_parse_standard(blob.octets, blob.len, 0, &options, &program, &error) != PVM_STATUS_OK &&
        engine->program_parse(blob.octets, blob.len, &options, &program, &error) != PVM_STATUS_OK)
        fail("no program: %s", error.message);
    return program;
}

pvm_vm_t *make_machine(const engine_t *engine, pvm_program_t *program, pvm_memory_mode_t mode)
{
    const pvm_vm_options_t options = {.size = sizeof options, .memory_mode = mode};
    pvm_vm_t *vm = NULL;
    if (engine->vm_from_standard(program, NULL, 0, &options, &vm) != PVM_STATUS_OK)
        fail("the %s makes no machine", engine->name);
    return vm;
}

pvm_vm_t *make_bare_machine(const engine_t *engine, pvm_program_t *program, pvm_memory_mode_t mode)
{
    const pvm_vm_options_t options = {.size = sizeof options, .memory_mode = mode};
    pvm_vm_t *vm = NULL;
    if (engine->vm_from_program(program, &options, &vm) != PVM_STATUS_OK ||
        engine->vm_map_memory(vm, DATA_ADDRESS, 8192, PVM_ACCESS_READ_WRITE) != PVM_STATUS_OK)
        fail("the %s makes no machine", engine->name);
    engine->vm_get_state(vm)->registers[0] = PVM_HALT_ADDRESS;
    return vm;
}

double nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

void report(const char *name, const char *of, double value)
{
    printf("{\"name\":\"%s%s%s\",\"value\":%.9g}\n", name, *of == '\0' ? "" : " ", of, value);
}
