import PinyonClient
import PinyonTesting
import Testing

extension RealClusters {
    /// Slots that move between real servers under load.
    @Suite struct MigrationRows {
        @Test(
            "row 33: slots migrate under load with single and multiple keys, and no caller sees an error",
            arguments: serverKinds)
        func underLoad(kind: LiveServerKind) async throws {
            try await onCluster(kind, primaries: 2, replicas: 0) { cluster in
                let tags = (0..<4_000).map { "{t\($0)}" }.filter { cluster.primary(ofSlot: slot(of: $0)) == 0 }.prefix(
                    6)
                try await withClient(cluster.topology, { $0.commandTimeout = .seconds(60) }) { client in
                    for tag in tags { for number in 0..<20 { try await client.set("\(tag):\(number)", number) } }
                    let (load, additions) = (Load(), Shared<[String: Int]>([:]))
                    let (start, looks) = (ContinuousClock.now, try await cluster.looks())
                    try await load.run(callers: 8) { caller, turn in
                        try await Self.ask(client, tag: tags[caller % tags.count], turn: turn, additions)
                    } during: {
                        for round in 0..<2 {
                            for tag in tags {
                                try await cluster.migrate(slot(of: tag), from: round % 2, to: 1 - round % 2)
                            }
                        }
                    }
                    let (time, seen) = (start.duration(to: .now), try await cluster.looks() - looks)
                    #expect(load.errors.isEmpty, "\(load.errors.prefix(3))")
                    // A look asks two nodes and a seed, and the next comes after 0.3 s at the earliest.
                    #expect(Double(seen) <= 3 * (2 + time / .milliseconds(300)), "\(seen) looks in \(time)")
                    print("row 33 on \(kind): \(load.summary()), \(seen) looks")
                    for tag in tags {
                        for number in 0..<20 {
                            let value = try await client.get("\(tag):\(number)", as: Int.self)
                            let count = additions.withLock { $0["\(tag):\(number)"] ?? 0 }
                            #expect(value == number + 1_000 * count, "additions were lost, or done twice")
                        }
                    }
                }
            }
        }

        /// Asks for keys that hold their number and some thousands, or adds one thousand.
        private static func ask(
            _ client: RedisClient, tag: String, turn: Int, _ additions: Shared<[String: Int]>
        ) async throws {
            let keys = (0..<20).map { "\(tag):\($0)" } + ["\(tag):missing"]
            let key = keys[turn % 20]
            switch turn % 5 {
            case 0:
                let values = try await client.mget(keys, as: Int.self)
                #expect(values.prefix(20).enumerated().allSatisfy { $0.element.map { $0 % 1_000 } == $0.offset })
                #expect(values.last == .some(nil))
            case 1: #expect(try await client.get(key, as: Int.self).map { $0 % 1_000 } == turn % 20)
            case 2:
                try await client.incrby(key, 1_000)
                additions.withLock { $0[key, default: 0] += 1 }
            case 3: #expect(try await client.exists(keys) == 20)
            default:
                let (a, b) = try await client.pipeline(
                    .get(keys[0], as: Int.self), .mget(Array(keys.prefix(3)), as: Int.self))
                #expect(a.map { $0 % 1_000 } == 0 && b.count == 3)
            }
        }

        @Test("row 33: transactions go on while their slot migrates", arguments: serverKinds)
        func transactions(kind: LiveServerKind) async throws {
            try await onCluster(kind, primaries: 2, replicas: 0) { cluster in
                let tag = "{\(cluster.key(onPrimary: 0))}"
                try await withClient(cluster.topology, { $0.commandTimeout = .seconds(60) }) { client in
                    for number in 0..<50 { try await client.set("\(tag):\(number)", number) }
                    let load = Load()
                    try await load.run(callers: 4) { caller, turn in
                        // New keys, and keys that are there: on the source, on the way, on the target.
                        _ = try await client.transaction(
                            .incr("\(tag):count:\(caller)"), .get("\(tag):\(turn % 50)"))
                    } during: {
                        try await cluster.migrate(slot(of: tag), from: 0, to: 1)
                        try await cluster.migrate(slot(of: tag), from: 1, to: 0)
                    }
                    #expect(load.errors.isEmpty, "\(load.errors.prefix(3))")
                    var sum = 0
                    for caller in 0..<4 { sum += try await client.get("\(tag):count:\(caller)", as: Int.self) ?? 0 }
                    #expect(sum == load.samples.count)
                }
            }
        }

        @Test("row 33: an atomic migration of Valkey's under load, and no caller sees an error")
        func atomicMigration() async throws {
            try await onCluster(.valkey91, primaries: 2, replicas: 0) { cluster in
                let keys = (0..<300).map { "key:\($0)" }
                try await withClient(cluster.topology, { $0.commandTimeout = .seconds(60) }) { client in
                    for key in keys { try await client.set(key, key) }
                    let (source, target) = (cluster.nodes[0], cluster.nodes[1])
                    let load = Load()
                    try await load.run(callers: 8) { caller, turn in
                        let key = keys[(caller * 37 + turn) % keys.count]
                        let first = try await client.get(key)
                        #expect(first == key)
                        #expect(try await client.mget([key, "missing:\(turn)"]) == [key, nil])
                    } during: {
                        try await source.tell(
                            "CLUSTER", "MIGRATESLOTS", "SLOTSRANGE", 0, 4_000, "NODE", target.clusterID)
                        try await eventually("the slots are at the target") {
                            try await target.text("CLUSTER", "NODES").contains(" 0-4000 8192-16383")
                        }
                    }
                    #expect(load.errors.isEmpty, "\(load.errors.prefix(3))")
                }
            }
        }
    }
}

extension LiveCluster {
    /// Moves a slot with its keys from one node to another, key by key, as tools for clusters do.
    func migrate(_ slot: Int, from source: Int, to target: Int) async throws {
        let (from, to) = (nodes[source], nodes[target])
        let (fromID, toID) = (try await from.clusterID, try await to.clusterID)
        try await withClient(.standalone(from.address)) { source in
            try await withClient(.standalone(to.address)) { target in
                try await target.command("CLUSTER", "SETSLOT", slot, "IMPORTING", fromID)
                try await source.command("CLUSTER", "SETSLOT", slot, "MIGRATING", toID)
                while true {
                    let keys = try await source.command("CLUSTER", "GETKEYSINSLOT", slot, 3, as: [String].self)
                    guard !keys.isEmpty else { break }
                    try await source.command("MIGRATE", "127.0.0.1", to.port, "", 0, 5_000, "KEYS", keys)
                }
                try await target.command("CLUSTER", "SETSLOT", slot, "NODE", toID)
                try await source.command("CLUSTER", "SETSLOT", slot, "NODE", toID)
            }
        }
    }
}
