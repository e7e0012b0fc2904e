import PinyonClient
import PinyonTesting
import Testing

extension RealClusters {
    /// Walks through the keys of a whole cluster.
    @Suite struct ScanRows {
        @Test(
            "requirement 17: all keys of all primaries are walked through, and those that match", arguments: serverKinds
        )
        func allKeys(kind: LiveServerKind) async throws {
            try await onCluster(kind, primaries: 3, replicas: 0) { cluster in
                try await withClient(cluster.topology) { client in
                    for number in 0..<300 { try await client.set("key:\(number)", number) }
                    for number in 0..<30 { try await client.rpush("list:\(number)", [number]) }
                    var found: Set<String> = []
                    for try await key in client.scanKeys(count: 20) { found.insert(key) }
                    #expect(found.count == 330)
                    var matching: Set<String> = []
                    for try await key in client.scanKeys(matching: "key:1*") { matching.insert(key) }
                    #expect(matching == found.filter { $0.hasPrefix("key:1") })
                    var lists: Set<String> = []
                    for try await key in client.scanKeys(type: .list, count: 100) { lists.insert(key) }
                    #expect(lists.count == 30)
                }
            }
        }

        @Test("requirement 17: a key whose slot moves during the walk is not passed over", arguments: serverKinds)
        func slotMoves(kind: LiveServerKind) async throws {
            try await onCluster(kind, primaries: 2, replicas: 0) { cluster in
                try await withClient(cluster.topology) { client in
                    let tag = "{\(cluster.key(onPrimary: 1, "moving"))}"
                    for number in 0..<40 { try await client.set("\(tag):\(number)", number) }
                    for number in 0..<200 { try await client.set("key:\(number)", number) }
                    var found: Set<String> = []
                    var walk = client.scanKeys(count: 5).makeAsyncIterator()
                    for _ in 0..<20 { if let key = try await walk.next() { found.insert(key) } }
                    try await cluster.migrate(slot(of: tag), from: 1, to: 0)
                    while let key = try await walk.next() { found.insert(key) }
                    #expect(found.count == 240, "missing: \((0..<40).filter { !found.contains("\(tag):\($0)") })")
                }
            }
        }
    }
}
