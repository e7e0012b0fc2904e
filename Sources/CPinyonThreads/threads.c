#include "CPinyonThreads.h"

#include <stdatomic.h>

_Thread_local long pinyon_thread_number = 0;

static atomic_long taken = 0;

long pinyon_take_thread_number(void) {
    pinyon_thread_number = atomic_fetch_add_explicit(&taken, 1, memory_order_relaxed) + 1;
    return pinyon_thread_number;
}
