/* Compiled once for each engine, with TABLE its variable; the Makefile renames what the recompiler's refers to. */
#include "engines.h"

extern const engine_t TABLE;

#define AS_ENTRY(name) .name = pvm_##name,
const engine_t TABLE = {ENGINE_FUNCTIONS(AS_ENTRY)};
