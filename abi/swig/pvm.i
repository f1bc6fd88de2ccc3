/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. */
/*
 * Makes pvm callable from every language that SWIG knows:
 *
 *     swig -python -o pvm_wrap.c pvm.i        (or -java, -lua, -ruby, …; with the folder of pvm.h as -I)
 *
 * Compile pvm_wrap.c and link it with the library. Objects are destroyed with their last reference. Outputs come
 * behind the result, in the way of each language; where it has none for a type, and for arrays of C, there are
 * functions to make and read them: new_…_pointer(), new_…_array(count), …_array_getitem(array, index).
 */
%module pvm

/* Ruby's classes start with a capital: SWIG sees to it. */
#pragma SWIG nowarn=801

%{
#include "pvm.h"
%}

#define PVM_API
#define PVM_DEPRECATED(message)

%include <stdint.i>
%include <typemaps.i>
%include <cpointer.i>
%include <carrays.i>

/* pvm_program_t: destroyed by pvm_program_release, or with its last reference. */
%nodefaultctor pvm_program;
struct pvm_program {};
%extend pvm_program {
    ~pvm_program() { pvm_program_release($self); }
}
%delobject pvm_program_release;

/* pvm_vm_t: destroyed by pvm_vm_destroy, or with its last reference. */
%nodefaultctor pvm_vm;
struct pvm_vm {};
%extend pvm_vm {
    ~pvm_vm() { pvm_vm_destroy($self); }
}
%delobject pvm_vm_destroy;
%newobject pvm_vm_create;

/* Arrays of C, by hand: the ones inside structs, and those that no typemap fits. */
%array_functions(uint64_t, pvm_uint64_array);
%array_functions(uint8_t, pvm_uint8_array);
%array_functions(pvm_block_t, pvm_block_array);

#if defined(SWIGPYTHON) || defined(SWIGPERL) || defined(SWIGRUBY) || defined(SWIGTCL)
/* Zero where a failure leaves an output alone. */
%apply size_t *OUTPUT { size_t *out_len };
%typemap(in, numinputs=0, noblock=1) size_t *out_len (size_t temp = 0, int res = SWIG_TMPOBJ) { $1 = &temp; }
%apply uint64_t *OUTPUT { uint64_t *out_target };
%typemap(in, numinputs=0, noblock=1) uint64_t *out_target (uint64_t temp = 0, int res = SWIG_TMPOBJ) { $1 = &temp; }
%apply uint64_t *OUTPUT { uint64_t *out_cost };
%typemap(in, numinputs=0, noblock=1) uint64_t *out_cost (uint64_t temp = 0, int res = SWIG_TMPOBJ) { $1 = &temp; }
%apply size_t *OUTPUT { size_t *out_count };
%typemap(in, numinputs=0, noblock=1) size_t *out_count (size_t temp = 0, int res = SWIG_TMPOBJ) { $1 = &temp; }
%apply uint64_t *OUTPUT { uint64_t *out_next_pc };
%typemap(in, numinputs=0, noblock=1) uint64_t *out_next_pc (uint64_t temp = 0, int res = SWIG_TMPOBJ) { $1 = &temp; }
%apply uint64_t *OUTPUT { uint64_t *out_offset };
%typemap(in, numinputs=0, noblock=1) uint64_t *out_offset (uint64_t temp = 0, int res = SWIG_TMPOBJ) { $1 = &temp; }
%apply uint64_t *OUTPUT { uint64_t *out_end };
%typemap(in, numinputs=0, noblock=1) uint64_t *out_end (uint64_t temp = 0, int res = SWIG_TMPOBJ) { $1 = &temp; }
%apply uint32_t *OUTPUT { uint32_t *out_fault_address };
%typemap(in, numinputs=0, noblock=1) uint32_t *out_fault_address (uint32_t temp = 0, int res = SWIG_TMPOBJ) { $1 = &temp; }
%apply uint64_t *OUTPUT { uint64_t *out_old };
%typemap(in, numinputs=0, noblock=1) uint64_t *out_old (uint64_t temp = 0, int res = SWIG_TMPOBJ) { $1 = &temp; }
%typemap(in, numinputs=0, noblock=1) pvm_program_t **out_program (pvm_program_t *temp = 0) { $1 = &temp; }
%typemap(argout, noblock=1) pvm_program_t **out_program {
  %append_output(SWIG_NewPointerObj(%as_voidptr(*$1), $*1_descriptor, *$1 ? SWIG_POINTER_OWN : 0));
}
%typemap(in, numinputs=0, noblock=1) pvm_vm_t **out_vm (pvm_vm_t *temp = 0) { $1 = &temp; }
%typemap(argout, noblock=1) pvm_vm_t **out_vm {
  %append_output(SWIG_NewPointerObj(%as_voidptr(*$1), $*1_descriptor, *$1 ? SWIG_POINTER_OWN : 0));
}
%typemap(in, numinputs=0, noblock=1) pvm_access_t *out_access (pvm_access_t temp = (pvm_access_t)0) { $1 = &temp; }
%typemap(argout, noblock=1, fragment=SWIG_From_frag(int)) pvm_access_t *out_access { %append_output(SWIG_From_int((int)*$1)); }
#else
%apply unsigned long *OUTPUT { size_t *out_len };
%apply uint64_t *OUTPUT { uint64_t *out_target };
%apply uint64_t *OUTPUT { uint64_t *out_cost };
%apply unsigned long *OUTPUT { size_t *out_count };
%apply uint64_t *OUTPUT { uint64_t *out_next_pc };
%apply uint64_t *OUTPUT { uint64_t *out_offset };
%apply uint64_t *OUTPUT { uint64_t *out_end };
%apply uint32_t *OUTPUT { uint32_t *out_fault_address };
%apply uint64_t *OUTPUT { uint64_t *out_old };
%pointer_functions(pvm_program_t *, pvm_program_pointer);
%pointer_functions(pvm_vm_t *, pvm_vm_pointer);
%pointer_functions(pvm_access_t, pvm_access_pointer);
#endif

#ifdef SWIGPYTHON
/* Whatever has the buffer protocol: bytes, bytearray, memoryview, array.array, numpy. */
%include <pybuffer.i>
%pybuffer_binary(const uint8_t *blob, size_t blob_len);
%pybuffer_binary(const uint8_t *code, size_t code_len);
%pybuffer_binary(const uint8_t *bitmask, size_t bitmask_len);
%pybuffer_binary(const uint64_t *jump_table, size_t jump_table_len);
%pybuffer_binary(const uint64_t *initial_regs, size_t num_regs);
%pybuffer_binary(const uint8_t *argument, size_t argument_len);
%pybuffer_binary(const uint8_t *rw_data, size_t rw_size);
%pybuffer_binary(const uint8_t *ro_data, size_t ro_size);
%pybuffer_binary(const uint8_t *output, size_t output_size);
%pybuffer_binary(const uint8_t *stack, size_t stack_size);
%pybuffer_binary(const uint8_t *data, size_t data_len);
%pybuffer_mutable_binary(uint8_t *buffer, size_t buffer_size);
#endif

#if defined(SWIGPYTHON) || defined(SWIGPERL) || defined(SWIGRUBY) || defined(SWIGTCL)
/* Takes the size of the buffer, and returns the text. */
%include <cstring.i>
%cstring_output_maxsize(char *text, size_t text_size);
#endif

%include "pvm.h"
