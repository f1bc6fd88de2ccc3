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
%array_functions(uint64_t, demo_uint64_array);
%array_functions(uint32_t, demo_uint32_array);
%array_functions(uint8_t, demo_uint8_array);
%array_functions(demo_pair_t, demo_pair_array);

#if defined(SWIGPYTHON) || defined(SWIGPERL) || defined(SWIGRUBY) || defined(SWIGTCL)
/* Zero where a failure leaves an output alone. */
%apply size_t *OUTPUT { size_t *out_len };
%typemap(in, numinputs=0, noblock=1) size_t *out_len (size_t temp = 0, int res = SWIG_TMPOBJ) { $1 = &temp; }
#else
%apply unsigned long *OUTPUT { size_t *out_len };
#endif

#ifdef SWIGPYTHON
/* Whatever has the buffer protocol: bytes, bytearray, memoryview, array.array, numpy. */
%include <pybuffer.i>
%pybuffer_binary(const uint32_t *values, size_t values_len);
%pybuffer_mutable_binary(uint8_t *buffer, size_t buffer_size);
#endif

#if defined(SWIGPYTHON) || defined(SWIGPERL) || defined(SWIGRUBY) || defined(SWIGTCL)
/* Takes the size of the buffer, and returns the text. */
%include <cstring.i>
%cstring_output_maxsize(char *text, size_t text_size);
#endif

%include "demo.h"
