#ifndef C_PINYON_MEMORY_H
#define C_PINYON_MEMORY_H

#include <stddef.h>

/// The bytes that the allocator has handed out and not got back, its own headers included; 0 where it can't say.
///
/// The systems' headers for this belong to no Swift module.
size_t pinyon_allocated_bytes(void);

/// Gives memory back to the system that the allocator only keeps for later, where the allocator can.
void pinyon_return_free_memory(void);

#endif
