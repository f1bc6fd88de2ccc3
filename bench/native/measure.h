/* What main.c chooses from. Each prints one JSON object a line: a name and one value of one round. */
#ifndef MEASURE_H
#define MEASURE_H

/* NAME:N:RESULT:FILE of each kernel: nanoseconds on each engine and as the compiler's own code. */
void measure_kernels(int rounds, char **kernels);

/* FILES: nanoseconds to make each program, compiled at once; instructions; octets of code and of machine code. */
void measure_compiling(int rounds, char **files);

/* Host calls, faults, and machines that were used before. */
void measure_boundary(int rounds);

/* FILE: machines that were not: each round needs a process of its own, which this is. */
void measure_fresh(const char *file);

#endif
