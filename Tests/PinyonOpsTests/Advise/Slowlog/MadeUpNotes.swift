import PinyonClient
import PinyonOps

/// Notes of servers that don't exist. It is 1,700,000,000 seconds after 1970.
enum MadeUpNotes {
    private static let now = 1_700_000_000

    /// A command that a server noted.
    ///
    /// - Parameters:
    ///   - words: The command and its arguments.
    ///   - amount: The microseconds that it took, or its bytes.
    ///   - ago: How many seconds ago it ran.
    ///   - client: The name of the client.
    static func command(
        _ words: String..., amount: Int, ago: Int = 60, client: String = "worker"
    ) throws -> CommandLogEntry {
        try CommandLogEntry.decode(
            .array([
                .integer(1), .integer(now - ago), .integer(amount), .array(words.map(text)), text("10.0.0.1:5000"),
                text(client),
            ]))
    }

    /// The last event of a kind that made a server slow.
    static func event(_ name: String, maximum: Int, latest: Int = 10, ago: Int = 60) throws -> LatencyEvent {
        try LatencyEvent.decode(
            .array([text(name), .integer(now - ago), .integer(latest), .integer(maximum)]))
    }

    private static func text(_ text: String) -> RESPValue {
        .bulkString(CommandArguments(encodedName: Array(text.utf8), words: 1).bytes)
    }
}
