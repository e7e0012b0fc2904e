/// The identity of an entry of a stream: a time and a number among the entries of that time. Later entries are greater.
public struct StreamID: Sendable, Hashable, Comparable, LosslessStringConvertible, CommandArgument, RESPDecodable {
    /// The time in milliseconds since 1970, if the server made the identity.
    public var milliseconds: UInt64
    /// The number among the entries of the same time.
    public var sequence: UInt64

    /// An identity.
    ///
    /// - Parameters:
    ///   - milliseconds: The time.
    ///   - sequence: The number among the entries of that time. Default: 0.
    public init(milliseconds: UInt64, sequence: UInt64 = 0) {
        self.milliseconds = milliseconds
        self.sequence = sequence
    }

    /// An identity from its text, `1526919030474-55`, or `1526919030474` for the first of its time; nil if it is none.
    public init?(_ description: String) {
        self.init(text: description[...])
    }

    init?(text: Substring) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count <= 2, let time = parts.first.flatMap(Self.number) else { return nil }
        guard parts.count == 2 else {
            self.init(milliseconds: time)
            return
        }
        guard let sequence = Self.number(parts[1]) else { return nil }
        self.init(milliseconds: time, sequence: sequence)
    }

    /// Before every entry.
    public static let zero = StreamID(milliseconds: 0)
    /// The greatest that there is.
    public static let max = StreamID(milliseconds: .max, sequence: .max)

    /// The next greater identity; nil after the greatest.
    public var next: StreamID? {
        if sequence < .max { return StreamID(milliseconds: milliseconds, sequence: sequence + 1) }
        return milliseconds < .max ? StreamID(milliseconds: milliseconds + 1) : nil
    }

    /// The text, `1526919030474-55`.
    public var description: String { "\(milliseconds)-\(sequence)" }

    /// Adds the text.
    public func append(to arguments: inout CommandArguments) { arguments.append(description) }

    /// Reads an identity's text.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> StreamID {
        guard let id = value.looseText.flatMap(StreamID.init) else {
            throw RESPDecodingError(expected: "the identity of a stream's entry", found: value)
        }
        return id
    }

    /// Whether an identity is less than another.
    public static func < (left: StreamID, right: StreamID) -> Bool {
        (left.milliseconds, left.sequence) < (right.milliseconds, right.sequence)
    }

    private static func number(_ text: Substring) -> UInt64? {
        text.utf8.first == UInt8(ascii: "+") ? nil : UInt64(text)
    }
}

/// The identity that a new entry of a stream gets. It has to be greater than those of all entries before.
public enum NewStreamID: Sendable, Hashable, CommandArgument {
    /// The server's time, and the next number of that time. The default.
    case automatic
    /// A time of the caller's choice, and the next number of that time. Since Redis 7.0.
    case automaticSequence(milliseconds: UInt64)
    /// This one.
    case id(StreamID)

    /// Adds the identity, or the asterisk that stands for what the server chooses.
    public func append(to arguments: inout CommandArguments) {
        switch self {
        case .automatic: arguments.append("*")
        case .automaticSequence(let milliseconds): arguments.append("\(milliseconds)-*")
        case .id(let id): arguments.append(id)
        }
    }
}

/// An end of a range of a stream.
public enum StreamBound: Sendable, Hashable, CommandArgument {
    /// The first entry that there is.
    case first
    /// The last entry that there is.
    case last
    /// An identity, included.
    case id(StreamID)
    /// An identity, not included. Since Redis 6.2.
    case excluding(StreamID)
    /// A moment: its first identity as the start of a range, its last one as the end.
    case time(UnixTime)

    /// Adds the bound's text.
    public func append(to arguments: inout CommandArguments) {
        switch self {
        case .first: arguments.append("-")
        case .last: arguments.append("+")
        case .id(let id): arguments.append(id)
        case .excluding(let id): arguments.append("(\(id)")
        case .time(let time): arguments.append(time.milliseconds)
        }
    }
}

/// From where on a stream is read.
public enum StreamPosition: Sendable, Hashable, CommandArgument {
    /// From the first entry on.
    case start
    /// What is added after the command was sent.
    case end
    /// What comes after an identity.
    case after(StreamID)

    /// Adds the position's text.
    public func append(to arguments: inout CommandArguments) {
        switch self {
        case .start: arguments.append("0")
        case .end: arguments.append("$")
        case .after(let id): arguments.append(id)
        }
    }
}

/// What a consumer of a group reads.
public enum GroupPosition: Sendable, Hashable, CommandArgument {
    /// Entries that no consumer of the group got yet.
    case new
    /// Entries after an identity that this consumer got and didn't acknowledge. ``StreamID/zero`` for all of them.
    case pending(after: StreamID)

    /// Adds the position's text.
    public func append(to arguments: inout CommandArguments) {
        switch self {
        case .new: arguments.append(">")
        case .pending(let id): arguments.append(id)
        }
    }
}
