import PinyonClient
import PinyonTesting
import Synchronization
import Testing

extension MockClusters {
    /// Subscriptions to servers that die, move channels, or leave.
    @Suite struct SubscriptionRows {
        /// Confirms subscriptions and remembers them, as a server does.
        private static func confirm(_ command: ScriptedCommand) -> [ScriptedReply]? {
            guard ["SUBSCRIBE", "SSUBSCRIBE", "UNSUBSCRIBE", "SUNSUBSCRIBE"].contains(command.name) else { return nil }
            return command.text.dropFirst().map {
                .push([.bulk(command.name.lowercased()), .bulk($0), ":1\r\n"])
            }
        }

        private static func ended(_ channel: String) -> String {
            ">3\r\n$12\r\nsunsubscribe\r\n$\(channel.utf8.count)\r\n\(channel)\r\n:0\r\n"
        }

        private static func message(_ channel: String, _ text: String) -> String {
            ">3\r\n$8\r\nsmessage\r\n$\(channel.utf8.count)\r\n\(channel)\r\n$\(text.utf8.count)\r\n\(text)\r\n"
        }

        @Test("requirement 16: each SSUBSCRIBE has channels of one slot, sent to the node that serves it")
        func oneSlot() async throws {
            try await withMockCluster(nodes: 3) { cluster in
                cluster.answer { _, _, command in Self.confirm(command) }
                let channels = (0..<12).map { "channel:\($0)" } + ["{channel:1}:more", "{channel:2}:more"]
                try await withClient(cluster.topology()) { client in
                    try await client.withSubscription(to: channels.map { .shard($0) }) { _ in
                        var seen: [String] = []
                        for (number, node) in cluster.nodes.enumerated() {
                            let commands = node.record.connections.flatMap(\.commands).filter {
                                $0.name == "SSUBSCRIBE"
                            }
                            for command in commands {
                                let names = Array(command.text.dropFirst())
                                #expect(Set(names.map { slot(of: $0) }).count == 1)
                                #expect(slot(of: names[0]) * 3 / 16_384 == number)
                                seen += names
                            }
                        }
                        #expect(seen.sorted() == channels.sorted())
                    }
                }
            }
        }

