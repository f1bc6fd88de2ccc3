/* memset and memcpy octet by octet. */
#define UNIT uint8_t
#include "copy.h"
