import NIOCore
import PinyonClient
import PinyonProcesses
import Testing

@Suite(.serialized, .timeLimit(.minutes(5)))
struct ClusterCommandTests {
    private static var options: ServerOptions {
        var options = ServerOptions()
        options.role = .clusterNode
        // Replicas that never heard anything from their primary aren't shown.
        options.settings = [ServerOptions.Setting("repl-ping-replica-period", "1")]
        return options
    }

    @Test(arguments: ServerRelease.allCases)
    func aClusterTellsWhatItIs(_ release: ServerRelease) async throws {
        let shape = RedisCluster.Shape(primaries: 2, replicas: 1)
        try await withCluster(try await release.binary, shape: shape, options: Self.options) { cluster in
            for version in [2, 3] {
                let target = LiveTarget(release: release, protocolVersion: version)
                let node = try await target.client(of: cluster.nodes[0])
                try await nodesAreTold(cluster, node)
                try await slotsAreTold(cluster, node)
                if release.has(redis: 7.0) { try await shardsAreTold(cluster, node) }
                try await keysAndSlotsAreCounted(node)
                let other = try await target.client(of: cluster.nodes[1])
                try await aSlotsKeysAreMoved(node, other, cluster)
                try await node.close()
                try await other.close()
            }
        }
    }

