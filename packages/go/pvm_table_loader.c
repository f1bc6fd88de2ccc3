/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "pvm_table_loader.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

/* Last part of a path: what users know the library by. */
static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* ISO C has no way from an object pointer to a function pointer; POSIX promises that copying the bits does it. */
static int find(void *library, const char *symbol, void *function)
{
    void *address = dlsym(library, symbol);
    if (address == NULL)
        return 0;
    memcpy(function, &address, sizeof address);
    return 1;
}

/* Major parts must be equal, and the library must have at least the minor part that this package knows. */
static int check_abi(void *library, const char *path, char *message, size_t message_size)
{
    uint32_t (*abi_version)(void);
    if (!find(library, "pvm_abi_version", &abi_version)) {
        snprintf(message, message_size, "%s exports no pvm_abi_version: not a pvm library", name_of(path));
        return 0;
    }
    const unsigned version = abi_version();
    const unsigned major = version >> 16;
    const unsigned minor = version & 0xffff;
    /* Compared this way round because the minor part may be 0. */
    if (major == PVM_ABI_MAJOR && minor + 1 > PVM_ABI_MINOR)
        return 1;
    char needed[32];
    if (PVM_ABI_MINOR == 0)
        snprintf(needed, sizeof needed, "%u.x", (unsigned)PVM_ABI_MAJOR);
    else
        snprintf(needed, sizeof needed, "%u.%u or a later %u.x", (unsigned)PVM_ABI_MAJOR, (unsigned)PVM_ABI_MINOR, (unsigned)PVM_ABI_MAJOR);
    snprintf(message, message_size, "%s has ABI %u.%u, this package needs %s; use a matching library or package",
             name_of(path), major, minor, needed);
    return 0;
}

