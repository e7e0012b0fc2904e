/// The server's notes of commands that took long or were large. Each command concerns the one node that it is sent to,
/// except those that forget, which a cluster's client sends to all.
extension Command {
    /// `SLOWLOG GET`: the commands that took long, the latest first.
    ///
    /// - Parameter count: The most entries; -1 for all since Redis 7.0. Default: the server's, 10.
    public static func slowlogGet(_ count: Int? = nil) -> Command where Response == [CommandLogEntry] {
        Command(.slowlogGet) { if let count { $0.append(count) } }
    }

    /// `SLOWLOG LEN`: how many commands that took long are noted.
    public static func slowlogLen() -> Command where Response == Int { Command(.slowlogLen) }

    /// `SLOWLOG RESET`: forgets the commands that took long; in a cluster, by all nodes.
    public static func slowlogReset() -> Command where Response == Void { Command(.slowlogReset) }

    /// `COMMANDLOG GET`: the commands of a kind that are noted, the latest first (Valkey 8.1).
    ///
    /// - Parameters:
    ///   - kind: Why they are noted.
    ///   - count: The most entries; -1 for all. Default: 10.
    public static func commandlogGet(_ kind: CommandLogKind, _ count: Int = 10) -> Command
    where Response == [CommandLogEntry] {
        Command(.commandlogGet) {
            $0.append(count)
            $0.append(kind.rawValue)
        }
    }

    /// `COMMANDLOG LEN`: how many commands of a kind are noted (Valkey 8.1).
    public static func commandlogLen(_ kind: CommandLogKind) -> Command where Response == Int {
        Command(.commandlogLen) { $0.append(kind.rawValue) }
    }

    /// `COMMANDLOG RESET`: forgets the commands of a kind; in a cluster, by all nodes (Valkey 8.1).
    public static func commandlogReset(_ kind: CommandLogKind) -> Command where Response == Void {
        Command(.commandlogReset) { $0.append(kind.rawValue) }
    }
}

/// Why a server notes a command.
public enum CommandLogKind: String, Sendable, Hashable, CaseIterable {
    /// It took long.
    case slow
    /// It was large.
    case largeRequest = "large-request"
    /// Its reply was large.
    case largeReply = "large-reply"
}

/// A command that a server noted.
public struct CommandLogEntry: Sendable, Hashable, RESPDecodable {
    /// Its number; later ones have greater numbers.
    public let id: Int
    /// When it ran, to the second.
    public let time: UnixTime
    /// Of a command that took long, the microseconds that it took; of a large one, the bytes.
    public let amount: Int
    /// The command with its arguments, which servers cut after 32 of them and 128 bytes each. They may hold values:
    /// don't log them. Bytes that aren't UTF-8 are replaced.
    public let arguments: [String]
    /// Who sent it, as `host:port`.
    public let clientAddress: String?
    /// The name that the client gave itself, if it gave one.
    public let clientName: String?

    /// Of a command that took long, how long it took.
    public var duration: Duration { .microseconds(amount) }

    /// Reads the parts of an entry.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> CommandLogEntry {
        guard let parts = value.elements, parts.count >= 4, let id = parts[0].looseInteger,
            let time = parts[1].looseInteger, let amount = parts[2].looseInteger, let words = parts[3].elements
        else { throw RESPDecodingError(expected: "an entry of the log of commands", found: value) }
        return CommandLogEntry(
            id: id, time: UnixTime(seconds: time), amount: amount, arguments: words.compactMap(\.looseText),
            clientAddress: text(parts, 4), clientName: text(parts, 5)
        )
    }

    private static func text(_ parts: [RESPValue], _ index: Int) -> String? {
        guard parts.count > index, let text = parts[index].looseText, !text.isEmpty else { return nil }
        return text
    }
}
