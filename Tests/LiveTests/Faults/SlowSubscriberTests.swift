import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct SlowSubscriberTests {
    @Test(
        "row 45: a subscriber that reads slowly loses messages within bounds and is told so; commands go on",
        arguments: serverKinds, [true, false])
    func overflow(kind: LiveServerKind, dropsOldest: Bool) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress)) { client in
                let buffering = SubscriptionBuffering(messages: 100, dropsOldest: dropsOldest)
                let targets = [SubscriptionTarget.channel("news")]
                try await client.withSubscription(to: targets, buffering: buffering) { slow in
                    try await client.withSubscription(to: targets) { quick in
                        for number in 0..<1_000 { try await client.command("PUBLISH", "news", number) }
                        // One who has room for all of them is not touched by the other.
                        var read = quick.makeAsyncIterator()
                        for number in 0..<1_000 { #expect(try await Self.text(read.next()) == "\(number)") }
                    }
                    var events = slow.makeAsyncIterator()
                    let kept = dropsOldest ? 900..<1_000 : 0..<100
                    if dropsOldest { #expect(try await events.next() == .gap(.overflow(dropped: 900))) }
                    for number in kept { #expect(try await Self.text(events.next()) == "\(number)") }
                    if !dropsOldest { #expect(try await events.next() == .gap(.overflow(dropped: 900))) }
                    try await client.command("PUBLISH", "news", "later")
                    #expect(try await Self.text(events.next()) == "later")
                }
            }
        }
    }

    @Test("row 45: messages that are larger than the buffer are delivered one at a time", arguments: oneServerKind)
    func largeMessages(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress)) { client in
                let buffering = SubscriptionBuffering(bytes: 10_000)
                try await client.withSubscription(to: [.channel("news")], buffering: buffering) { subscription in
                    let message = [UInt8](repeating: 120, count: 50_000)
                    try await client.withSubscription(to: [.channel("end")]) { other in
                        for _ in 0..<3 { try await client.command("PUBLISH", "news", message) }
                        try await client.command("PUBLISH", "news", "last")
                        try await client.command("PUBLISH", "end", "end")
                        // It comes on the same connection, behind the others.
                        var events = other.makeAsyncIterator()
                        #expect(try await Self.text(events.next()) == "end")
                    }
                    var events = subscription.makeAsyncIterator()
                    guard case .gap(.overflow(let dropped))? = try await events.next() else {
                        Issue.record("no gap")
                        return
                    }
                    #expect(dropped == 3)
                    #expect(try await Self.text(events.next()) == "last")
                }
            }
        }
    }

    @Test(
        "row 45: a subscriber that the server cuts off for being slow is connected again, with a gap",
        arguments: serverKinds)
    func cutOff(kind: LiveServerKind) async throws {
        let options = LiveServerOptions(settings: ["client-output-buffer-limit pubsub 64kb 32kb 1"])
        try await onServer(kind, options: options) { server in
            try await withClient(.standalone(server.tcpAddress)) { publisher in
                try await withProxy(to: server, { $0.reconnectAtOnce() }) { proxy, client in
                    _ = try await client.ping()
                    try await client.withSubscription(to: [.channel("news")]) { subscription in
                        let connection = proxy.newestConnection
                        proxy.set(.blackhole, on: .toClient, connection: connection)
                        let message = [UInt8](repeating: 120, count: 60_000)
                        try await eventually("the server has cut the subscriber off") {
                            try await publisher.command("PUBLISH", "news", message, as: Int.self) == 0
                        }
                        #expect(try await client.set("a", "1"), "commands go on meanwhile")
                        proxy.set(.pass, on: .toClient, connection: connection)
                        var events = subscription.makeAsyncIterator()
                        var event = try await events.next()
                        while case .message? = event { event = try await events.next() }
                        #expect(event == .gap(.overflow(dropped: 0)) || event == .gap(.reconnected), "\(event as Any)")
                        try await publisher.command("PUBLISH", "news", "after")
                        #expect(try await Self.text(events.next()) == "after")
                    }
                }
            }
        }
    }

    private static func text(_ event: SubscriptionEvent?) -> String? {
        guard case .message(let message)? = event else { return event.map { "\($0)" } }
        return message.text
    }
}
