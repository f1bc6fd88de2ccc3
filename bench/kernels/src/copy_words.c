/* memset and memcpy in words of 8 octets. */
#define UNIT uint64_t
#include "copy.h"
