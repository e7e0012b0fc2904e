public import NIOCore

/// The words of a command, as they go over the wire: a list of byte strings, never empty once it has a name.
///
/// Lengths are counted in bytes and everything is sent as it is, so no argument can become another command.
public struct CommandArguments: Sendable {
    /// The most bytes of one argument: what servers take by default.
    public static let largestArgument = 512 << 20

    /// The arguments, each behind its length; without the count of arguments that stands in front on the wire.
    package private(set) var bytes: ByteBuffer
    /// How many arguments there are.
    public private(set) var count: Int
    /// Why these arguments can't be sent, if they can't. In an object, so that copying arguments costs nothing more.
    private var failure: Failure?

    private final class Failure: Sendable {
        let reason: String
        init(_ reason: String) { self.reason = reason }
    }

    /// Why these arguments can't be sent, if they can't.
    package var problem: String? {
        if let failure { return failure.reason }
        // A server answers nothing at all to it, so that every later reply would go to the wrong command.
        return count == 0 ? "a command needs a name" : nil
    }

    /// Whether they can be sent. Asked of every command: in line, it copies nothing.
    @inline(__always) package var isSound: Bool { failure == nil && count > 0 }

    package init(encodedName: [UInt8], words: Int) {
        var buffer = ByteBufferAllocator().buffer(capacity: encodedName.count + 80)
        buffer.writeBytes(encodedName)
        bytes = buffer
        count = words
    }

    /// Adds an argument, or several if the value stands for several.
    public mutating func append(_ argument: some CommandArgument) {
        argument.append(to: &self)
    }

    /// Adds one argument.
    public mutating func append(bytes argument: UnsafeRawBufferPointer) {
        guard reserve(argument.count) else { return }
        bytes.writeLengthPrefixed(argument)
        count += 1
    }

    /// Adds one argument. Costs a copy of its bytes.
    public mutating func append(buffer argument: ByteBuffer) {
        argument.withUnsafeReadableBytes { append(bytes: $0) }
    }

    /// Notes that an argument can't be turned into bytes: the command is then not sent and fails by itself, without
    /// touching its neighbours in a pipeline.
    ///
    /// - Parameter reason: Why, without the value.
    public mutating func fail(_ reason: String) {
        if failure == nil { failure = Failure(reason) }
    }

    private mutating func reserve(_ size: Int) -> Bool {
        guard size <= Self.largestArgument else {
            fail("an argument has \(size) bytes, and a server takes at most \(Self.largestArgument)")
            return false
        }
        guard bytes.writerIndex <= Self.largestCommand - size else {
            fail("a command's arguments have more than \(Self.largestCommand) bytes together")
            return false
        }
        return true
    }

    /// What a buffer can hold, with what stands around an argument.
    private static let largestCommand = Int(UInt32.max) - 64
}

/// What can be an argument of a command: text, bytes, numbers, and your own types.
///
/// ```swift
/// extension UserID: CommandArgument {
///     func append(to arguments: inout CommandArguments) { arguments.append("user:\(number)") }
/// }
/// ```
public protocol CommandArgument: Sendable {
    /// Adds the value to the arguments; mostly as one, but a value may stand for several or none.
    func append(to arguments: inout CommandArguments)
}

extension ByteBuffer {
    /// Writes `$`, the length, the bytes, and line breaks, as in a command.
    mutating func writeLengthPrefixed(_ argument: UnsafeRawBufferPointer) {
        let digits = 20
        writeWithUnsafeMutableBytes(minimumWritableBytes: argument.count + digits + 5) { storage in
            storage[0] = UInt8(ascii: "$")
            var end = 1 + Self.writeDecimal(argument.count, to: UnsafeMutableRawBufferPointer(rebasing: storage[1...]))
            end = Self.writeLineBreak(storage, at: end)
            UnsafeMutableRawBufferPointer(rebasing: storage[end..<(end + argument.count)]).copyMemory(from: argument)
            return Self.writeLineBreak(storage, at: end + argument.count)
        }
    }

    /// Writes `*`, the count of arguments, and a line break: what stands in front of a command's arguments.
    mutating func writeArgumentCount(_ count: Int) {
        writeWithUnsafeMutableBytes(minimumWritableBytes: 24) { Self.writeArgumentCount(count, to: $0) }
    }

    /// Writes a command: the count of its arguments, and the arguments.
    mutating func writeCommand(_ command: CommandArguments) {
        _ = command.bytes.withUnsafeReadableBytes { words in
            writeWithUnsafeMutableBytes(minimumWritableBytes: words.count + 24) { storage in
                let start = Self.writeArgumentCount(command.count, to: storage)
                UnsafeMutableRawBufferPointer(rebasing: storage[start...]).copyMemory(from: words)
                return start + words.count
            }
        }
    }

    private static func writeArgumentCount(_ count: Int, to storage: UnsafeMutableRawBufferPointer) -> Int {
        storage[0] = UInt8(ascii: "*")
        let end = 1 + writeDecimal(count, to: UnsafeMutableRawBufferPointer(rebasing: storage[1...]))
        return writeLineBreak(storage, at: end)
    }

    private static func writeLineBreak(_ storage: UnsafeMutableRawBufferPointer, at index: Int) -> Int {
        storage[index] = UInt8(ascii: "\r")
        storage[index + 1] = UInt8(ascii: "\n")
        return index + 2
    }

    /// Writes a number that is not negative, and tells how many digits it took.
    private static func writeDecimal(_ number: Int, to storage: UnsafeMutableRawBufferPointer) -> Int {
        var count = 1
        var rest = number / 10
        while rest > 0 {
            count += 1
            rest /= 10
        }
        rest = number
        for index in stride(from: count - 1, through: 0, by: -1) {
            storage[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        return count
    }
}
