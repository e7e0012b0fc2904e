import PinyonClient
import PinyonTesting
import Testing

extension MockClusters {
    /// Commands that concern all nodes, and what their answers are together.
    @Suite struct FanOutRows {
        @Test(
            "what is to be forgotten is forgotten by all nodes, replicas included",
            arguments: [
                "SLOWLOG RESET", "LATENCY RESET", "COMMANDLOG RESET slow", "ACL LOG RESET", "CONFIG RESETSTAT",
                "SCRIPT EXISTS digest",
            ])
        func allNodes(text: String) async throws {
            let words = text.split(separator: " ").map(String.init)
            try await withMockCluster(nodes: 3) { cluster in
                var view = cluster.even([0, 1])
                view.rows[0].replicas = [cluster.nodes[2].port]
                cluster.view(view)
                cluster.answer { _, _, command in command.name == words[0] ? [.integer(1)] : nil }
                try await withClient(cluster.topology()) { client in
                    _ = try await client.send(Command<RESPValue>(raw: words[0], arguments: Array(words.dropFirst())))
                    for node in cluster.nodes {
                        let arrived = node.record.connections.flatMap(\.commands).filter { $0.name == words[0] }
                        #expect(arrived.map(\.text) == [words])
                    }
                }
            }
        }

        @Test("the typed command that forgets refusals goes to all nodes, too")
        func refusals() async throws {
            try await withClusterClient(nodes: 2) { cluster, client in
                cluster.answer { _, _, command in command.name == "ACL" ? [.ok] : nil }
                try await client.aclLogReset()
                for node in cluster.nodes { #expect(node.record.count(of: "ACL") == 1) }
            }
        }

        @Test("a user is counted once, however many nodes it was deleted from")
        func deletedUsers() async throws {
            try await withClusterClient(nodes: 3) { cluster, client in
                cluster.answer { node, _, command in command.name == "ACL" ? [.integer(node == 2 ? 0 : 1)] : nil }
                let count = try await client.aclDeluser(["alice"])
                #expect(count == 1)
                #expect(cluster.count(of: "ACL") == 3)
            }
        }

        @Test("a script is there if all nodes have it")
        func scriptExists() async throws {
            try await withClusterClient(nodes: 2) { cluster, client in
                cluster.answer { node, _, command in
                    command.name == "SCRIPT" ? [.array([.integer(1), .integer(node), .integer(0)])] : nil
                }
                for _ in 0..<4 {
                    let known = try await client.scriptExists(["a", "b", "c"])
                    #expect(known == [true, false, false])
                }
            }
        }

        @Test("a script is ended wherever it runs", arguments: [0, 1])
        func kill(busy: Int) async throws {
            try await withClusterClient(nodes: 2) { cluster, client in
                cluster.answer { node, _, command in
                    guard ["SCRIPT", "FUNCTION"].contains(command.name) else { return nil }
                    return [node == busy ? .ok : .error("NOTBUSY No scripts in execution right now.")]
                }
                try await client.scriptKill()
                try await client.functionKill()
                _ = try await client.pipeline(.scriptKill(), .functionKill())
                #expect(cluster.count(of: "SCRIPT") == 4 && cluster.count(of: "FUNCTION") == 4)
            }
        }

        @Test("that no script runs is said only if it runs nowhere", arguments: ["NOTBUSY", "UNKILLABLE"])
        func nothingToKill(code: String) async throws {
            try await withClusterClient(nodes: 2) { cluster, client in
                cluster.answer { node, _, command in
                    guard command.name == "SCRIPT" else { return nil }
                    return [.error(node == 1 ? "\(code) Sorry." : "NOTBUSY No scripts in execution right now.")]
                }
                let error = try await thrownError { try await client.scriptKill() }
                #expect(error.serverError?.code == code && error.command == "SCRIPT KILL")
            }
        }
    }
}

extension RealClusters {
    @Suite struct FanOutRows {
        @Test("a script is ended whichever node it runs on", arguments: serverKinds)
        func kill(kind: LiveServerKind) async throws {
            let options = LiveServerOptions(settings: ["lua-time-limit 20"])
            try await onCluster(kind, primaries: 3, replicas: 0, options: options) { cluster in
                try await withClient(cluster.topology, { $0.stallLimit = .seconds(60) }) { client in
                    for number in 0..<3 {
                        let key = cluster.key(onPrimary: number)
                        let command = Command<RESPValue>.command("EVAL", "while true do end", 1, key)
                        async let script = clientError { try await client.send(command.timeout(.seconds(30))) }
                        try await eventually("the script is killed") {
                            try await clientError { try await client.scriptKill() } == nil
                        }
                        let ended = try await script
                        #expect(ended?.code == .server)
                    }
                    let nothing = try await thrownError { try await client.scriptKill() }
                    #expect(nothing.serverError?.code == "NOTBUSY")
                }
            }
        }

        @Test("users and scripts of a cluster are counted as those of one server", arguments: serverKinds)
        func usersAndScripts(kind: LiveServerKind) async throws {
            try await onCluster(kind, primaries: 3, replicas: 1) { cluster in
                try await withClient(cluster.topology) { client in
                    try await client.aclSetuser("alice", [])
                    let deleted = try await client.aclDeluser(["alice", "bob"])
                    #expect(deleted == 1)
                    let digest = try await client.scriptLoad("return 1")
                    let isEverywhere = try await client.scriptExists([digest])
                    #expect(isEverywhere == [true])
                    try await cluster.nodes[1].tell("SCRIPT", "FLUSH")
                    let isSomewhere = try await client.scriptExists([digest])
                    #expect(isSomewhere == [false])
                    try await client.slowlogReset()
                    try await client.latencyReset()
                    try await client.aclLogReset()
                }
            }
        }
    }
}
