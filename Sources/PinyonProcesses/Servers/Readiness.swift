/// Whether a server answers: asked over its socket, not guessed from the time that has passed.
enum Readiness {
    private static let perQuestion = Duration.seconds(1)

    /// Asks once.
    ///
    /// - Parameters:
    ///   - kind: The kind of server.
    ///   - address: Where it should listen.
    ///   - process: The process id it should have, so that another server on the port isn't taken for it.
    /// - Returns: Whether it answers and is done with loading.
    /// - Throws: `CancellationError`.
    static func isReached(_ kind: ServerKind, at address: ServerAddress, process: Int32) async throws -> Bool {
        do {
            if kind == .memcached { return try await memcachedAnswers(at: address, process: process) }
            // The unix socket lies in a folder that only this server knows.
            let reply = try await ControlConnection(address).send(["PING"], within: perQuestion)
            guard case .error(let message) = reply else { return true }
            // A refusal for want of a password is an answer too.
            return ["NOAUTH", "NOPERM", "DENIED"].contains { message.hasPrefix($0) }
        } catch is ProcessError {
            return false
        }
    }

    private static func memcachedAnswers(at address: ServerAddress, process: Int32) async throws -> Bool {
        let socket = try ControlSocket(address)
        let deadline = ContinuousClock.Instant.after(perQuestion)
        try await socket.send(Array("stats\r\n".utf8), until: deadline)
        var text = ""
        while !text.hasSuffix("\r\n") || !text.contains("STAT pid ") {
            text += String(decoding: try await socket.receive(until: deadline), as: UTF8.self)
            // With users, nothing is said before one has signed on.
            if text.contains("ERROR") && text.hasSuffix("\r\n") { return true }
        }
        return text.contains("STAT pid \(process)\r\n")
    }
}
