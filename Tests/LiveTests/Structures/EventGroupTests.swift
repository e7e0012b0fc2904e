import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(5))) struct EventGroupTests {
    /// So many deliveries from the start of a consumer's sequence, with a limit of time on each.
    private func take<Value>(
        _ count: Int, from entries: EventDeliveries<Value>, acknowledging consumer: EventConsumer? = nil
    ) async throws -> [EventDelivery<Value>] {
        try await withThrowingTaskGroup(of: [EventDelivery<Value>].self) { group in
            group.addTask {
                var deliveries: [EventDelivery<Value>] = []
                for try await delivery in entries {
                    try await consumer?.acknowledge(delivery)
                    deliveries.append(delivery)
                    if deliveries.count == count { break }
                }
                return deliveries
            }
            group.addTask {
                try await Task.sleep(for: patience)
                Issue.record("\(count) entries didn't come in time")
                return []
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
    }

    private func numbers(_ deliveries: [EventDelivery<Int>]) -> [Int] { deliveries.compactMap { $0["number"] } }

    @Test("the consumers of a group share the entries", arguments: serverKinds)
    func sharing(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let stream = EventStream(client, key: "events")
            let first = try await stream.group(named: "group", consumer: "first")
            let second = try await stream.group(named: "group", consumer: "second")
            for number in 0..<250 { try await stream.append(["number": number]) }
            let early = try await take(150, from: first.entries(as: Int.self), acknowledging: first)
            let late = try await take(50, from: second.entries(as: Int.self), acknowledging: second)
            #expect((numbers(early) + numbers(late)).sorted() == Array(0..<150) + Array(200..<250))
            #expect(early.allSatisfy { $0.deliveries == 1 })
            // The rest of its last page, which it didn't get to.
            let pending = try await first.pending()
            #expect(pending.count == 50)
            #expect(pending.consumers.map(\.name) == ["first"])
            let entries = try await second.pendingEntries(1, of: "first")
            #expect(entries.map(\.deliveries) == [1])
            #expect(entries.map(\.consumer) == ["first"])
        }
    }

    @Test("a group that begins at the end gets only what comes", arguments: serverKinds)
    func beginning(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let stream = EventStream(client, key: "events")
            try await stream.append(["number": 0])
            let consumer = try await stream.group(named: "group", consumer: "first", from: .end)
            try await stream.append(["number": 1])
            let deliveries = try await take(1, from: consumer.entries(as: Int.self))
            #expect(numbers(deliveries) == [1])
        }
    }

    @Test("a consumer that begins anew gets first what it didn't acknowledge", arguments: serverKinds)
    func restart(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let stream = EventStream(client, key: "events")
            for number in 0..<120 { try await stream.append(["number": number]) }
            let consumer = try await stream.group(named: "group", consumer: "first", claimAfter: nil)
            let before = try await take(110, from: consumer.entries(as: Int.self))
            try await consumer.acknowledge(before.prefix(5).map(\.id))
            try await stream.append(["number": 120])
            let again = try await stream.group(named: "group", consumer: "first", claimAfter: nil)
            let after = try await take(116, from: again.entries(as: Int.self))
            #expect(numbers(after) == Array(5...120))
            #expect(after.map(\.deliveries) == Array(repeating: 2, count: 115) + [1])
        }
    }

    @Test("entries that a consumer left alone go to another one that waits", arguments: serverKinds)
    func claiming(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let stream = EventStream(client, key: "events")
            for number in 0..<3 { try await stream.append(["number": number]) }
            let gone = try await stream.group(named: "group", consumer: "gone", claimAfter: nil)
            let lost = try await take(3, from: gone.entries(as: Int.self))
            try await gone.acknowledge(lost[1])
            let heir = try await stream.group(named: "group", consumer: "heir", claimAfter: .milliseconds(200))
            let claimed = try await take(2, from: heir.entries(as: Int.self), acknowledging: heir)
            #expect(numbers(claimed) == [0, 2])
            #expect(claimed.map(\.deliveries) == [2, 2])
            let pending = try await heir.pending()
            #expect(pending.count == 0)
        }
    }

    @Test("an entry that isn't acknowledged comes again, and is set aside in the end", arguments: serverKinds)
    func settingAside(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let stream = EventStream(client, key: "events")
            let failed = EventStream(client, key: "failed")
            try await stream.append(("number", 0), ("name", "bad"))
            let consumer = try await stream.group(named: "group", consumer: "first", claimAfter: .milliseconds(50))
            var counts: [Int] = []
            for try await delivery in consumer.entries() {
                counts.append(delivery.deliveries)
                guard delivery.deliveries >= 3 else { continue }
                try await consumer.setAside(delivery, in: failed)
                break
            }
            #expect(counts == [1, 2, 3])
            let entries = try await failed.read()
            #expect(entries.map { $0.fields.map(\.name) } == [["number", "name"]])
            #expect(entries.first?["name"] == "bad")
            let pending = try await consumer.pending()
            #expect(pending.count == 0)
        }
    }

    @Test("entries that were dropped while they were pending are left out", arguments: serverKinds)
    func dropped(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let stream = EventStream(client, key: "events")
            for number in 0..<3 { try await stream.append(["number": number]) }
            let consumer = try await stream.group(named: "group", consumer: "first", claimAfter: .milliseconds(50))
            let before = try await take(3, from: consumer.entries(as: Int.self))
            try await stream.remove(before[0].id, before[1].id)
            let after = try await take(1, from: consumer.entries(as: Int.self), acknowledging: consumer)
            #expect(numbers(after) == [2])
            let pending = try await consumer.pending()
            #expect(pending.count == 0)
        }
    }

    @Test("what a removed consumer had pending is taken over", arguments: serverKinds)
    func removal(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let stream = EventStream(client, key: "events")
            for number in 0..<150 { try await stream.append(["number": number]) }
            let gone = try await stream.group(named: "group", consumer: "gone", claimAfter: nil)
            let lost = try await take(150, from: gone.entries(as: Int.self))
            try await stream.remove(lost[0].id)
            let heir = try await stream.group(named: "group", consumer: "heir", claimAfter: nil)
            let count = try await heir.removeConsumer(named: "gone")
            // Before Redis 7.0, what was dropped from the stream is taken over, too.
            let expected = kind == .redis62 ? 150 : 149
            #expect(count == expected)
            let pending = try await heir.pending()
            #expect(pending.consumers.map(\.name) == ["heir"])
            #expect(pending.count == expected)
            let taken = try await take(149, from: heir.entries(as: Int.self))
            #expect(numbers(taken) == Array(1..<150))
            let consumers = try await client.xinfoConsumers("events", "group")
            #expect(consumers.map(\.name) == ["heir"])
            let error = try await #require(throws: ClientError.self) { try await heir.removeConsumer(named: "heir") }
            #expect(error.code == .invalidArgument)
        }
    }

    @Test("a consumer ends when its task is cancelled", arguments: serverKinds)
    func cancellation(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.address)) { client in
                let stream = EventStream(client, key: "events")
                let consumer = try await stream.group(named: "group", consumer: "first")
                let reader = Task {
                    for try await _ in consumer.entries() {}
                    return Task.isCancelled
                }
                try await eventually("the consumer waits") {
                    try await server.text("INFO", "clients").contains("blocked_clients:1\r\n")
                }
                reader.cancel()
                #expect(try await reader.value)
            }
        }
    }

    @Test("a group that is deleted under a consumer is an error", arguments: serverKinds)
    func destroyed(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let stream = EventStream(client, key: "events")
            let consumer = try await stream.group(named: "group", consumer: "first")
            try await client.xgroupDestroy("events", "group")
            let error = try await #require(throws: ClientError.self) {
                for try await _ in consumer.entries() {}
            }
            #expect(error.serverError?.code == "NOGROUP")
        }
    }

    @Test("entries that got lost on their way come all the same", arguments: serverKinds)
    func lost(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withFaultProxy(target: .hostPort("127.0.0.1", server.port)) { proxy in
                try await withClient(.standalone(.host("127.0.0.1", port: proxy.port))) { client in
                    try await withClient(.standalone(server.address)) { direct in
                        let stream = EventStream(direct, key: "events")
                        let consumer = try await EventStream(client, key: "events").group(
                            named: "group", consumer: "first", claimAfter: nil)
                        async let deliveries = take(3, from: consumer.entries(as: Int.self))
                        for number in 0..<3 {
                            try await waitsForNew(server)
                            proxy.set(.hold, on: .toClient)
                            try await stream.append(["number": number])
                            try await eventually("the server has delivered it") {
                                try await direct.xpending("events", "group").count == number + 1
                            }
                            proxy.cutAll(.reset)
                            proxy.heal()
                        }
                        let got = try await deliveries
                        #expect(numbers(got) == [0, 1, 2])
                        #expect(got.map(\.deliveries) == [2, 2, 2])
                    }
                }
            }
        }
    }

    @Test("a consumer whose wait the server breaks off goes on", arguments: serverKinds)
    func unblocked(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.address)) { client in
                let stream = EventStream(client, key: "events")
                let consumer = try await stream.group(named: "group", consumer: "first")
                async let deliveries = take(1, from: consumer.entries(as: Int.self))
                async let followed = stream.follow(from: .start, as: Int.self).first { _ in true }
                for _ in 0..<3 {
                    try await waitsForNew(server, count: 2)
                    var waiting: [Substring] = []
                    try await eventually("both are in the list") {
                        let list = try await server.text("CLIENT", "LIST")
                        waiting = list.split(separator: "\n").filter { $0.contains(" flags=b") }
                        return waiting.count == 2
                    }
                    for line in waiting {
                        let number = line.split(separator: " ").first.map { $0.dropFirst("id=".count) }
                        try await server.tell("CLIENT", "UNBLOCK", try #require(number), "ERROR")
                    }
                }
                try await waitsForNew(server, count: 2)
                try await stream.append(["number": 7])
                let got = try await deliveries
                #expect(numbers(got) == [7])
                let entry = try await followed
                #expect(entry?["number"] == 7)
            }
        }
    }

    @Test("a server that is gone is an error, and the same sequence goes on when it is back", arguments: serverKinds)
    func serverGone(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withFaultProxy(target: .hostPort("127.0.0.1", server.port)) { proxy in
                try await withClient(.standalone(.host("127.0.0.1", port: proxy.port))) { client in
                    let stream = EventStream(client, key: "events")
                    let consumer = try await stream.group(named: "group", consumer: "first")
                    try await stream.append(["number": 1])
                    var iterator = consumer.entries(as: Int.self).makeAsyncIterator()
                    let first = try await iterator.next()
                    #expect(first?["number"] == 1)
                    await proxy.refuseConnections()
                    proxy.cutAll(.reset)
                    let error = await #expect(throws: ClientError.self) { _ = try await iterator.next() }
                    #expect([.connectionFailed, .connectionClosed, .timedOut].contains(error?.code))
                    try await proxy.acceptConnections()
                    try await eventually("the client is back") { (try? await stream.append(["number": 2])) != nil }
                    try await eventually("the sequence goes on") {
                        (try? await iterator.next())?["number"] == 2
                    }
                }
            }
        }
    }

    private func waitsForNew(_ server: LiveServer, count: Int = 1) async throws {
        try await eventually("\(count) readers wait") {
            try await server.text("INFO", "clients").contains("blocked_clients:\(count)\r\n")
        }
    }
}
