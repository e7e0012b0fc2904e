import PinyonClient
import PinyonTesting
import Testing

/// What is told of connections.
@Suite(.timeLimit(.minutes(1))) struct ConnectionEventTests {
    @Test("the end of a connection is told with its reason")
    func reasons() async throws {
        try await withScriptedServer { server in
            server.script { _, command in command.name == "GET" ? [.null] : nil }
            let address = ServerAddress.host("127.0.0.1", port: server.port)
            try await withClient(.standalone(address), { $0.reconnectAtOnce() }) { client in
                var events = client.connectionEvents.makeAsyncIterator()
                let first = try await client.get("a")
                #expect(first == nil)
                server.push("+nobody asked\r\n", to: 0)
                let misled = await Self.nextEnd(&events)
                #expect(misled?.code == .protocolViolation, "\(misled as Any)")
                let second = try await client.get("a")
                #expect(second == nil)
                server.cutAll(.close)
                let closed = await Self.nextEnd(&events)
                #expect(closed?.code == .connectionClosed, "\(closed as Any)")
                #expect(closed?.message == "the server closed the connection")
                #expect(closed?.node == "\(address)")
            }
        }
    }

    /// Why the next connection ended.
    private static func nextEnd(_ events: inout AsyncStream<ConnectionEvent>.Iterator) async -> ClientError? {
        while let event = await events.next(isolation: #isolation) {
            if event.kind == .closed { return event.error }
        }
        return nil
    }
}
