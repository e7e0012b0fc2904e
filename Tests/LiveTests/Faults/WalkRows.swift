import PinyonClient
import PinyonTesting
import Testing

extension MockClusters {
    /// Walks with cursors that mean something only to the server that gave them.
    @Suite struct WalkRows {
        private static func page(_ cursor: String, _ elements: [String]) -> [ScriptedReply] {
            [.array([.bulk(cursor), .array(elements.map { .bulk($0) })])]
        }

        @Test(
            "requirement 17: a walk through the elements of a key asks the primary, whatever else reads from replicas",
            arguments: [ReadPreference.any, .preferReplica, .nearest])
        func primary(preference: ReadPreference) async throws {
            try await withMockShard(replicas: 2, reading: preference) { cluster, client in
                cluster.answer { _, _, command in
                    guard command.name == "SSCAN" else { return nil }
                    let number = Int(command.text[2]) ?? 0
                    return Self.page(number == 9 ? "0" : "\(number + 1)", ["\(number)"])
                }
                var members: [String] = []
                for try await member in client.sscan("a") { members.append(member) }
                #expect(members == (0...9).map(String.init))
                #expect(cluster.nodes[0].record.count(of: "SSCAN") == 10)
                let (raw, _) = try await client.pipeline(
                    .command("SSCAN", "a", 0, as: RESPValue.self), .command("SSCAN", "a", 0, as: RESPValue.self))
                #expect(raw.elements?.count == 2 && cluster.nodes[0].record.count(of: "SSCAN") == 12)
            }
        }

        @Test("requirement 17: a walk begins anew on the server that the key has moved to")
        func moved() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                let name = key(in: 0...8_191)
                let pages = Shared(1)
                cluster.answer { [port = cluster.nodes[1].port] node, _, command in
                    guard command.name == "HSCAN" else { return nil }
                    if node == 0 {
                        guard pages.takeOne() else { return [.error("MOVED \(slot(of: name)) 127.0.0.1:\(port)")] }
                        return Self.page("7", ["a", "1"])
                    }
                    switch command.text[2] {
                    case "0": return Self.page("5", ["b", "2"])
                    case "5": return Self.page("0", ["a", "1", "c", "3"])
                    default: return Self.page("0", ["lost", "0"])
                    }
                }
                try await withClient(cluster.topology(seeds: [0, 1])) { client in
                    var names: [String] = []
                    for try await field in client.hscan(name) { names.append(field.field) }
                    #expect(names == ["a", "b", "a", "c"])
                }
            }
        }
    }
}
