import PinyonClient
import PinyonTesting
import Testing

extension RealClusters {
    /// Clusters whose primaries are replaced under load.
    @Suite struct FailoverRows {
        @Test("row 32: a planned failover fails no read and no write", arguments: serverKinds)
        func planned(kind: LiveServerKind) async throws {
            try await onCluster(kind, primaries: 3, replicas: 1) { cluster in
                try await withClient(cluster.topology) { client in
                    let keys = (0..<3).map { cluster.key(onPrimary: $0) }
                    for key in keys { try await client.set(key, 0) }
                    let replica = cluster.nodes[cluster.replicas(ofPrimary: 0)[0]]
                    let load = Load()
                    let takenOver = try await load.run(callers: 12) { caller, turn in
                        let key = keys[caller % 3]
                        if caller < 6 { _ = try await client.get(key) } else { try await client.set(key, turn) }
                    } during: {
                        try await replica.tell("CLUSTER", "FAILOVER")
                        try await eventually("the replica is primary") { try await replica.isPrimary }
                        let moment = ContinuousClock.now
                        try await Task.sleep(for: .milliseconds(500))
                        return moment
                    }
                    #expect(load.errors.isEmpty, "\(load.errors.prefix(3))")
                    let recovery = load.recovery(after: takenOver) { $0.caller >= 6 && $0.caller % 3 == 0 }
                    #expect(recovery < .seconds(1))
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
                try await withClient(cluster.topology) { client in
                    let keys = (0..<3).map { cluster.key(onPrimary: $0) }
                    for key in keys { try await client.set(key, 0) }
                    let replica = cluster.nodes[cluster.replicas(ofPrimary: 0)[0]]
                    let load = Load()
                    let (killed, takenOver) = try await load.run(callers: 12) { caller, turn in
                        let key = keys[caller % 3]
                        if caller < 6 { _ = try await client.get(key) } else { try await client.set(key, turn) }
                    } during: {
                        try await Task.sleep(for: .milliseconds(800))
                        let killed = ContinuousClock.now
                        try await cluster.nodes[0].kill()
                        try await eventually("the replica is primary") { try await replica.isPrimary }
                        let takenOver = ContinuousClock.now
                        try await eventually("the client writes again") { (try? await client.set(keys[0], 1)) != nil }
                        return (killed, takenOver)
                    }
                    try report(kind, load, killed: killed, takenOver: takenOver)
                }
            }
        }

        private func report(
            _ kind: LiveServerKind, _ load: Load, killed: ContinuousClock.Instant, takenOver: ContinuousClock.Instant
        ) throws {
            let healthy = { (sample: Load.Sample) in sample.caller % 3 != 0 }
            #expect(load.samples.filter { healthy($0) && $0.error != nil }.isEmpty)
            for error in load.errors {
                let code = try #require(error as? ClientError).code
                #expect([.connectionFailed, .connectionClosed, .timedOut].contains(code), "\(error)")
            }
            let before = load.percentile(0.99, to: killed, where: healthy)
            let during = load.percentile(0.99, from: killed, to: takenOver, where: healthy)
            #expect(during < before * 4 + .milliseconds(30))
            let writes = { (sample: Load.Sample) in sample.caller % 3 == 0 && sample.caller >= 6 }
            let recovery = load.recovery(after: takenOver, of: writes)
            #expect(recovery < .seconds(1))
            print(
                """
                row 31 on \(kind): other shards' p99 \(before) before, \(during) during; the dead shard's writes failed \
                for \(killed.duration(to: takenOver) + recovery), of which \(recovery) after the new primary answered; \
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
                    configuration.commandTimeout = .milliseconds(800)
                } _: { client in
                    let key = cluster.key(onPrimary: 0)
                    try await client.set(key, "old")
                    let replica = cluster.nodes[cluster.replicas(ofPrimary: 0)[0]]
                    try await cluster.nodes[0].pause()
                    try await eventually("the replica is primary") { try await replica.isPrimary }
                    try await eventually("the client writes again") { (try? await client.set(key, "new")) != nil }
                    try await cluster.nodes[0].resume()
                    let end = ContinuousClock.now + .milliseconds(700)
                    while ContinuousClock.now < end { #expect(try await client.get(key) == "new") }
                    #expect(try await replica.text("GET", key) == "new")
                }
            }
        }
    }
}

extension Load {
    /// How long after a moment the first call was done that succeeded, of those that count; none that took part of its
    /// time before the moment counts for less than nothing.
    func recovery(after moment: ContinuousClock.Instant, of isCounted: (Sample) -> Bool) -> Duration {
        let ends = samples.filter { isCounted($0) && $0.error == nil }.map { $0.start + $0.duration }
        guard let first = ends.filter({ $0 >= moment }).min() else { return .seconds(3_600) }
        return moment.duration(to: first)
    }
}