/* The first symbol that is missing, NULL if all are there. */
static const char *fill(void *library, pvm_table_t *table)
{
    if (!find(library, "pvm_abi_version", &table->abi_version))
        return "pvm_abi_version";
    if (!find(library, "pvm_engine_kind", &table->engine_kind))
        return "pvm_engine_kind";
    if (!find(library, "pvm_engine_name", &table->engine_name))
        return "pvm_engine_name";
    if (!find(library, "pvm_status_message", &table->status_message))
        return "pvm_status_message";
    if (!find(library, "pvm_result_name", &table->result_name))
        return "pvm_result_name";
    if (!find(library, "pvm_program_parse", &table->program_parse))
        return "pvm_program_parse";
    if (!find(library, "pvm_program_parse_standard", &table->program_parse_standard))
        return "pvm_program_parse_standard";
    if (!find(library, "pvm_program_from_parts", &table->program_from_parts))
        return "pvm_program_from_parts";
    if (!find(library, "pvm_program_retain", &table->program_retain))
        return "pvm_program_retain";
    if (!find(library, "pvm_program_release", &table->program_release))
        return "pvm_program_release";
    if (!find(library, "pvm_program_get_info", &table->program_get_info))
        return "pvm_program_get_info";
    if (!find(library, "pvm_program_get_defect", &table->program_get_defect))
        return "pvm_program_get_defect";
    if (!find(library, "pvm_program_copy_code", &table->program_copy_code))
        return "pvm_program_copy_code";
    if (!find(library, "pvm_program_get_jump_target", &table->program_get_jump_target))
        return "pvm_program_get_jump_target";
    if (!find(library, "pvm_program_has_instruction", &table->program_has_instruction))
        return "pvm_program_has_instruction";
    if (!find(library, "pvm_program_get_block_cost", &table->program_get_block_cost))
        return "pvm_program_get_block_cost";
    if (!find(library, "pvm_program_list_blocks", &table->program_list_blocks))
        return "pvm_program_list_blocks";
    if (!find(library, "pvm_program_disassemble", &table->program_disassemble))
        return "pvm_program_disassemble";
    if (!find(library, "pvm_program_list", &table->program_list))
        return "pvm_program_list";
    if (!find(library, "pvm_program_copy_native_code", &table->program_copy_native_code))
        return "pvm_program_copy_native_code";
    if (!find(library, "pvm_assemble", &table->assemble))
        return "pvm_assemble";
    if (!find(library, "pvm_vm_create", &table->vm_create))
        return "pvm_vm_create";
    if (!find(library, "pvm_vm_from_program", &table->vm_from_program))
        return "pvm_vm_from_program";
    if (!find(library, "pvm_vm_from_standard", &table->vm_from_standard))
        return "pvm_vm_from_standard";
    if (!find(library, "pvm_vm_clone", &table->vm_clone))
        return "pvm_vm_clone";
    if (!find(library, "pvm_vm_destroy", &table->vm_destroy))
        return "pvm_vm_destroy";
    if (!find(library, "pvm_vm_reset", &table->vm_reset))
        return "pvm_vm_reset";
    if (!find(library, "pvm_vm_reset_standard", &table->vm_reset_standard))
        return "pvm_vm_reset_standard";
    if (!find(library, "pvm_vm_set_bitmask", &table->vm_set_bitmask))
        return "pvm_vm_set_bitmask";
    if (!find(library, "pvm_vm_set_jump_table", &table->vm_set_jump_table))
        return "pvm_vm_set_jump_table";
    if (!find(library, "pvm_vm_check", &table->vm_check))
        return "pvm_vm_check";
    if (!find(library, "pvm_vm_get_state", &table->vm_get_state))
        return "pvm_vm_get_state";
    if (!find(library, "pvm_vm_get_gas", &table->vm_get_gas))
        return "pvm_vm_get_gas";
    if (!find(library, "pvm_vm_set_gas", &table->vm_set_gas))
        return "pvm_vm_set_gas";
    if (!find(library, "pvm_vm_get_pc", &table->vm_get_pc))
        return "pvm_vm_get_pc";
    if (!find(library, "pvm_vm_set_pc", &table->vm_set_pc))
        return "pvm_vm_set_pc";
    if (!find(library, "pvm_vm_get_machine_state", &table->vm_get_machine_state))
        return "pvm_vm_get_machine_state";
    if (!find(library, "pvm_vm_get_register", &table->vm_get_register))
        return "pvm_vm_get_register";
    if (!find(library, "pvm_vm_set_register", &table->vm_set_register))
        return "pvm_vm_set_register";
    if (!find(library, "pvm_vm_get_registers", &table->vm_get_registers))
        return "pvm_vm_get_registers";
    if (!find(library, "pvm_vm_get_service_index", &table->vm_get_service_index))
        return "pvm_vm_get_service_index";
    if (!find(library, "pvm_vm_get_memory_mode", &table->vm_get_memory_mode))
        return "pvm_vm_get_memory_mode";
    if (!find(library, "pvm_vm_get_trap", &table->vm_get_trap))
        return "pvm_vm_get_trap";
    if (!find(library, "pvm_vm_set_memory_regions", &table->vm_set_memory_regions))
        return "pvm_vm_set_memory_regions";
    if (!find(library, "pvm_vm_map_memory", &table->vm_map_memory))
        return "pvm_vm_map_memory";
    if (!find(library, "pvm_vm_protect_memory", &table->vm_protect_memory))
        return "pvm_vm_protect_memory";
    if (!find(library, "pvm_vm_query_memory", &table->vm_query_memory))
        return "pvm_vm_query_memory";
    if (!find(library, "pvm_vm_read_memory", &table->vm_read_memory))
        return "pvm_vm_read_memory";
    if (!find(library, "pvm_vm_write_memory", &table->vm_write_memory))
        return "pvm_vm_write_memory";
    if (!find(library, "pvm_vm_initialize_memory", &table->vm_initialize_memory))
        return "pvm_vm_initialize_memory";
    if (!find(library, "pvm_vm_get_memory_window", &table->vm_get_memory_window))
        return "pvm_vm_get_memory_window";
    if (!find(library, "pvm_vm_get_heap_pointer", &table->vm_get_heap_pointer))
        return "pvm_vm_get_heap_pointer";
    if (!find(library, "pvm_vm_set_heap_pointer", &table->vm_set_heap_pointer))
        return "pvm_vm_set_heap_pointer";
    if (!find(library, "pvm_vm_grow_heap", &table->vm_grow_heap))
        return "pvm_vm_grow_heap";
    if (!find(library, "pvm_vm_copy_output", &table->vm_copy_output))
        return "pvm_vm_copy_output";
    if (!find(library, "pvm_vm_set_host_callback", &table->vm_set_host_callback))
        return "pvm_vm_set_host_callback";
    if (!find(library, "pvm_vm_set_yield_mode", &table->vm_set_yield_mode))
        return "pvm_vm_set_yield_mode";
    if (!find(library, "pvm_vm_get_yield_mode", &table->vm_get_yield_mode))
        return "pvm_vm_get_yield_mode";
    if (!find(library, "pvm_vm_get_func_id", &table->vm_get_func_id))
        return "pvm_vm_get_func_id";
    if (!find(library, "pvm_vm_execute", &table->vm_execute))
        return "pvm_vm_execute";
    if (!find(library, "pvm_vm_resume", &table->vm_resume))
        return "pvm_vm_resume";
    if (!find(library, "pvm_vm_step", &table->vm_step))
        return "pvm_vm_step";
    if (!find(library, "pvm_vm_answer_host_call", &table->vm_answer_host_call))
        return "pvm_vm_answer_host_call";
    if (!find(library, "pvm_vm_interrupt", &table->vm_interrupt))
        return "pvm_vm_interrupt";
    if (!find(library, "pvm_vm_clear_interrupt", &table->vm_clear_interrupt))
        return "pvm_vm_clear_interrupt";
    return NULL;
}

int pvm_table_load(const char *path, pvm_table_t *out_table, void **out_library, char *message,
                   size_t message_size)
{
    /* dlopen takes an empty path for the program itself. */
    if (path[0] == '\0') {
        snprintf(message, message_size, "cannot open a library without a name: the path is empty");
        return -1;
    }
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        const char *reason = dlerror();
        snprintf(message, message_size, "cannot open %s: %s", path, reason == NULL ? "unknown reason" : reason);
        return -1;
    }
    if (!check_abi(library, path, message, message_size)) {
        dlclose(library);
        return -1;
    }
    pvm_table_t table;
    const char *missing = fill(library, &table);
    if (missing != NULL) {
        snprintf(message, message_size, "%s lacks the function %s; it is incomplete, or older than this package",
                 name_of(path), missing);
        dlclose(library);
        return -1;
    }
    *out_table = table;
    *out_library = library;
    return 0;
}

void pvm_table_unload(void *library)
{
    if (library != NULL)
        dlclose(library);
}
