import NIOCore
import PinyonClient
import PinyonTesting
import Testing

extension MockClusters {
    /// Nodes that name addresses where no node can be.
    @Suite struct TrustRows {
        @Test(
            "address trust: nodes on loopback can't send the client to metadata services, multicast or the internet",
            arguments: [
                "169.254.169.254", "fd00:ec2::254", "fe80::1", "224.0.0.1", "0.0.0.0", "8.8.8.8", "/var/run/redis.sock",
            ])
        func refused(host: String) async throws {
            try await withMockCluster(nodes: 1) { cluster in
                let (own, foreign) = (key(in: 0...8_191), key(in: 8_192...16_383))
                var view = cluster.even([0])
                view.rows[0].slots = 0...8_191
                view.rows.append(.init(slots: 8_192...16_383, host: .bulk(host), port: 6_379))
                cluster.view(view)
                cluster.answer { _, _, command in
                    command.name == "INCR" ? [.error("MOVED \(slot(of: own)) \(host):6379")] : nil
                }
                try await withClient(cluster.topology()) { configuration in
                    configuration.connectTimeout = .milliseconds(400)
                    configuration.commandTimeout = .seconds(60)
                } _: { client in
                    try await eventually("the cluster is used") { (try? await client.get(own)) == "node 0" }
                    let unserved = try await thrownError { _ = try await client.get(foreign) }
                    #expect(unserved.code == .unknownTopology)
                    let start = ContinuousClock.now
                    let error = try await thrownError { _ = try await client.incr(own) }
                    #expect(error.code == .untrustedAddress && error.message.contains("AddressTrust"), "\(error)")
                    #expect(ContinuousClock.now - start < .seconds(10))
                    #expect(try await client.get(own) == "node 0")
                }
            }
        }

        @Test("address trust: a harmless name that leads to a metadata service is refused when it is resolved, at once")
        func rebinding() async throws {
            try await withMockCluster(nodes: 1) { cluster in
                cluster.answer { _, _, command in
                    command.name == "INCR" ? [.error("MOVED \(slot(of: "a")) node.test:80")] : nil
                }
                try await withClient(cluster.topology()) { configuration in
                    configuration.waitLong()
                    configuration.resolver = NamedResolver(["node.test": ["169.254.169.254"]])
                } _: { client in
                    let start = ContinuousClock.now
                    let error = try await thrownError { _ = try await client.incr("a") }
                    #expect(error.code == .untrustedAddress && error.message.contains("node.test"))
                    #expect(ContinuousClock.now - start < .seconds(10))
                }
            }
        }

        @Test("address trust: a name with the right end is refused all the same where it leads to a metadata service")
        func limitedNames() async throws {
            try await withMockCluster(nodes: 1) { cluster in
                var view = cluster.even()
                view.rows[0].host = .bulk("node0.TEST")
                cluster.view(view)
                cluster.answer { _, _, command in
                    command.name == "INCR" ? [.error("MOVED \(slot(of: "a")) metadata.test:80")] : nil
                }
                try await withClient(cluster.topology()) { configuration in
                    configuration.resolver = NamedResolver([
                        "node0.TEST": ["127.0.0.1"], "metadata.test": ["169.254.169.254"],
                    ])
                    configuration.addressTrust = .hosts(endingIn: "test")
                } _: { client in
                    let value = try await client.get("a")
                    #expect(value == "node 0")
                    let error = try await thrownError { _ = try await client.incr("a") }
                    #expect(error.code == .untrustedAddress && error.message.contains("metadata.test"), "\(error)")
                }
            }
        }

        @Test("address trust: of the addresses behind a name only those in the listed networks are connected to")
        func limitedNetworks() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                var view = cluster.even()
                for index in view.rows.indices { view.rows[index].host = .bulk("node\(index).test") }
                cluster.view(view)
                let trust = try AddressTrust.networks(["127.0.0.1"])
                try await withClient(cluster.topology()) { configuration in
                    configuration.resolver = NamedResolver([
                        "node0.test": ["127.0.0.2", "127.0.0.1"], "node1.test": ["127.0.0.2"],
                    ])
                    configuration.addressTrust = trust
                } _: { client in
                    let value = try await client.get(key(in: 0...8_191))
                    #expect(value == "node 0")
                    let error = try await thrownError { _ = try await client.get(key(in: 8_192...16_383)) }
                    #expect(error.code == .untrustedAddress && error.message.contains("node1.test"), "\(error)")
                }
            }
        }

        @Test("address trust: a rule of one's own decides, either way")
        func rule() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                cluster.answer { [port = cluster.nodes[1].port] node, _, command in
                    command.name == "INCR" && node == 0
                        ? [.error("MOVED \(slot(of: "a")) node.test:\(port)")] : [":1\r\n"]
                }
                cluster.view(cluster.even([0]))
                let resolver = NamedResolver(["node.test": ["127.0.0.1"]])
                for isAllowed in [true, false] {
                    try await withClient(cluster.topology()) { configuration in
                        configuration.resolver = resolver
                        configuration.addressTrust = AddressTrust { host, _ in host == "127.0.0.1" ? nil : isAllowed }
                    } _: { client in
                        if isAllowed {
                            #expect(try await client.incr("a") == 1)
                        } else {
                            let error = try await thrownError { _ = try await client.incr("a") }
                            #expect(error.code == .untrustedAddress)
                        }
                    }
                }
            }
        }

        @Test("address trust: no more nodes are used than may be, whether a view or MOVED names them")
        func nodeLimit() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                var view = cluster.even()
                view.rows[1].replicas = (1...50).map { 20_000 + $0 }
                cluster.view(view)
                cluster.answer { _, _, command in
                    guard command.name == "INCR", let key = command.text.last, let number = Int(key.dropFirst(4)) else {
                        return nil
                    }
                    return [.error("MOVED \(slot(of: key)) 127.0.0.1:\(30_000 + number)")]
                }
                try await withClient(cluster.topology()) { configuration in
                    configuration.addressTrust = AddressTrust(nodes: 10)
                } _: { client in
                    #expect(try await client.get(key(in: 0...8_191)) == "node 0")
                    #expect(try await client.get(key(in: 8_192...16_383)) == "node 1")
                    let error = try await thrownError { _ = try await client.incr("key:1") }
                    #expect(error.code == .untrustedAddress && error.message.contains("AddressTrust"))
                }
            }
        }

        @Test("address trust: Sentinels can't name such primaries either")
        func sentinels() async throws {
            try await withMockSentinels(1) { sentinels in
                sentinels.name(host: "169.254.169.254", port: 6_379)
                try await withClient(sentinels.topology) { configuration in
                    configuration.connectTimeout = .milliseconds(300)
                } _: { client in
                    let error = try await settledError { _ = try await client.get("a") }
                    #expect(error.code == .untrustedAddress)
                }
            }
        }
    }
}
