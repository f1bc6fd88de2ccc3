/* measure INTERPRETER.so RECOMPILER.so kernels|compiling|boundary ROUNDS ARGUMENT..., or fresh FILE */
#include "engine.h"
#include "measure.h"

#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
    if (argc < 5)
        fail("usage: measure INTERPRETER.so RECOMPILER.so kernels|compiling|boundary ROUNDS ARGUMENT..., or fresh FILE");
    const char *const what = argv[3];
    const int rounds = atoi(argv[4]);
    load_engines(argv[1], argv[2]);
    if (strcmp(what, "kernels") == 0)
        measure_kernels(rounds, argv + 5);
    else if (strcmp(what, "compiling") == 0)
        measure_compiling(rounds, argv + 5);
    else if (strcmp(what, "boundary") == 0)
        measure_boundary(rounds);
    else if (strcmp(what, "fresh") == 0)
        measure_fresh(argv[4]);
    else
        fail("%s: nothing of that name is measured", what);
    return 0;
}
