#include "CPinyonMemory.h"

#if defined(__APPLE__)
#include <malloc/malloc.h>
#elif defined(__linux__)
#include <malloc.h>
#endif

size_t pinyon_allocated_bytes(void) {
#if defined(__APPLE__)
    struct malloc_statistics_t statistics;
    malloc_zone_statistics(NULL, &statistics);
    return statistics.size_in_use;
#elif defined(__GLIBC__) && __GLIBC_PREREQ(2, 33)
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
#else
    return 0;
#endif
}

void pinyon_return_free_memory(void) {
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
}