        @Test("row 46: a shard channel that a node gives up is subscribed to at its new node, with a gap event")
        func withdrawn() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                let moved = Mutex(false)
                let (moving, staying) = ("{bar}:moving", "foo{{bar}}zap")
                #expect(slot(of: moving) < 8_192 && slot(of: staying) < 8_192)
                cluster.answer { [port = cluster.nodes[1].port] node, _, command in
                    guard node == 0, command.name == "SSUBSCRIBE", command.text.contains(moving), moved.withLock({ $0 })
                    else { return Self.confirm(command) }
                    return [.error("MOVED \(slot(of: moving)) 127.0.0.1:\(port)")]
                }
                try await withClient(cluster.topology(seeds: [0, 1])) { client in
                    try await client.withSubscription(to: [.shard(moving), .shard(staying)]) { events in
                        var iterator = events.makeAsyncIterator()
                        let old = try #require(
                            cluster.nodes[0].record.connections.first { $0.names.contains("SSUBSCRIBE") })
                        moved.withLock { $0 = true }
                        // The views don't say so yet: the answer to the new subscription does.
                        cluster.nodes[0].push(
                            ">3\r\n$12\r\nsunsubscribe\r\n$\(moving.utf8.count)\r\n\(moving)\r\n:1\r\n", to: old.number)
                        #expect(try await iterator.next() == .gap(.moved))
                        let new = try #require(
                            cluster.nodes[1].record.connections.first { $0.names.contains("SSUBSCRIBE") })
                        cluster.nodes[1].push(Self.message(moving, "after"), to: new.number)
                        guard case .message(let message) = try await iterator.next() else {
                            Issue.record("no message came")
                            return
                        }
                        #expect(message.channel == moving && message.text == "after")
                        // The other channel was not disturbed.
                        cluster.nodes[0].push(Self.message(staying, "still"), to: old.number)
                        guard case .message(let other) = try await iterator.next() else {
                            Issue.record("no message came")
                            return
                        }
                        #expect(other.channel == staying)
                    }
                }
            }
        }

        @Test("requirement 16: a shard channel is subscribed to at its new node before the old one is left")
        func newBeforeOld() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                let isMoved = Mutex(false)
                let isHeld = Mutex(true)
                cluster.answer { [port = cluster.nodes[1].port] node, _, command in
                    if node == 0, isMoved.withLock({ $0 }) {
                        return [.error("MOVED \(slot(of: "bar")) 127.0.0.1:\(port)")]
                    }
                    if node == 1, command.name == "SSUBSCRIBE", isHeld.withLock({ $0 }) { return [.silence] }
                    return Self.confirm(command)
                }
                try await withClient(cluster.topology(seeds: [0, 1])) { configuration in
                    configuration.connectTimeout = .seconds(1)
                } _: { client in
                    try await client.withSubscription(to: [.shard("bar")]) { events in
                        var iterator = events.makeAsyncIterator()
                        let old = try #require(
                            cluster.nodes[0].record.connections.first { $0.names.contains("SSUBSCRIBE") })
                        cluster.view(cluster.even([1, 0], epoch: 2))
                        isMoved.withLock { $0 = true }
                        // The client learns of it by the answer to another command.
                        _ = try await client.get("bar")
                        try await eventually("the new node is asked") {
                            cluster.nodes[1].record.count(of: "SSUBSCRIBE") > 0
                        }
                        // The new one doesn't answer, and the old one still has a message.
                        cluster.nodes[0].push(Self.message("bar", "late"), to: old.number)
                        guard case .message(let message) = try await iterator.next() else {
                            Issue.record("no message came")
                            return
                        }
                        #expect(message.text == "late")
                        // Also a server that ends it by itself, as real ones do, makes that one move.
                        cluster.nodes[0].push(Self.ended("bar"), to: old.number)
                        try await eventually("the old one is left") {
                            !cluster.nodes[0].record.connections[old.number].isOpen
                        }
                        isHeld.withLock { $0 = false }
                        #expect(try await iterator.next() == .gap(.moved))
                        let new = try #require(
                            cluster.nodes[1].record.connections.last { $0.names.contains("SSUBSCRIBE") })
                        cluster.nodes[1].push(Self.message("bar", "after"), to: new.number)
                        guard case .message(let next) = try await iterator.next() else {
                            Issue.record("a second gap was told")
                            return
                        }
                        #expect(next.text == "after")
                    }
                }
            }
        }

        @Test("row 46: a shard channel that its new node gives up at once isn't lost")
        func givenUpAtOnce() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                let isMoved = Mutex(false)
                let turns = Mutex(0)
                cluster.answer { [port = cluster.nodes[1].port] node, _, command in
                    if node == 0, isMoved.withLock({ $0 }) {
                        return [.error("MOVED \(slot(of: "bar")) 127.0.0.1:\(port)")]
                    }
                    guard let confirmations = Self.confirm(command) else { return nil }
                    guard node == 1 else { return confirmations }
                    let turn = turns.withLock { turns in
                        turns += 1
                        return turns
                    }
                    return turn <= 3 ? confirmations + [.text(Self.ended("bar"))] : confirmations
                }
                try await withClient(cluster.topology(seeds: [0, 1])) { configuration in
                    configuration.reconnectAtOnce()
                } _: { client in
                    try await client.withSubscription(to: [.shard("bar")]) { events in
                        var iterator = events.makeAsyncIterator()
                        cluster.view(cluster.even([1, 0], epoch: 2))
                        isMoved.withLock { $0 = true }
                        _ = try await client.get("bar")
                        try await cluster.nodes[1].waitUntil("it was asked for often enough") {
                            $0.count(of: "SSUBSCRIBE") >= 4
                        }
                        // Until somebody listens: when that is, only messages tell.
                        let publishing = Task { [node = cluster.nodes[1]] in
                            while !Task.isCancelled {
                                for connection in node.record.connections where connection.isOpen {
                                    guard connection.names.contains("SSUBSCRIBE") else { continue }
                                    node.push(Self.message("bar", "after"), to: connection.number)
                                }
                                try await Task.sleep(for: .milliseconds(10))
                            }
                        }
                        defer { publishing.cancel() }
                        var event = try await iterator.next()
                        while event == .gap(.moved) { event = try await iterator.next() }
                        guard case .message(let message) = event else {
                            Issue.record("no message came")
                            return
                        }
                        #expect(message.text == "after")
                    }
                }
            }
        }

        @Test("row 46: a shard channel whose slot has moved is subscribed to where MOVED says")
        func subscribeOnMoved() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                cluster.answer { [port = cluster.nodes[1].port] node, _, command in
                    guard node == 0, command.name == "SSUBSCRIBE" else { return Self.confirm(command) }
                    return [.error("MOVED \(slot(of: "bar")) 127.0.0.1:\(port)")]
                }
                try await withClient(cluster.topology(seeds: [0])) { client in
                    try await client.withSubscription(to: [.shard("bar")]) { _ in
                        #expect(cluster.nodes[1].record.count(of: "SSUBSCRIBE") == 1)
                    }
                }
            }
        }

        @Test("row 46: after a reconnect a channel that moved meanwhile keeps the others from nothing")
        func movedWhileAway() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                let moved = Mutex(false)
                let (moving, staying) = ("{bar}:moving", "foo{{bar}}zap")
                cluster.answer { [port = cluster.nodes[1].port] node, _, command in
                    guard node == 0, command.name == "SSUBSCRIBE", command.text.contains(moving), moved.withLock({ $0 })
                    else { return Self.confirm(command) }
                    return [.error("MOVED \(slot(of: moving)) 127.0.0.1:\(port)")]
                }
                try await withClient(cluster.topology(seeds: [0])) { client in
                    try await client.withSubscription(to: [.shard(moving)]) { movingEvents in
                        try await client.withSubscription(to: [.shard(staying)]) { stayingEvents in
                            moved.withLock { $0 = true }
                            cluster.nodes[0].cutAll(.reset)
                            var (first, second) = (movingEvents.makeAsyncIterator(), stayingEvents.makeAsyncIterator())
                            #expect(try await second.next() == .gap(.reconnected))
                            let gap = try await first.next()
                            #expect(gap == .gap(.moved) || gap == .gap(.reconnected))
                            try await cluster.nodes[1].waitUntil("the channel is there") {
                                $0.count(of: "SSUBSCRIBE") > 0
                            }
                        }
                    }
                }
            }
        }

        @Test("requirement 16: ordinary channels move to another node when theirs dies, with a gap event")
        func nodeDies() async throws {
            try await withMockCluster(nodes: 3) { cluster in
                cluster.answer { _, _, command in Self.confirm(command) }
                try await withClient(cluster.topology(seeds: [0, 1, 2])) { client in
                    try await client.withSubscription(to: [.channel("news")]) { events in
                        var iterator = events.makeAsyncIterator()
                        let first = try #require(cluster.nodes.firstIndex { $0.record.count(of: "SUBSCRIBE") == 1 })
                        await cluster.nodes[first].refuseConnections()
                        cluster.nodes[first].cutAll(.reset)
                        #expect(try await iterator.next() == .gap(.reconnected))
                        let others = cluster.nodes.indices.filter { $0 != first }
                        #expect(others.reduce(0) { $0 + cluster.nodes[$1].record.count(of: "SUBSCRIBE") } == 1)
                    }
                }
            }
        }

        @Test("requirement 16: ordinary channels move to another node when theirs has left the cluster and lives on")
        func nodeLeaves() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                cluster.answer { _, _, command in Self.confirm(command) }
                try await withClient(cluster.topology(seeds: [0, 1])) { client in
                    try await client.withSubscription(to: [.channel("news")]) { events in
                        var iterator = events.makeAsyncIterator()
                        let first = try #require(cluster.nodes.firstIndex { $0.record.count(of: "SUBSCRIBE") == 1 })
                        cluster.view(cluster.even([1 - first], epoch: 2))
                        let looks = cluster.looks
                        // Something happens that makes the client look, again and again.
                        try await eventually("the client has looked") {
                            cluster.nodes[1 - first].cutAll(.reset)
                            _ = try? await client.get("a")
                            try await Task.sleep(for: .milliseconds(100))
                            return cluster.looks > looks + 5
                        }
                        #expect(try await iterator.next() == .gap(.reconnected))
                        #expect(cluster.nodes[1 - first].record.count(of: "SUBSCRIBE") >= 1)
                    }
                }
            }
        }

        @Test("requirement 16: ordinary channels move, too, when their node's last slot was learned to be elsewhere")
        func nodeLosesItsLastSlot() async throws {
            var isDone = false
            for _ in 0..<20 where !isDone { isDone = try await Self.loseLastSlot() }
            #expect(isDone, "the node was never chosen")
        }

        /// - Returns: whether the channel was at the node with one slot, so that this was tried.
        private static func loseLastSlot() async throws -> Bool {
            try await withMockCluster(nodes: 2) { cluster in
                let (last, ports) = (slot(of: "bar"), cluster.nodes.map(\.port))
                cluster.view(
                    MockCluster.View(rows: [
                        .init(slots: 0...(last - 1), port: ports[1]), .init(slots: last...last, port: ports[0]),
                        .init(slots: (last + 1)...16_383, port: ports[1]),
                    ]))
                let isMoved = Mutex(false)
                cluster.answer { node, _, command in
                    guard node == 0, command.name == "GET", isMoved.withLock({ $0 }) else {
                        return Self.confirm(command)
                    }
                    return [.error("MOVED \(last) 127.0.0.1:\(ports[1])")]
                }
                return try await withClient(cluster.topology(seeds: [0, 1])) { client in
                    _ = try await client.get("bar")
                    return try await client.withSubscription(to: [.channel("news")]) { events in
                        guard cluster.nodes[0].record.count(of: "SUBSCRIBE") == 1 else { return false }
                        var iterator = events.makeAsyncIterator()
                        cluster.view(cluster.even([1], epoch: 2))
                        isMoved.withLock { $0 = true }
                        _ = try await client.get("bar")
                        try await eventually("the other node is asked", within: .seconds(10)) {
                            cluster.nodes[1].record.count(of: "SUBSCRIBE") == 1
                        }
                        #expect(try await iterator.next() == .gap(.reconnected))
                        return true
                    }
                }
            }
        }

        @Test("requirement 16: a node that leaves while a connection for ordinary channels is made isn't stayed at")
        func nodeLeavesMeanwhile() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                let left = Mutex<Int?>(nil)
                let ports = cluster.nodes.map(\.port)
                cluster.answer { node, _, command in
                    guard left.withLock({ $0 }) != node else {
                        let key = command.text.count > 1 ? command.text[1] : ""
                        return [.error("MOVED \(slot(of: key)) 127.0.0.1:\(ports[1 - node])")]
                    }
                    // The first one is confirmed by the test.
                    if command.name == "SUBSCRIBE", left.withLock({ $0 }) == nil { return [] }
                    return Self.confirm(command)
                }
                try await withClient(cluster.topology(seeds: [0, 1])) { client in
                    async let isTold = client.withSubscription(to: [.channel("news")]) { events in
                        var iterator = events.makeAsyncIterator()
                        return try await iterator.next() == .gap(.reconnected)
                    }
                    try await eventually("one is asked for") { cluster.count(of: "SUBSCRIBE") == 1 }
                    let node = cluster.nodes[0].record.count(of: "SUBSCRIBE") == 1 ? 0 : 1
                    cluster.view(cluster.even([1 - node], epoch: 2))
                    left.withLock { $0 = node }
                    for key in ["foo", "bar", "baz"] { _ = try await client.get(key) }
                    try await eventually("it has left") { client.nodes.count == 1 }
                    let number = try #require(
                        cluster.nodes[node].record.connections.last { $0.names.contains("SUBSCRIBE") }
                    ).number
                    cluster.nodes[node].push(">3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n", to: number)
                    try await eventually("it is subscribed to elsewhere", within: .seconds(10)) {
                        cluster.nodes[1 - node].record.count(of: "SUBSCRIBE") == 1
                    }
                    let isGap = try await isTold
                    #expect(isGap)
                }
            }
        }

        @Test("a subscription that begins right after the last one ended gets a connection, and no gap")
        func oneAfterTheOther() async throws {
            try await withMockCluster(nodes: 1) { cluster in
                cluster.answer { _, _, command in Self.confirm(command) }
                try await withClient(.standalone(.host("127.0.0.1", port: cluster.nodes[0].port))) { client in
                    for round in 0..<20 {
                        try await client.withSubscription(to: [.channel("news")]) { events in
                            let number = try #require(
                                cluster.nodes[0].record.connections.last { $0.isOpen && $0.names.contains("SUBSCRIBE") }
                            ).number
                            cluster.nodes[0].push(
                                ">3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$2\r\n\(10 + round)\r\n", to: number)
                            var iterator = events.makeAsyncIterator()
                            guard case .message(let message) = try await iterator.next() else {
                                Issue.record("round \(round) began with something else than its message")
                                return
                            }
                            #expect(message.text == "\(10 + round)")
                        }
                    }
                    try await cluster.nodes[0].waitUntil("one connection or none is left") { record in
                        record.connections.count { $0.isOpen && $0.names.contains("SUBSCRIBE") } <= 1
                    }
                }
            }
        }
    }
}

