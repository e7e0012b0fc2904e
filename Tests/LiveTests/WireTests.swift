import PinyonClient
import PinyonTesting
import Testing

/// What is sent arrives, and what arrives is read, on real servers.
@Suite(.timeLimit(.minutes(5))) struct WireTests {
    @Test("any bytes come back as they were sent", arguments: serverKinds)
    func bytes(kind: LiveServerKind) async throws {
        var random = SystemRandomNumberGenerator()
        let lengths = [0, 1, 2, 9, 10, 11, 99, 100, 1023, 1024, 4095, 65_535, 65_536, 99_999, 100_000, 3_000_000]
        let values = (lengths + (0..<200).map { _ in Int.random(in: 0...400) }).map { length in
            (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        }
        try await onServer(kind) { server in
            try await withClient(.standalone(server.address)) { client in
                for value in values {
                    let echo = try await client.command("ECHO", value, as: [UInt8].self)
                    #expect(echo == value, "\(value.count) bytes")
                    try await client.command("SET", value.prefix(100), value)
                    let stored = try await client.command("GET", value.prefix(100), as: [UInt8].self)
                    #expect(stored == value, "\(value.count) bytes")
                }
            }
        }
    }

    @Test("numbers come back as they were sent", arguments: serverKinds)
    func numbers(kind: LiveServerKind) async throws {
        let integers = [0, 1, -1, 9, 10, .max, .min]
        let doubles: [Double] = [
            0, -0.0, 0.1, 1 / 3, -1.5, .pi, 1e300, -1e-300, 1e17, 123_456_789.123, .infinity, -.infinity,
        ]
        try await onServer(kind) { server in
            try await withClient(.standalone(server.address)) { client in
                for number in integers {
                    #expect(try await client.command("ECHO", number, as: Int.self) == number)
                    try await client.command("SET", "n", number)
                    #expect(try await client.command("INCRBY", "n", 0, as: Int.self) == number)
                }
                for number in doubles {
                    try await client.command("ZADD", "scores", number, "member")
                    // The server itself drops the sign of a zero.
                    let score = try await client.command("ZSCORE", "scores", "member", as: Double.self)
                    #expect(score == number)
                }
            }
        }
    }

    @Test("slots are the server's own", arguments: serverKinds)
    func slots(kind: LiveServerKind) async throws {
        var random = SystemRandomNumberGenerator()
        let keys = (0..<5000).map { _ in
            (0..<Int.random(in: 0...12)).map { _ in
                Bool.random(using: &random)
                    ? [UInt8](("{}ab").utf8)[Int.random(in: 0..<4)] : UInt8.random(in: .min ... .max)
            }
        }
        try await unlessMissing(kind) {
            try await LiveCluster.run(kind) { cluster in
                try await withClient(.standalone(cluster.nodes[0].address)) { client in
                    for key in keys {
                        let slot = try await client.command("CLUSTER KEYSLOT", key, as: Int.self)
                        #expect(HashSlot(key: key).number == slot, "\(key)")
                    }
                }
            }
        }
    }
}
