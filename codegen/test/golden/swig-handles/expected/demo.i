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

/* demo_box_t: destroyed by demo_box_destroy, or with its last reference. */
%nodefaultctor demo_box;
struct demo_box {};
%extend demo_box {
    ~demo_box() { demo_box_destroy($self); }
}
%delobject demo_box_destroy;
%newobject demo_box_copy;

#if defined(SWIGPYTHON) || defined(SWIGPERL) || defined(SWIGRUBY) || defined(SWIGTCL)
%typemap(in, numinputs=0, noblock=1) demo_box_t **out_box (demo_box_t *temp = 0) { $1 = &temp; }
%typemap(argout, noblock=1) demo_box_t **out_box {
  %append_output(SWIG_NewPointerObj(%as_voidptr(*$1), $*1_descriptor, *$1 ? SWIG_POINTER_OWN : 0));
}
%apply SWIGTYPE *DISOWN { demo_box_t *other };
#else
%pointer_functions(demo_box_t *, demo_box_pointer);
#endif

%include "demo.h"
