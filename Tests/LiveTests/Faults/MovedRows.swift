import PinyonClient
import PinyonTesting
import Synchronization
import Testing

extension MockClusters {
    /// Nodes that refer to each other.
    @Suite struct MovedRows {
        @Test("row 34: two nodes that name each other are a bounded loop, and an error that says so")
        func loop() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                cluster.answer { [ports = cluster.nodes.map(\.port)] node, _, command in
                    command.name == "GET" ? [.error("MOVED \(slot(of: "a")) 127.0.0.1:\(ports[1 - node])")] : nil
                }
                try await withClient(cluster.topology()) { client in
                    let error = try await thrownError { _ = try await client.get("a") }
                    #expect(error.code == .tooManyRedirects && error.command == "GET")
                    #expect(error.node?.hasPrefix("127.0.0.1:") == true && error.serverError?.code == "MOVED")
                    #expect(cluster.count(of: "GET") == 6)
                }
            }
        }

        @Test("row 34: two nodes that send each other's callers to each other with ASK are a bounded loop, too")
        func askLoop() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                cluster.answer { [ports = cluster.nodes.map(\.port)] node, _, command in
                    command.name == "INCR" ? [.error("ASK \(slot(of: "a")) 127.0.0.1:\(ports[1 - node])")] : nil
                }
                try await withClient(cluster.topology()) { client in
                    let error = try await thrownError { _ = try await client.incr("a") }
                    #expect(error.code == .tooManyRedirects)
                    #expect(cluster.count(of: "INCR") == 6 && cluster.count(of: "ASKING") == 5)
                }
            }
        }

        @Test("row 35: a storm of MOVED costs few refreshes")
        func storm() async throws {
            try await withMockCluster(nodes: 3) { cluster in
                try await withClient(cluster.topology(seeds: [0, 1, 2]), { $0.waitLong() }) { client in
                    let keys = (0..<1_000).map { "key:\($0)" }
                    for key in keys.prefix(3) { _ = try await client.get(key) }
                    // Every slot is at the next node now, and the views say so only after a while.
                    cluster.answer { [ports = cluster.nodes.map(\.port)] node, _, command in
                        guard command.name == "GET", command.text.count == 2 else { return nil }
                        let number = slot(of: command.text[1])
                        let owner = (number * 3 / 16_384 + 1) % 3
                        return node == owner ? nil : [.error("MOVED \(number) 127.0.0.1:\(ports[owner])")]
                    }
                    let before = cluster.looks
                    let start = ContinuousClock.now
                    let answers = try await withThrowingTaskGroup(of: (String, String?).self) { group in
                        for key in keys { group.addTask { (key, try await client.get(key)) } }
                        return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
                    }
                    for key in keys { #expect(answers[key] == "node \((slot(of: key) * 3 / 16_384 + 1) % 3)") }
                    let seconds = Double((ContinuousClock.now - start).components.seconds + 1)
                    // A look asks four nodes at most, six if none of them answers, and the next comes after 0.3 s at
                    // the earliest.
                    #expect(Double(cluster.looks - before) <= 6 * (1 + seconds / 0.3))
                    #expect(cluster.count(of: "GET") <= 2 * keys.count + 3)
                    print(
                        "row 35: 1,000 callers redirected in \(ContinuousClock.now - start), \(cluster.looks - before) looks"
                    )
                }
            }
        }

        @Test("requirement 2: MOVED is followed at once, changes that slot, and makes the client look once")
        func patch() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                let (first, second) = (key(in: 0...8_191, "a"), key(in: 0...8_191, "b"))
                try await withClient(cluster.topology()) { client in
                    #expect(try await client.get(first) == "node 0")
                    cluster.answer { [port = cluster.nodes[1].port] node, _, command in
                        guard node == 0, command.name == "GET", command.text.last == first else { return nil }
                        return [.error("MOVED \(slot(of: first)) 127.0.0.1:\(port)")]
                    }
                    // No view helps: looks fail for now.
                    cluster.slots([.error("ERR not now")])
                    #expect(try await client.get(first) == "node 1")
                    let asked = cluster.nodes[0].record.count(of: "GET")
                    for _ in 0..<20 {
                        let first = try await client.get(first)
                        #expect(first == "node 1")
                    }
                    #expect(cluster.nodes[0].record.count(of: "GET") == asked)
                    #expect(try await client.get(second) == "node 0")
                    // The views agree from now on, so that the look changes nothing.
                    var view = cluster.even(epoch: 2)
                    view.rows = [
                        .init(slots: 0...16_383, port: cluster.nodes[0].port),
                        .init(slots: slot(of: first)...slot(of: first), port: cluster.nodes[1].port),
                    ]
                    let looks = cluster.looks
                    cluster.view(view)
                    try await eventually("the client has looked") { cluster.looks > looks }
                    #expect(try await client.get(first) == "node 1")
                }
            }
        }

        @Test("requirement 3: MOVED to the endpoint that answered is tried again on a fresh connection")
        func sameEndpoint() async throws {
            try await withMockCluster(nodes: 1) { cluster in
                let node = cluster.nodes[0]
                // Several servers behind one name: who connects before it is told reaches the old primary.
                let stale = Mutex(0)
                try await withClient(cluster.topology()) { client in
                    #expect(try await client.get("a") == "node 0")
                    stale.withLock { $0 = node.record.accepted }
                    cluster.answer { _, connection, command in
                        guard command.name == "GET", connection < stale.withLock({ $0 }) else { return nil }
                        return [.error("MOVED \(slot(of: "a")) 127.0.0.1:\(node.port)")]
                    }
                    #expect(try await client.get("a") == "node 0")
                    try await withThrowingTaskGroup(of: String?.self) { group in
                        for number in 0..<100 { group.addTask { try await client.get("key:\(number)") } }
                        for try await value in group { #expect(value == "node 0") }
                    }
                    #expect(node.record.accepted <= stale.withLock { $0 } + 2)
                    try await node.waitUntil("the old connection is closed") { record in
                        record.connections.count { $0.isOpen && $0.names.contains("GET") } == 1
                    }
                }
            }
        }

        @Test(
            "requirement 3: malformed MOVED errors reach the caller and crash nothing",
            arguments: [
                "MOVED", "MOVED 1", "MOVED x y", "MOVED 1 nowhere", "MOVED 99999 a:1", "MOVED 1 a:99999", "MOVED 1 :",
            ])
        func malformed(text: String) async throws {
            try await withMockCluster(nodes: 1) { cluster in
                cluster.answer { _, _, command in command.name == "GET" ? [.error(text)] : nil }
                try await withClient(cluster.topology()) { client in
                    let error = try await thrownError { _ = try await client.get("a") }
                    #expect(error.code == .server && error.serverError?.code == "MOVED")
                    #expect(try await client.command("SET", "a", "b", as: String.self) == "OK")
                }
            }
        }

        @Test("requirement 3: MOVED to an IPv6 address is split at the last colon")
        func version6() async throws {
            try await withMockCluster(nodes: 1) { cluster in
                cluster.answer { _, _, command in
                    command.name == "GET" ? [.error("MOVED \(slot(of: "a")) 2001:db8::1:6379")] : nil
                }
                try await withClient(cluster.topology()) { configuration in
                    configuration.addressTrust = AddressTrust { host, _ in host == "2001:db8::1" ? false : nil }
                } _: { client in
                    let error = try await thrownError { _ = try await client.get("a") }
                    #expect(error.code == .untrustedAddress && error.node == "2001:db8::1:6379")
                }
            }
        }
    }
}
