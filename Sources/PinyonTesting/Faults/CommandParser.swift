package import NIOCore

/// A command that a client sent.
public struct ScriptedCommand: Hashable, Sendable {
    /// The command's name and its arguments, as they were sent.
    public let arguments: [[UInt8]]

    /// A command.
    public init(_ arguments: [[UInt8]]) {
        self.arguments = arguments
    }

    /// A command, as text: `ScriptedCommand("SET", "key", "value")`.
    public init(_ arguments: String...) {
        self.init(arguments.map { Array($0.utf8) })
    }

    /// The command's name in upper case; empty for an empty array.
    public var name: String { text.first?.uppercased() ?? "" }

    /// The command's name and its arguments as text; what isn't UTF-8 is replaced.
    public var text: [String] { arguments.map { String(decoding: $0, as: UTF8.self) } }
}

/// Takes the commands out of the bytes that a client sent: arrays of bulk strings, nothing else.
package struct CommandParser: Sendable {
    /// What a client must never send.
    package struct Malformed: Error, Hashable {}

    private static let longestLine = 32
    private static let mostArguments = 1 << 20
    private static let largestArgument = 512 << 20

    private var bytes = ByteBuffer()
    private var arguments: [[UInt8]] = []
    /// How many arguments are still to come; `nil` between two commands.
    private var missing: Int?
    /// The size of the argument whose bytes come next.
    private var size: Int?

    package init() {}

    package mutating func feed(_ more: ByteBuffer) {
        var more = more
        bytes.discardReadBytes()
        bytes.writeBuffer(&more)
    }

    /// The next command that is complete, or `nil`.
    ///
    /// - Throws: ``Malformed``; nothing can be read behind that.
    package mutating func next() throws(Malformed) -> ScriptedCommand? {
        if missing == nil {
            guard let count = try readCount(UInt8(ascii: "*"), atMost: Self.mostArguments) else { return nil }
            missing = count
        }
        while let left = missing, left > 0 {
            guard let argument = try readArgument() else { return nil }
            arguments.append(argument)
            missing = left - 1
        }
        defer { (arguments, missing) = ([], nil) }
        return ScriptedCommand(arguments)
    }

    /// The commands at the beginning of some bytes, as far as they are complete and well-formed.
    static func commands(in bytes: [UInt8]) -> [ScriptedCommand] {
        var parser = CommandParser()
        parser.feed(ByteBuffer(bytes: bytes))
        var commands: [ScriptedCommand] = []
        while let command = try? parser.next() { commands.append(command) }
        return commands
    }

    private mutating func readArgument() throws(Malformed) -> [UInt8]? {
        if size == nil { size = try readCount(UInt8(ascii: "$"), atMost: Self.largestArgument) }
        guard let size, bytes.readableBytes >= size + 2 else { return nil }
        guard let argument = bytes.readBytes(length: size), bytes.readBytes(length: 2) == Array("\r\n".utf8) else {
            throw Malformed()
        }
        self.size = nil
        return argument
    }

    private mutating func readCount(_ mark: UInt8, atMost limit: Int) throws(Malformed) -> Int? {
        let view = bytes.readableBytesView
        guard let first = view.first else { return nil }
        guard first == mark else { throw Malformed() }
        let line = view.prefix(Self.longestLine)
        guard let end = line.firstIndex(of: UInt8(ascii: "\n")) else {
            if line.count == Self.longestLine { throw Malformed() }
            return nil
        }
        let digits = line[..<end].dropFirst()
        guard digits.last == UInt8(ascii: "\r"), digits.count > 1,
            digits.dropLast().allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let count = Int(String(decoding: digits.dropLast(), as: UTF8.self)), count <= limit
        else { throw Malformed() }
        bytes.moveReaderIndex(forwardBy: digits.count + 2)
        return count
    }
}
