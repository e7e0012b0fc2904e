import PinyonClient
import PinyonTesting
import Testing

extension RealClusters {
    /// Clusters whose primaries are replaced under load.
    @Suite struct FailoverRows {
        /// How long writes may fail after the new primary answers: a second, and what a machine takes on which so many
        /// servers share two processors with other tests.
        private static let recoveryTime = Duration.seconds(3)

        @Test("row 32: a planned failover fails no read and no write", arguments: serverKinds)
        func planned(kind: LiveServerKind) async throws {
            try await onCluster(kind, primaries: 3, replicas: 1) { cluster in
                try await withClient(cluster.topology, { $0.commandTimeout = .seconds(60) }) { client in
                    let keys = (0..<3).map { cluster.key(onPrimary: $0) }
                    for key in keys { try await client.set(key, 0) }
                    let replica = cluster.nodes[cluster.replicas(ofPrimary: 0)[0]]
                    let load = Load()
                    let recovery = try await load.run(callers: 12) { caller, turn in
                        let key = keys[caller % 3]
                        if caller < 6 { _ = try await client.get(key) } else { try await client.set(key, turn) }
                    } during: {
                        try await replica.tell("CLUSTER", "FAILOVER")
                        try await eventually("the replica is primary") { try await replica.isPrimary }
                        let recovery = try await load.recovery(after: .now) { $0.caller >= 6 && $0.caller % 3 == 0 }
                        // Errors that come late are errors, too.
                        try await Task.sleep(for: .milliseconds(500))
                        return recovery
                    }
                    #expect(load.errors.isEmpty, "\(load.errors.prefix(3))")
                    #expect(recovery < Self.recoveryTime)
                    let longest = load.percentile(1) { $0.caller % 3 == 0 }
                    print(
                        """
                        row 32 on \(kind): \(load.samples.count) calls, \(load.errors.count) errors, longest call of \
                        the shard \(longest), writes \(recovery) after the new primary answers
                        """)
                }
            }
        }

        @Test(
            "row 31: kill -9 of a primary leaves the other shards as they were, and its own is back soon",
            arguments: serverKinds)
        func killed(kind: LiveServerKind) async throws {
            let options = LiveServerOptions(
                settings: ["cluster-node-timeout 1000", "cluster-require-full-coverage no"])
            try await onCluster(kind, primaries: 3, replicas: 1, options: options) { cluster in
                try await withClient(cluster.topology, { $0.commandTimeout = .seconds(60) }) { client in
                    let keys = (0..<3).map { cluster.key(onPrimary: $0) }
                    for key in keys { try await client.set(key, 0) }
                    let replica = cluster.nodes[cluster.replicas(ofPrimary: 0)[0]]
                    let load = Load()
                    let outage = try await load.run(callers: 12) { caller, turn in
                        let key = keys[caller % 3]
                        if caller < 6 { _ = try await client.get(key) } else { try await client.set(key, turn) }
                    } during: {
                        try await eventually("there is something to compare with") { load.count > 1_000 }
                        let killed = ContinuousClock.now
                        try await cluster.nodes[0].kill()
                        try await eventually("the replica is primary") { try await replica.isPrimary }
                        let takenOver = ContinuousClock.now
                        let recovery = try await load.recovery(after: takenOver) {
                            $0.caller % 3 == 0 && $0.caller >= 6
                        }
                        return Outage(killed: killed, takenOver: takenOver, recovery: recovery)
                    }
                    try report(kind, load, outage)
                }
            }
        }

        private struct Outage: Sendable {
            let killed: ContinuousClock.Instant
            let takenOver: ContinuousClock.Instant
            /// How long after that writes succeeded again.
            let recovery: Duration
        }

        private func report(_ kind: LiveServerKind, _ load: Load, _ outage: Outage) throws {
            let healthy = { (sample: Load.Sample) in sample.caller % 3 != 0 }
            #expect(load.samples.filter { healthy($0) && $0.error != nil }.isEmpty)
            for error in load.errors {
                let code = try #require(error as? ClientError).code
                #expect([.connectionFailed, .connectionClosed, .timedOut].contains(code), "\(error)")
            }
            let failover = outage.killed.duration(to: outage.takenOver)
            load.expectUnchanged(during: outage.killed..<outage.takenOver, where: healthy)
            let calls = load.samples.count {
                healthy($0) && $0.start >= outage.killed && $0.start < outage.takenOver
            }
            #expect(calls > 100)
            #expect(outage.recovery < Self.recoveryTime)
            let before = load.percentile(0.99, to: outage.killed, where: healthy)
            let during = load.percentile(0.99, from: outage.killed, to: outage.takenOver, where: healthy)
            print(
                """
                row 31 on \(kind): other shards' p99 \(before) before, \(during) during; the dead shard's writes failed \
                for \(failover + outage.recovery), of which \(outage.recovery) after the new primary answered; \
                \(load.errors.count) of \(load.samples.count) calls failed
                """)
        }

        @Test(
            "row 38: a primary that was frozen and replaced is not believed when it comes back", arguments: serverKinds)
        func frozen(kind: LiveServerKind) async throws {
            let options = LiveServerOptions(
                settings: ["cluster-node-timeout 1000", "cluster-require-full-coverage no"])
            try await onCluster(kind, primaries: 3, replicas: 1, options: options) { cluster in
                try await withClient(cluster.topology) { configuration in
                    configuration.commandTimeout = .seconds(60)
                    configuration.stallLimit = .milliseconds(1_600)
                } _: { client in
                    let key = cluster.key(onPrimary: 0)
                    try await client.set(key, "old")
                    let replica = cluster.nodes[cluster.replicas(ofPrimary: 0)[0]]
                    try await cluster.nodes[0].pause()
                    try await eventually("the replica is primary") { try await replica.isPrimary }
                    let write = Command.set(key, "new").timeout(.milliseconds(800))
                    try await eventually("the client writes again") { (try? await client.send(write)) != nil }
                    try await cluster.nodes[0].resume()
                    // What must not happen, that it is believed, could happen at any time.
                    let end = ContinuousClock.now + .milliseconds(700)
                    while ContinuousClock.now < end { #expect(try await client.get(key) == "new") }
                    #expect(try await replica.text("GET", key) == "new")
                }
            }
        }
    }
}
