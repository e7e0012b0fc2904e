package import NIOCore

/// Puts the commands of a turn together, so that they take one system call.
///
/// Small ones are copied into one buffer; large ones are passed on as they are, between what stands before and after.
package struct BatchWriter {
    /// From this size on, a command is passed on without copying it.
    private static let largeSize = 16 << 10

    /// The most that stands in front of a command's arguments.
    private static let headSize = 24

    private var parts: [ByteBuffer] = []
    private var current: ByteBuffer

    /// A writer with room for what is copied of some batches.
    package init(allocator: ByteBufferAllocator, expecting batches: [PendingReply]) {
        let room = batches.reduce(0) { room, pending in
            room + Self.headSize * pending.commandCount + (pending.byteCount < Self.largeSize ? pending.byteCount : 0)
        }
        current = allocator.buffer(capacity: room)
    }

    package mutating func write(_ batch: CommandBatch) {
        switch batch {
        case .one(let command): write(command)
        case .several(let commands): for command in commands { write(command) }
        }
    }

    /// What was written, in order.
    package consuming func finish() -> [ByteBuffer] {
        if current.readableBytes > 0 { parts.append(current) }
        return parts
    }

    private mutating func write(_ command: CommandArguments) {
        guard command.bytes.readableBytes >= Self.largeSize else { return current.writeCommand(command) }
        current.writeArgumentCount(command.count)
        parts.append(current)
        parts.append(command.bytes)
        current = ByteBuffer()
    }
}
