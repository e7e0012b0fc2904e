#ifndef C_PINYON_THREADS_H
#define C_PINYON_THREADS_H

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

#endif
