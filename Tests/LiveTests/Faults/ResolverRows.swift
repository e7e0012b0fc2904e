import NIOCore
import PinyonClient
import PinyonTesting
import Testing

extension MockClusters {
    /// Names whose addresses change, come late, or don't come.
    @Suite struct ResolverRows {
        @Test("row 39: a name is resolved for each connection, and its new address is used")
        func changes() async throws {
            try await withMockCluster(nodes: 2) { servers in
                let resolver = NamedResolver(["cache.test": ["127.0.0.1"]])
                resolver.lead(toPorts: [servers.nodes[0].port])
                try await withClient(.standalone(.host("cache.test", port: 1))) { configuration in
                    configuration.resolver = resolver
                } _: { client in
                    #expect(try await client.get("a") == "node 0")
                    resolver.lead(toPorts: [servers.nodes[1].port])
                    #expect(try await client.get("a") == "node 0")
                    servers.nodes[0].cutAll(.close)
                    try await eventually("the new address is used") { (try? await client.get("a")) == "node 1" }
                }
            }
        }

        @Test("row 39: connections are spread over all addresses of a name")
        func spread() async throws {
            try await withMockCluster(nodes: 3) { servers in
                let resolver = NamedResolver(["cache.test": []])
                resolver.lead(toPorts: servers.nodes.map(\.port))
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<40 {
                        group.addTask {
                            try await withClient(.standalone(.host("cache.test", port: 1))) { configuration in
                                configuration.resolver = resolver
                            } _: { client in
                                _ = try await client.get("a")
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                for node in servers.nodes { #expect(node.record.accepted > 0) }
            }
        }

        @Test("row 39: an address that refuses connections doesn't keep a name's other address from being used")
        func oneDead() async throws {
            try await withMockCluster(nodes: 2) { servers in
                await servers.nodes[0].refuseConnections()
                let resolver = NamedResolver(["cache.test": []])
                resolver.lead(toPorts: servers.nodes.map(\.port))
                for _ in 0..<8 {
                    try await withClient(.standalone(.host("cache.test", port: 1))) { configuration in
                        configuration.resolver = resolver
                    } _: { client in
                        let first = try await client.get("a")
                        #expect(first == "node 1")
                    }
                }
            }
        }

        @Test("row 39: seeds are resolved again when all nodes of a cluster were replaced")
        func replacedCluster() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                let resolver = NamedResolver(["cluster.test": []])
                resolver.lead(toPorts: [cluster.nodes[0].port])
                cluster.view(cluster.even([0]), on: [0])
                cluster.view(cluster.even([1], epoch: 1), on: [1])
                try await withClient(.cluster(seeds: [.host("cluster.test", port: 1)])) { configuration in
                    configuration.waitLong()
                    configuration.resolver = resolver
                    configuration.backoff.limit = .milliseconds(200)
                } _: { client in
                    let first = try await client.get("a")
                    #expect(first == "node 0")
                    resolver.lead(toPorts: [cluster.nodes[1].port])
                    try await cluster.nodes[0].die()
                    let next = try await client.get("a")
                    #expect(next == "node 1")
                }
            }
        }

        @Test(
            "a standalone server that takes no writes any more is looked for again behind its name, and the write goes on"
        )
        func demotedBehindName() async throws {
            try await onServer(.redis70) { former in
                try await onServer(.redis70) { next in
                    let resolver = NamedResolver(["cache.test": []])
                    resolver.lead(toPorts: [former.port])
                    try await withClient(.standalone(.host("cache.test", port: 1))) { configuration in
                        configuration.resolver = resolver
                    } _: { client in
                        try await client.set("a", "1")
                        resolver.lead(toPorts: [next.port])
                        try await former.tell("REPLICAOF", "127.0.0.1", next.port)
                        try await client.set("a", "2")
                        #expect(try await client.get("a") == "2")
                        #expect(try await next.text("GET", "a") == "2")
                    }
                }
            }
        }

        @Test("a standalone server that is a replica says so to writers, and isn't connected to again for each of them")
        func replicaByName() async throws {
            try await withMockCluster(nodes: 1) { servers in
                servers.answer { _, _, command in
                    command.name == "SET" ? [.error("READONLY You can't write against a read only replica.")] : nil
                }
                try await withClient(.standalone(.host("127.0.0.1", port: servers.nodes[0].port))) { client in
                    let start = ContinuousClock.now
                    for _ in 0..<200 {
                        let error = try await thrownError { try await client.set("a", "1") }
                        #expect(error.serverError?.code == "READONLY")
                    }
                    #expect(try await client.get("a") == "node 0")
                    // Once a second it may have been replaced by another server.
                    let seconds = Int(start.duration(to: .now) / .seconds(1))
                    #expect(servers.nodes[0].record.accepted <= 6 + seconds)
                }
            }
        }

        @Test("row 40: a name without addresses is a bounded error that names it")
        func unknownName() async throws {
            try await withClient(.standalone(.host("cache.test", port: 6_379))) { configuration in
                configuration.resolver = NamedResolver([:])
                configuration.connectTimeout = .milliseconds(300)
                configuration.commandTimeout = .seconds(60)
            } _: { client in
                let start = ContinuousClock.now
                let error = try await thrownError { _ = try await client.get("a") }
                #expect(error.code == .connectionFailed && error.message.contains("cache.test"))
                #expect(ContinuousClock.now - start < .seconds(10))
            }
        }

        @Test("row 40: a name that is resolved too slowly is a bounded error, and disturbs no other client")
        func slowName() async throws {
            try await withMockCluster(nodes: 1) { servers in
                let slow = NamedResolver(["cache.test": ["127.0.0.1"]])
                slow.delay(.seconds(600))
                try await withClient(.standalone(.host("127.0.0.1", port: servers.nodes[0].port))) { other in
                    try await withClient(.standalone(.host("cache.test", port: servers.nodes[0].port))) {
                        configuration in
                        configuration.resolver = slow
                        configuration.connectTimeout = .milliseconds(400)
                        configuration.commandTimeout = .seconds(60)
                    } _: { client in
                        let start = ContinuousClock.now
                        async let failure = thrownError { _ = try await client.get("a") }
                        for _ in 0..<50 {
                            let first = try await other.get("a")
                            #expect(first == "node 0")
                        }
                        let error = try await failure
                        #expect(error.code == .connectionFailed, "\(error)")
                        #expect(ContinuousClock.now - start < .seconds(10))
                    }
                }
            }
        }

        @Test("row 40: when a name can't be resolved any more, its last addresses are used", arguments: [false, true])
        func lastGood(isSlow: Bool) async throws {
            try await withMockCluster(nodes: 1) { servers in
                let resolver = NamedResolver(["cache.test": ["127.0.0.1"]])
                try await withClient(.standalone(.host("cache.test", port: servers.nodes[0].port))) { configuration in
                    configuration.resolver = resolver
                    configuration.connectTimeout = .milliseconds(600)
                } _: { client in
                    try await eventually("the server is used") { (try? await client.get("a")) == "node 0" }
                    if isSlow { resolver.delay(.seconds(600)) } else { resolver.change("cache.test", to: nil) }
                    let questions = resolver.questions
                    servers.nodes[0].cutAll(.close)
                    try await eventually("the connection is gone") { resolver.questions > questions }
                    try await eventually("the last address is used") { (try? await client.get("a")) == "node 0" }
                }
            }
        }
    }
}
