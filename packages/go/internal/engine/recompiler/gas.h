/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/gas.h: change that one. */
/* Cost of basic blocks by the simulated pipeline (the block gas model). */
#ifndef PVMI_GAS_H
#define PVMI_GAS_H

#include "program.h"

/* Cycles of a load that hits the second-level cache: the one parameter of the model meant to be changed. */
#define PVMI_GAS_LOAD_CYCLES 25

/*
 * Cost of the block that starts at `start`, any pc up to and including code_len (there: of the implicit trap).
 * A pure function of code and bitmask. Linear in the length of the block.
 */
uint64_t pvmi_block_cost(const pvm_program_t *program, uint64_t start);

/*
 * First octet of the block that contains pc: the greatest of gas_starts at or below it; the end of the code is its own.
 * To gas, blocks are pieces of the whole code, so that there is one for every place that a host may enter at. Those
 * that a jump may target (the Gray Paper's B) are some of them.
 */
uint64_t pvmi_block_of(const pvm_program_t *program, uint64_t pc);

#endif
