#ifndef C_PINYON_THREADS_H
#define C_PINYON_THREADS_H

#include <stdbool.h>
#include <stdint.h>

/// The number of the calling thread, 0 as long as it has none.
///
/// Swift has no thread-local variables of its own, and `pthread_getspecific` costs a tenth of a near hit.
extern _Thread_local long pinyon_thread_number;

/// Gives the calling thread the next number, beginning with 1, and returns it.
long pinyon_take_thread_number(void);

/// The number of the calling thread; threads are numbered in the order in which they first ask.
static inline long pinyon_current_thread_number(void) {
    long number = pinyon_thread_number;
    return number != 0 ? number : pinyon_take_thread_number();
}

/// Keeps the compiler from moving anything across it, in either direction; the processor is told nothing.
///
/// Swift's optimizers move the retaining and releasing of objects over any atomic operation that they can see, since
/// none touches a reference count. A copy made under a lock would then be made after the lock was given back, and an
/// object destroyed by then. They can't see into C before it is inlined, and don't pass this afterwards.
static inline void pinyon_compiler_fence(void) {
    __asm__ volatile("" ::: "memory");
}

/// Takes a lock if it is free. A lock is a word: 0 is free, 1 is taken.
static inline bool pinyon_try_lock(uint32_t *lock) {
    uint32_t isFree = 0;
    bool isTaken = __atomic_compare_exchange_n(lock, &isFree, 1, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
    pinyon_compiler_fence();
    return isTaken;
}

/// Gives a lock back.
static inline void pinyon_unlock(uint32_t *lock) {
    pinyon_compiler_fence();
    __atomic_store_n(lock, 0, __ATOMIC_RELEASE);
}

/// Whether a lock is taken at the moment.
static inline bool pinyon_is_locked(const uint32_t *lock) {
    return __atomic_load_n(lock, __ATOMIC_RELAXED) != 0;
}

/// Tells the processor that this is a loop that waits, so that it leaves more to whoever shares its core.
static inline void pinyon_pause(void) {
#if defined(__x86_64__) || defined(__i386__)
    __asm__ volatile("pause");
#elif defined(__aarch64__) || defined(__arm__)
    __asm__ volatile("yield");
#endif
}

#endif
