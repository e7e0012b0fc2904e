import PinyonClient
import PinyonTesting
import Testing

/// All keys that a sender reaches, found by a function that doesn't know which kind of sender it is.
private func allKeys(_ sender: some CommandSender) async throws -> Set<String> {
    var found: Set<String> = []
    for try await key in sender.scanKeys(matching: "key:*", count: 20) { found.insert(key) }
    return found
}

extension MockClusters {
    /// Pages of a walk, whose cursor only the node knows that gave it.
    @Suite struct ScanSenderRows {
        @Test("requirement 17: a cluster's client refuses SCAN, and says what to do instead", arguments: ["0", "17"])
        func refused(cursor: String) async throws {
            try await withMockCluster(nodes: 2) { cluster in
                cluster.answer { _, _, command in
                    command.name == "SCAN" ? [.array([.bulk("0"), .array([.bulk("a key")])])] : nil
                }
                try await withClient(cluster.topology()) { client in
                    _ = try await client.get("a")
                    let scan = Command<RESPValue>.command("scan", cursor, "COUNT", 5)
                    Self.expectRefusal(try await clientError { try await client.send(scan) })
                    Self.expectRefusal(try await clientError { try await client.scan(cursor: .start) })
                    let (value, refused) = await client.pipelineResults(.get("a"), scan)
                    #expect(try value.get() == "node \(slot(of: "a") / 8_192)")
                    Self.expectRefusal(try await clientError { try refused.get() })
                    #expect(cluster.count(of: "SCAN") == 0)
                    for node in client.nodes {
                        let page = try await node.scan(cursor: .start)
                        #expect(page.elements == ["a key"] && page.cursor.isAtEnd)
                    }
                    let borrowed = try await client.withConnection { try await $0.scan(cursor: .start) }
                    #expect(borrowed.elements == ["a key"])
                }
            }
        }

        private static func expectRefusal(
            _ error: ClientError?, sourceLocation: SourceLocation = #_sourceLocation
        ) {
            #expect(error?.code == .refused && error?.command == "SCAN", sourceLocation: sourceLocation)
            for advice in ["scanKeys", "client.nodes"] {
                #expect(error?.message.contains(advice) == true, sourceLocation: sourceLocation)
            }
        }
    }
}

extension RealClusters {
    @Suite struct ScanSenderRows {
        @Test(
            "requirement 17: who doesn't know that a sender is a cluster's client walks through the whole cluster, too",
            arguments: serverKinds)
        func unknownSender(kind: LiveServerKind) async throws {
            try await onCluster(kind, primaries: 3, replicas: 0) { cluster in
                try await withClient(cluster.topology) { client in
                    let keys = Set((0..<300).map { "key:\($0)" })
                    for key in keys { try await client.set(key, 1) }
                    let all = try await allKeys(client)
                    #expect(all == keys)
                    let sender: any CommandSender = client
                    let opened = try await allKeys(sender)
                    #expect(opened == keys)
                    var count = 0
                    for node in client.nodes {
                        let own = try await allKeys(node)
                        #expect(!own.isEmpty && own.isSubset(of: keys))
                        count += own.count
                    }
                    #expect(count == keys.count)
                    let ofOneNode = try await client.withConnection(for: "key:0") { try await allKeys($0) }
                    #expect(ofOneNode.contains("key:0") && ofOneNode.count < keys.count)
                }
            }
        }
    }
}
