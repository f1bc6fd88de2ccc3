/* Code generated from demo.h by pvm-codegen. DO NOT EDIT. */
/*
 * Makes demo callable from every language that SWIG knows:
 *
 *     swig -python -o demo_wrap.c demo.i        (or -java, -lua, -ruby, …; with the folder of demo.h as -I)
 *
 * Compile demo_wrap.c and link it with the library. Objects are destroyed with their last reference. Outputs come
 * behind the result, in the way of each language; where it has none for a type, and for arrays of C, there are
 * functions to make and read them: new_…_pointer(), new_…_array(count), …_array_getitem(array, index).
 */
%module demo

/* Ruby's classes start with a capital: SWIG sees to it. */
#pragma SWIG nowarn=801

%{
#include "demo.h"
%}

#define DEMO_API
#define DEMO_DEPRECATED(message)

%include <stdint.i>
%include <typemaps.i>
%include <cpointer.i>
%include <carrays.i>

/* Arrays of C, by hand: the ones inside structs, and those that no typemap fits. */
%array_functions(uint32_t, demo_uint32_array);

#if defined(SWIGPYTHON) || defined(SWIGPERL) || defined(SWIGRUBY) || defined(SWIGTCL)
/* Zero where a failure leaves an output alone. */
%apply uint64_t *OUTPUT { uint64_t *out_wide };
%typemap(in, numinputs=0, noblock=1) uint64_t *out_wide (uint64_t temp = 0, int res = SWIG_TMPOBJ) { $1 = &temp; }
%apply bool *OUTPUT { bool *out_flag };
%typemap(in, numinputs=0, noblock=1) bool *out_flag (bool temp = 0, int res = SWIG_TMPOBJ) { $1 = &temp; }
%apply float *OUTPUT { float *out_ratio };
%typemap(in, numinputs=0, noblock=1) float *out_ratio (float temp = 0, int res = SWIG_TMPOBJ) { $1 = &temp; }
%apply uint32_t *OUTPUT { uint32_t *value };
%typemap(in, numinputs=0, noblock=1) uint32_t *value (uint32_t temp = 0, int res = SWIG_TMPOBJ) { $1 = &temp; }
%typemap(in, numinputs=0, noblock=1) demo_lid_t *out_lid (demo_lid_t temp = (demo_lid_t)0) { $1 = &temp; }
%typemap(argout, noblock=1, fragment=SWIG_From_frag(int)) demo_lid_t *out_lid { %append_output(SWIG_From_int((int)*$1)); }
#else
%apply uint64_t *OUTPUT { uint64_t *out_wide };
%apply bool *OUTPUT { bool *out_flag };
%apply float *OUTPUT { float *out_ratio };
%apply uint32_t *OUTPUT { uint32_t *value };
%pointer_functions(demo_lid_t, demo_lid_pointer);
#endif

#ifdef SWIGPYTHON
/* Whatever has the buffer protocol: bytes, bytearray, memoryview, array.array, numpy. */
%include <pybuffer.i>
%pybuffer_binary(const uint32_t *value, size_t value_len);
#endif

%include "demo.h"