    private func nodesAreTold(_ cluster: RedisCluster, _ node: SocketSender) async throws {
        let info = try await node.clusterInfo()
        #expect(info.isOK && info.slotsAssigned == HashSlot.count && info.slotsOK == HashSlot.count)
        #expect(info.slotsFailed == 0 && info.slotsPossiblyFailed == 0)
        #expect(info.knownNodes == 4 && info.size == 2)
        #expect(info.currentEpoch != nil && info.myEpoch != nil)
        let nodes = try await node.clusterNodes()
        #expect(nodes.skippedLines == 0 && nodes.nodes.count == 4)
        #expect(Set(nodes.nodes.map(\.address.port)) == Set(cluster.nodes.map(\.port)))
        let myself = try #require(nodes.myself)
        #expect(myself.id == (try await node.clusterMyid()))
        #expect(myself.isPrimary && !myself.isFailing && myself.isLinkConnected)
        #expect(myself.slots.map(\.numbers) == [cluster.slots(ofPrimary: 0)])
        #expect(nodes.nodes.filter { !$0.isPrimary }.allSatisfy { $0.primaryID != nil && $0.slots.isEmpty })
        let replicas = try await node.clusterReplicas(of: myself.id)
        #expect(replicas.nodes.map(\.primaryID) == [myself.id])
        #expect(try await node.clusterCountFailureReports(of: myself.id) == 0)
        if node.release.has(redis: 7.0) {
            let links = try await node.clusterLinks()
            #expect(links.contains(where: \.isOutgoing) && !links.allSatisfy(\.isOutgoing))
            #expect(links.allSatisfy { $0.node?.count == 40 && $0.created != nil })
            #expect(links.allSatisfy { $0.sendBufferAllocated != nil && $0.sendBufferUsed != nil })
        }
        if node.release.has(redis: 7.2) { #expect(try await node.clusterMyshardid().count == 40) }
    }

    private func slotsAreTold(_ cluster: RedisCluster, _ node: SocketSender) async throws {
        try await eventually { try await node.clusterSlots().assignments.allSatisfy { $0.replicas.count == 1 } }
        let slots = try await node.clusterSlots()
        #expect(slots.skippedRows == 0)
        #expect(slots.assignments.map(\.slots).sorted().map(\.numbers) == (0...1).map(cluster.slots(ofPrimary:)))
        #expect(slots.assignments.allSatisfy { $0.primary.endpoint == .host("127.0.0.1") && $0.primary.id != nil })
        let ports = Set(slots.assignments.map(\.primary.port))
        #expect(ports == Set(cluster.nodes.prefix(2).compactMap(\.port)))
    }

    private func shardsAreTold(_ cluster: RedisCluster, _ node: SocketSender) async throws {
        let shards = try await node.clusterShards()
        #expect(shards.skippedRows == 0 && shards.shards.count == 2)
        #expect(shards.shards.flatMap(\.slots).sorted().map(\.numbers) == (0...1).map(cluster.slots(ofPrimary:)))
        for shard in shards.shards {
            #expect(shard.nodes.count { $0.role == .primary } == 1)
            #expect(shard.nodes.count { $0.role == .replica } == 1)
            #expect(shard.nodes.allSatisfy { $0.endpoint == .host("127.0.0.1") && $0.ip == "127.0.0.1" })
            #expect(shard.nodes.first { $0.role == .primary }?.health == .online)
            #expect(shard.nodes.allSatisfy { $0.replicationOffset != nil && $0.id.count == 40 })
        }
    }

    private func keysAndSlotsAreCounted(_ node: SocketSender) async throws {
        let key = try #require((0...).lazy.map { "key:\($0)" }.first { HashSlot(key: $0).number < 8192 })
        let slot = HashSlot(key: key)
        try await node.set(key, "x")
        #expect(try await node.clusterKeyslot(key) == slot.number)
        #expect(try await node.clusterCountkeysinslot(slot) == 1)
        #expect(try await node.clusterGetkeysinslot(slot, count: 5) == [key])
        #expect(try await node.clusterGetkeysinslot(slot, count: 5, as: [UInt8].self) == [Array(key.utf8)])
        guard node.release.has(redis: 8.2, valkey: 8.0) else { return }
        let range = try #require(SlotRange(from: slot, to: slot))
        let statistics = try await node.clusterSlotStats(in: range)
        #expect(statistics.map(\.slot) == [slot])
        #expect(statistics.first?.keyCount == 1)
        let ordered = try await node.clusterSlotStats(orderedBy: .keyCount, limit: 2)
        #expect(ordered.count == 2 && ordered.first?.slot == slot)
        #expect(ordered.first?.cpu == nil && ordered.first?.networkBytesIn == nil)
        let ascending = try await node.clusterSlotStats(orderedBy: .keyCount, limit: 1, descending: false)
        #expect(ascending.first?.keyCount == 0)
    }

    private func aSlotsKeysAreMoved(_ source: SocketSender, _ target: SocketSender, _ cluster: RedisCluster)
        async throws
    {
        let key = try #require((0...).lazy.map { "key:\($0)" }.first { HashSlot(key: $0).number < 8192 })
        let slot = HashSlot(key: key)
        let ports = cluster.nodes.compactMap(\.port)
        try await source.set(key, "x")
        await expectServerError("MOVED") { _ = try await target.get(key) }
        try await target.clusterSetslot(slot, .importing(from: source.clusterMyid()))
        try await source.clusterSetslot(slot, .migrating(to: target.clusterMyid()))
        let moved = try await source.command("MIGRATE", "127.0.0.1", ports[1], key, 0, 5000, as: String.self)
        #expect(moved == "OK")
        await expectServerError("ASK") { _ = try await source.get(key) }
        #expect(try await source.clusterCountkeysinslot(slot) == 0)
        #expect(try await target.clusterGetkeysinslot(slot, count: 5) == [key])
        // This word is for the next command only, and the sender of the tests asks for a command's keys before it.
        _ = try await target.reply(to: ["ASKING"])
        #expect(try await String.decode(target.reply(to: ["GET", key])) == "x")
        try await source.clusterSetslot(slot, .stable)
        let back = try await target.command("MIGRATE", "127.0.0.1", ports[0], "", 0, 5000, "KEYS", key, as: String.self)
        #expect(back == "OK")
        try await target.clusterSetslot(slot, .stable)
        #expect(try await source.get(key) == "x")
    }

    @Test(arguments: ServerRelease.allCases)
    func aClusterIsMadeByHand(_ release: ServerRelease) async throws {
        let options = Self.options
        let target = LiveTarget(release: release, protocolVersion: 3)
        try await target.withOwnServer(options: options) { first, firstServer in
            try await target.withOwnServer(options: options) { second, secondServer in
                let slot = try #require(HashSlot(number: 0))
                await expectServerError("CLUSTERDOWN") { _ = try await first.get("a") }
                try await first.clusterSetConfigEpoch(1)
                try await second.clusterSetConfigEpoch(2)
                try await first.clusterAddslots([slot])
                try await first.clusterDelslots([slot])
                if release.has(redis: 7.0) {
                    let ranges = [SlotRange(0, 5), SlotRange(6, 16_383)].compactMap { $0 }
                    try await first.clusterAddslotsrange(ranges)
                    try await first.clusterDelslotsrange(ranges)
                    try await first.clusterAddslotsrange(ranges)
                } else {
                    try await first.clusterAddslots((0..<HashSlot.count).compactMap(HashSlot.init(number:)))
                }
                try await first.clusterMeet(ip: "127.0.0.1", port: try #require(secondServer.port))
                try await eventually { try await second.clusterNodes().nodes.count == 2 }
                try await eventually { try await second.clusterSlots().assignments.isEmpty == false }
                let ids = [try await first.clusterMyid(), try await second.clusterMyid()]
                try await slotsAreMovedByHand(first, second, ids)
                #expect(try await first.clusterBumpepoch().contains(" "))
                try await first.clusterSaveconfig()
                try await nodesChangePlaces(first, second, ids)
                _ = firstServer
            }
        }
    }

    private func slotsAreMovedByHand(_ first: SocketSender, _ second: SocketSender, _ ids: [String]) async throws {
        let slot = try #require(HashSlot(number: 100))
        try await second.clusterSetslot(slot, .importing(from: ids[0]))
        try await first.clusterSetslot(slot, .migrating(to: ids[1]))
        let migrating = try #require(try await first.clusterNodes().myself?.migrating)
        #expect(migrating.map(\.slot) == [slot] && migrating.map(\.nodeID) == [ids[1]])
        let importing = try #require(try await second.clusterNodes().myself?.importing)
        #expect(importing.map(\.slot) == [slot] && importing.map(\.nodeID) == [ids[0]])
        try await second.send(.asking())
        try await first.clusterSetslot(slot, .stable)
        try await second.clusterSetslot(slot, .node(ids[1]))
        #expect(try await second.clusterNodes().myself?.slots == [SlotRange(100, 100)].compactMap { $0 })
        try await eventually { try await first.clusterSlots().assignments.contains { $0.slots.first == slot } }
        try await second.clusterSetslot(slot, .node(ids[0]))
        try await first.clusterSetslot(slot, .node(ids[0]))
    }

    private func nodesChangePlaces(_ first: SocketSender, _ second: SocketSender, _ ids: [String]) async throws {
        try await eventually {
            // Whoever was told last that it serves the slot wins; until then the second has slots and can't follow.
            do {
                try await second.clusterFlushslots()
                try await second.clusterReplicate(ids[0])
                return true
            } catch let error as ClientError where error.serverError != nil {
                return false
            }
        }
        try await untilFollowing(second, first, ids[0])
        try await second.send(.readonly())
        try await second.send(.readwrite())
        try await eventually { try await first.clusterSlots().assignments.contains { $0.replicas.count == 1 } }
        try await eventually {
            do {
                try await second.clusterFailover()
                return true
            } catch let error as ClientError where error.serverError != nil {
                return false
            }
        }
        try await untilFollowing(first, second, ids[1])
        try await first.clusterFailover(.force)
        try await untilFollowing(second, first, ids[0])
        try await second.clusterFailover(.takeover)
        try await untilFollowing(first, second, ids[1])
        try await second.clusterForget(ids[0])
        #expect(try await second.clusterNodes().nodes.count == 1)
        try await second.clusterReset()
        try await second.clusterReset(hard: true)
        #expect(try await second.clusterMyid() != ids[1])
    }

    /// Waits until a node is a replica that is in step with a primary, and until the primary, too, has heard of it:
    /// before that it gives it no vote.
    private func untilFollowing(_ replica: SocketSender, _ primary: SocketSender, _ primaryID: String) async throws {
        try await eventually { try await primary.clusterNodes().myself?.isPrimary == true }
        try await eventually { try await replica.clusterNodes().myself?.primaryID == primaryID }
        try await eventually { try await replica.info().replication.isLinkUp == true }
        try await eventually { try await primary.clusterNodes().nodes.contains { $0.primaryID == primaryID } }
        // Primaries of Valkey don't vote before, either.
        try await eventually { try await primary.clusterInfo().isOK }
    }

    @Test func slotsMoveAsAWhole() async throws {
        let binary = try await ServerRelease.valkey91.binary
        try await withCluster(binary, shape: RedisCluster.Shape(primaries: 2, replicas: 0)) { cluster in
            for version in [2, 3] {
                let target = LiveTarget(release: .valkey91, protocolVersion: version)
                let source = try await target.client(of: cluster.nodes[version - 2])
                let other = try await target.client(of: cluster.nodes[3 - version])
                await expectServerError("ERR") { try await source.clusterCancelslotmigrations() }
                let mine = try #require(try await source.clusterNodes().myself?.slots.first)
                let ranges = [SlotRange(mine.first.number, mine.first.number + 10)].compactMap { $0 }
                let id = try await other.clusterMyid()
                try await source.clusterMigrateslots(ranges, to: id)
                try await eventually { try await source.clusterGetslotmigrations().first?.isFinished == true }
                let migration = try #require(try await source.clusterGetslotmigrations().first)
                #expect(migration.state == "success" && migration.message == nil)
                #expect(!migration.isImport && migration.slots == ranges)
                #expect(migration.targetNode == id && migration.name?.count == 40)
                #expect(migration.sourceNode == (try await source.clusterMyid()))
                #expect(migration.created != nil && migration.lastUpdate != nil && migration.remainingBytes == 0)
                let received = try await other.clusterGetslotmigrations()
                #expect(received.first?.isImport == true)
            }
        }
    }

    @Test func malformedStatisticsAreErrorsOrNil() throws {
        for reply in [nil, [], [1], ["x", []], [16_384, []], [1, 5]] as [Recorded] {
            #expect(throws: RESPDecodingError.self) { try ClusterSlotStatistics.decode(recorded(reply)) }
        }
        let link = try ClusterLink.decode(recorded(["direction", 5, "create-time", "x", "odd"]))
        #expect(!link.isOutgoing && link.created == nil && link.node == nil)
        let migration = try SlotMigration.decode(recorded(["slot_ranges": "0-1 x 9-3 16384 7", "state": "failed"]))
        #expect(migration.slots.map(\.description) == ["0-1", "7"])
        #expect(migration.isFinished && !migration.isImport && migration.created == nil)
        let info = try ClusterInfo.decode(recorded(text: "cluster_state:fail\r\ncluster_size:x\r\nnonsense\r\n"))
        #expect(!info.isOK && info.size == nil && info.currentEpoch == nil)
        #expect(info.fields["cluster_state"] == "fail")
        #expect(throws: RESPDecodingError.self) { try ClusterInfo.decode(recorded(nil)) }
    }
}
