import NIOCore
import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct ByteTests {
    @Test("keys and values of any bytes survive, on every lane and in every way of sending", arguments: serverKinds)
    func anyBytes(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server) { proxy, client in
                proxy.set(.split(into: .random(1...4_000)), on: .toClient)
                try await client.set("marker", "still there")
                var random = FaultRandom(seed: faultSeed)
                for bytes in Self.samples(&random) {
                    let key = Array(bytes.prefix(2_000))
                    #expect(try await client.set(key, bytes))
                    #expect(try await client.get(key, as: [UInt8].self) == bytes, repeatComment)
                    let (piped, _) = try await client.pipeline(.get(key, as: [UInt8].self), .exists(key))
                    #expect(piped == bytes)
                    let (_, inTransaction) = try await client.transaction(.exists(key), .get(key, as: [UInt8].self))
                    #expect(inTransaction == bytes)
                    #expect(try await client.command("ECHO", bytes, as: [UInt8].self) == bytes)
                    #expect(try await client.del([key]) == 1)
                }
                #expect(try await client.get("marker") == "still there", "a value was taken for a command")
                #expect(try await client.dbsize() == 1, "a value was taken for a command")
                // Two of the small lane, because of the large replies, one of the bulk lane, one for transactions.
                #expect(proxy.statistics.connections.count(where: \.isOpen) <= 4)
            }
        }
    }

    @Test("channels and messages of any text survive", arguments: serverKinds)
    func anyText(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress)) { client in
                let channels = ["", " ", "\r\n", "ä\u{0}ö", "*", "[", String(repeating: "x", count: 10_000)]
                let targets = channels.map { SubscriptionTarget.channel($0) }
                try await client.withSubscription(to: targets) { subscription in
                    var events = subscription.makeAsyncIterator()
                    for channel in channels {
                        let payload: [UInt8] = Array(0...255) + Array(channel.utf8)
                        try await client.command("PUBLISH", channel, payload)
                        guard case .message(let message)? = try await events.next() else {
                            Issue.record("no message")
                            return
                        }
                        #expect(message.channel == channel && message.payload.readableBytesView.elementsEqual(payload))
                    }
                }
            }
        }
    }

    private static func samples(_ random: inout FaultRandom) -> [[UInt8]] {
        let words = [
            "", "\r\n", "$5\r\nhello\r\n", "*1\r\n$8\r\nFLUSHALL\r\n", "\0", "\r\nSET injected 1\r\n", "+OK\r\n",
            "-ERR\r\n",
            "ä€😀", "\u{FEFF}", "{}", "{a}{b}",
        ]
        var samples = words.map { Array($0.utf8) } + [Array(0...255), [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80]]
        for size in [1, 15, 16, 17, 4_095, 4_096, 65_535, 65_536, 65_537, 1_000_000] {
            samples.append((0..<size).map { _ in UInt8.random(in: 0...255, using: &random) })
        }
        return samples
    }
}
