/* From the octets of a program to its machine code, all of it at once. */
#include "engine.h"
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void measure_once(const char *name, blob_t blob, pvm_gas_model_t model)
{
    const engine_t *const engine = &engines[1];
    const char *const gas = model == PVM_GAS_MODEL_BLOCK ? "block" : "instruction";
    char of[32];
    const double begin = nanoseconds();
    pvm_program_t *const program = make_program(engine, blob, model, PVM_COMPILE_EAGER);
    const double took = nanoseconds() - begin;
    pvm_program_info_t info = {.size = sizeof info};
    engine->program_get_info(program, &info);
    const struct {
        const char *what;
        double value;
    } facts[] = {{"whole", took},
                 {"compile", (double)info.compile_time},
                 {"instructions", (double)info.instruction_count},
                 {"code", (double)info.code_len},
                 {"native", (double)info.native_len}};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        snprintf(of, sizeof of, "%s %s", gas, facts[i].what);
        report(name, of, facts[i].value);
    }
    engine->program_release(program);
}

void measure_compiling(int rounds, char **files)
{
    for (; *files != NULL; files++) {
        const blob_t blob = read_blob(*files);
        const char *const slash = strrchr(*files, '/');
        for (int round = 0; round < rounds; round++) {
            measure_once(slash == NULL ? *files : slash + 1, blob, PVM_GAS_MODEL_INSTRUCTION);
            measure_once(slash == NULL ? *files : slash + 1, blob, PVM_GAS_MODEL_BLOCK);
        }
        free(blob.octets);
    }
}
