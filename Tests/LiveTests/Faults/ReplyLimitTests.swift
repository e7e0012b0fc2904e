import PinyonClient
import PinyonTesting
import Testing

/// Replies that are more than a client takes.
@Suite(.timeLimit(.minutes(2))) struct ReplyLimitTests {
    private static func frugal(_ configuration: inout RedisConfiguration) {
        configuration.reconnectAtOnce()
        configuration.replyLimits = RESPLimits(string: 1 << 20)
    }

    @Test("a reply above a limit of the client ends one connection, and is asked for once", arguments: oneServerKind)
    func single(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server, Self.frugal) { proxy, client in
                try await client.command("SETRANGE", "large", (2 << 20) - 1, "x")
                for _ in 0..<5 {
                    _ = try await client.ping()
                    let before = proxy.statistics.accepted
                    let error = try #require(try await clientError { try await client.get("large") })
                    #expect(error.code == .unexpectedReply && error.mayHaveRun, "\(error)")
                    #expect(error.message.contains("more than the limit of 1048576"), "\(error)")
                    _ = try await client.ping()
                    let accepted = proxy.statistics.accepted
                    #expect(accepted == before + 1, "it was asked for \(accepted - before) times")
                }
            }
        }
    }

    @Test(
        "callers beside a reply above a limit are told that the connection ended, or ask again",
        arguments: oneServerKind)
    func beside(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server, Self.frugal) { proxy, client in
                try await client.command("SETRANGE", "large", (2 << 20) - 1, "x")
                try await client.set("small", 1)
                // All of them are under way when the large reply comes.
                proxy.set(.hold, on: .toClient, connection: proxy.newestConnection)
                let arrived = proxy.statistics.toServer.arrived
                async let large = clientError { try await client.get("large") }
                try await proxy.waitUntil("the large value is asked for") { $0.toServer.arrived > arrived }
                let asked = proxy.statistics.toServer.arrived
                async let write = clientError { try await client.incr("n") }
                async let read = client.get("small", as: Int.self)
                try await proxy.waitUntil("the others are sent") { $0.toServer.arrived >= asked + 40 }
                proxy.heal()
                let (tooLarge, written, value) = try await (large, write, read)
                #expect(tooLarge?.code == .unexpectedReply, "\(tooLarge as Any)")
                #expect(written?.code == .connectionClosed && written?.mayHaveRun == true, "\(written as Any)")
                #expect(value == 1)
            }
        }
    }

    @Test("of a pipeline only the command whose reply is above a limit fails", arguments: oneServerKind)
    func pipeline(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server, Self.frugal) { proxy, client in
                try await client.command("SETRANGE", "large", (2 << 20) - 1, "x")
                try await client.set("small", 1)
                let before = proxy.statistics.accepted
                let (first, large, last) = await client.pipelineResults(
                    .get("small", as: Int.self), .get("large", as: String.self), .get("small", as: Int.self))
                let (one, another) = (try first.get(), try last.get())
                #expect(one == 1 && another == 1)
                let error = try await clientError { try large.get() }
                #expect(error?.code == .unexpectedReply, "\(error as Any)")
                let accepted = proxy.statistics.accepted
                #expect(accepted <= before + 2, "once with the others, and once by itself")
            }
        }
    }
}
