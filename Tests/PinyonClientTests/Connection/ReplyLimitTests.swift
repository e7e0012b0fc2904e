import NIOCore
import NIOEmbedded
import PinyonClient
import Testing

/// Replies that are more than the client takes.
struct ReplyLimitTests {
    private func connection() async throws -> VirtualConnection {
        var settings = ConnectionSettings()
        settings.limits = RESPLimits(string: 10, elements: 4, depth: 2, reply: 40, line: 12)
        return try await VirtualConnection(settings)
    }

    @Test(arguments: [
        "$11\r\n", "=11\r\n", "!11\r\n", "*5\r\n", "%3\r\n", "*1\r\n*1\r\n*1\r\n", "+0123456789abcdef",
        "*4\r\n$10\r\n0123456789\r\n$10\r\n0123456789\r\n$10\r\n0123456789\r\n",
        "$?\r\n;6\r\n012345\r\n;6\r\n012345\r\n", "*?\r\n:1\r\n:1\r\n:1\r\n:1\r\n:1\r\n",
    ])
    func whoeverAskedForTooMuchIsToldForGoodAndTheOthersThatTheConnectionEnded(_ bytes: String) async throws {
        let connection = try await connection()
        let (before, asking, behind) = (PendingReply("GET", "a"), PendingReply("GET", "b"), PendingReply("GET", "c"))
        try await connection.send(before, asking, behind)
        try await connection.receive(":1\r\n" + bytes)
        let results = [await before.result, await asking.result, await behind.result]
        #expect(results == ["1", "unexpectedReply, may have run", "connectionClosed, may have run"])
        #expect(connection.delegate.events == ["closed: connectionClosed"])
        #expect(!connection.channel.isActive)
        connection.outbox.withMachine { #expect($0.unfinishedCount == 0 && $0.unfinishedBytes == 0) }
    }

    @Test func whoeverSentSeveralCommandsMaySendThemAgain() async throws {
        let connection = try await connection()
        let (several, behind) = (PendingReply(several: "A", "B", "C"), PendingReply("D"))
        try await connection.send(several, behind)
        try await connection.receive(":1\r\n$11\r\n")
        let results = [await several.result, await behind.result]
        #expect(results == ["protocolViolation, may have run", "connectionClosed, may have run"])
    }

    @Test func aMessageThatIsTooLargeIsNobodysReply() async throws {
        for bytes in [">2\r\n+message\r\n$11\r\n", ">5\r\n"] {
            let connection = try await connection()
            let pending = PendingReply("GET", "a")
            try await connection.send(pending)
            try await connection.receive(bytes)
            let result = await pending.result
            #expect(result == "protocolViolation, may have run")
        }
    }

    @Test func aNumberThatIsTooLongIsNotTheProtocol() async throws {
        let connection = try await connection()
        let pending = PendingReply("GET", "a")
        try await connection.send(pending)
        try await connection.receive(":" + String(repeating: "1", count: 40))
        let result = await pending.result
        #expect(result == "protocolViolation, may have run")
    }
}
