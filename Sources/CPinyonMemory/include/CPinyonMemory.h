#ifndef C_PINYON_MEMORY_H
#define C_PINYON_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The bytes that the allocator has handed out and not got back, its own headers included; 0 where it can't say.
///
/// The systems' headers for this belong to no Swift module.
size_t pinyon_allocated_bytes(void);

/// Gives memory back to the system that the allocator only keeps for later, where the allocator can.
void pinyon_return_free_memory(void);

/// Begins to count the bytes that all threads ask the allocator for; false where they can't be counted.
///
/// With glibc the program has allocation functions of its own, which count and call the library's. Memory with an
/// alignment above the usual isn't counted.
bool pinyon_begin_counting_allocations(void);

/// Ends counting, and returns the bytes that were asked for meanwhile, whether or not they were given back.
uint64_t pinyon_end_counting_allocations(void);

#endif