extension RealClusters {
    @Suite struct SubscriptionRows {
        @Test(
            "row 46: shard channels of a real slot that migrates are followed, and a gap is told",
            arguments: [LiveServerKind.redis70, .valkey91])
        func migration(kind: LiveServerKind) async throws {
            try await onCluster(kind, primaries: 2, replicas: 0) { cluster in
                let channels =
                    (0..<4).map { "{\(cluster.key(onPrimary: 0))}:\($0)" } + ["{\(cluster.key(onPrimary: 1))}"]
                try await withClient(cluster.topology) { client in
                    try await client.withSubscription(to: channels.map { .shard($0) }) { events in
                        try await cluster.migrate(slot(of: channels[0]), from: 0, to: 1)
                        // Gaps that nobody has read yet are one.
                        var iterator = events.makeAsyncIterator()
                        let gap = try await iterator.next()
                        #expect(gap == .gap(.moved))
                        for channel in channels {
                            try await eventually("\(channel) is subscribed to where it is now") {
                                try await client.command("SPUBLISH", channel, channel, as: Int.self) == 1
                            }
                        }
                        var messages: Set<String> = []
                        while messages.count < channels.count, let event = try await iterator.next() {
                            if case .message(let message) = event { #expect(messages.insert(message.channel).inserted) }
                        }
                        #expect(messages == Set(channels))
                    }
                }
            }
        }

        @Test(
            "row 46: after kill -9 of a primary all kinds of channels are subscribed to again, with gaps",
            arguments: serverKinds)
        func killed(kind: LiveServerKind) async throws {
            let options = LiveServerOptions(
                settings: ["cluster-node-timeout 1000", "cluster-require-full-coverage no"])
            try await onCluster(kind, primaries: 3, replicas: 1, options: options) { cluster in
                try await withClient(cluster.topology) { client in
                    try await client.withSubscription(to: [.channel("news"), .pattern("weather.*")]) { ordinary in
                        let found = try await Self.home(of: "news", in: cluster)
                        let home = try #require(found)
                        if kind == .redis62 {
                            try await cluster.nodes[home].kill()
                            try await Self.expectOrdinary(ordinary, client)
                        } else {
                            let shard = "{\(cluster.key(onPrimary: home))}"
                            try await client.withSubscription(to: [.shard(shard)]) { sharded in
                                try await cluster.nodes[home].kill()
                                try await Self.expectOrdinary(ordinary, client)
                                try await Self.expect(sharded, [shard]) { channel in
                                    (try? await client.spublish(channel, "after")) == 1
                                }
                            }
                        }
                    }
                }
            }
        }

        /// The number of the primary at which ordinary channels are subscribed to. Which one is the client's choice.
        private static func home(of channel: String, in cluster: LiveCluster) async throws -> Int? {
            for number in 0..<3 {
                let channels = try await withClient(.standalone(cluster.nodes[number].address)) { client in
                    try await client.pubsubChannels()
                }
                if channels.contains(channel) { return number }
            }
            return nil
        }

        private static func expectOrdinary(_ events: Subscription, _ client: RedisClient) async throws {
            // Only a node's own subscribers are counted, so the number doesn't say whether it came there.
            try await expect(events, ["news", "weather.today"]) { channel in
                (try? await client.publish(channel, "after")) != nil
            }
        }

        /// Expects a gap, and then what is published.
        ///
        /// - Parameters:
        ///   - events: A subscription whose node has died.
        ///   - channels: Channels to publish to.
        ///   - publish: Publishes to one of them, and says whether that worked.
        private static func expect(
            _ events: Subscription, _ channels: [String], publish: (String) async throws -> Bool
        ) async throws {
            var iterator = events.makeAsyncIterator()
            let gap = try await iterator.next()
            #expect(gap == .gap(.moved) || gap == .gap(.reconnected))
            for channel in channels {
                try await eventually("\(channel) can be published to") { try await publish(channel) }
            }
            var heard: Set<String> = []
            while heard.count < channels.count, let event = try await iterator.next() {
                guard case .message(let message) = event else { continue }
                #expect(message.text == "after")
                heard.insert(message.channel)
            }
            #expect(heard == Set(channels))
        }
    }
}
