#ifndef LIB_H
#define LIB_H

#include <stdint.h>

#ifndef LIB_API
#define LIB_API
#endif

/** @brief Most boxes that there may be. @since 1.0 */
#define LIB_MOST 8

#endif
