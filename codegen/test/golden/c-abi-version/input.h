#ifndef DEMO_H
#define DEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifndef DEMO_API
#define DEMO_API
#endif

#ifndef DEMO_DEPRECATED
#define DEMO_DEPRECATED(message)
#endif

/** @brief Major part. @since 1.0 */
#define DEMO_ABI_MAJOR 2

/** @brief Minor part. @since 1.0 */
#define DEMO_ABI_MINOR 3

/**
 * @brief Tells the version.
 *
 * @return 65536 times the major part, plus the minor part.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
DEMO_API uint32_t demo_abi_version(void);

#endif
