/// A connection to a Redis or Valkey server or a Sentinel on this machine, for the commands that setting one up takes.
/// It is no client for applications: one command at a time, texts only.
package final class ControlConnection {
    private let socket: ControlSocket
    private let address: ServerAddress
    private var received: [UInt8] = []

    /// Connects.
    ///
    /// - Parameter address: Where the server listens.
    /// - Throws: ``ProcessError/Code/system`` if nobody listens there.
    package init(_ address: ServerAddress) throws(ProcessError) {
        self.address = address
        socket = try ControlSocket(address)
    }

    /// Sends a command and waits for its reply, which may be an error.
    ///
    /// - Parameters:
    ///   - words: The command and its arguments.
    ///   - limit: The longest time for it. Default: 5 seconds.
    /// - Returns: The reply.
    /// - Throws: ``ProcessError``, or `CancellationError`. The connection is of no use afterwards.
    package func send(_ words: [String], within limit: Duration = .seconds(5)) async throws -> ControlReply {
        let deadline = ContinuousClock.Instant.after(limit)
        var request = "*\(words.count)\r\n"
        for word in words { request += "$\(word.utf8.count)\r\n\(word)\r\n" }
        try await socket.send(Array(request.utf8), until: deadline)
        while true {
            if let (reply, length) = try ControlReplyParser.parse(received[...]) {
                received.removeFirst(length)
                return reply
            }
            received += try await socket.receive(until: deadline)
        }
    }

    /// Sends a command that must succeed.
    ///
    /// - Parameters:
    ///   - words: The command and its arguments; only the command is named in an error.
    ///   - limit: The longest time for it. Default: 5 seconds.
    /// - Returns: The reply.
    /// - Throws: ``ProcessError/Code/badReply`` if the server refuses, and as ``send(_:within:)`` does.
    @discardableResult
    package func require(_ words: String..., within limit: Duration = .seconds(5)) async throws -> ControlReply {
        try await require(words, within: limit)
    }

    /// Sends a command that must succeed, as ``require(_:within:)`` does.
    @discardableResult
    package func require(_ words: [String], within limit: Duration = .seconds(5)) async throws -> ControlReply {
        let reply = try await send(words, within: limit)
        guard case .error(let message) = reply else { return reply }
        throw ProcessError(.badReply, "\(address) refused \(words.first ?? "an empty command"): \(message)")
    }
}
