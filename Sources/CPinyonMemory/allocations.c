#include "CPinyonMemory.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define SANITIZED
#endif
#endif

// The sanitizers bring allocators of their own, and other C libraries don't name their allocator's functions twice.
#if defined(__linux__) && defined(__GLIBC__) && !defined(SANITIZED)

#include <stdatomic.h>

// A program's own functions come before those that the C library has under the same names, for all of its libraries.
// These do what the library's would have done, and count first. While nobody counts that costs a load and a branch.

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *pointer, size_t size);

static _Atomic(bool) is_counting;
static _Atomic(uint64_t) requested;

static inline void count(size_t size) {
    if (__builtin_expect(atomic_load_explicit(&is_counting, memory_order_relaxed), 0)) {
        atomic_fetch_add_explicit(&requested, size, memory_order_relaxed);
    }
}

void *malloc(size_t size) {
    count(size);
    return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
    // A product that overflows is refused by the allocator.
    count(number * size);
    return __libc_calloc(number, size);
}

void *realloc(void *pointer, size_t size) {
    count(size);
    return __libc_realloc(pointer, size);
}

bool pinyon_begin_counting_allocations(void) {
    atomic_store(&requested, 0);
    atomic_store(&is_counting, true);
    return true;
}

uint64_t pinyon_end_counting_allocations(void) {
    atomic_store(&is_counting, false);
    return atomic_load(&requested);
}

#else

bool pinyon_begin_counting_allocations(void) {
    return false;
}

uint64_t pinyon_end_counting_allocations(void) {
    return 0;
}

#endif
