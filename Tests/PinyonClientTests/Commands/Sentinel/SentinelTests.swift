import PinyonClient
import PinyonProcesses
import Testing

@Suite(.serialized, .timeLimit(.minutes(5)))
struct SentinelTests {
    @Test(arguments: ServerRelease.allCases)
    func sentinelsAnswerAndAreChanged(_ release: ServerRelease) async throws {
        var shape = SentinelGroup.Shape()
        shape.replicas = 1
        try await withSentinelGroup(try await release.binary, shape: shape) { group in
            for version in [2, 3] {
                let target = LiveTarget(release: release, protocolVersion: version)
                let sentinel = try await target.client(of: group.sentinels[0], database: nil)
                try await whatIsWatchedIsTold(group, sentinel)
                try await aSentinelTellsOfItselfAndWhatItHeard(group, sentinel)
                try await whatIsWatchedIsChanged(group, sentinel)
            }
            let target = LiveTarget(release: release, protocolVersion: 3)
            try await aPrimaryIsReplaced(group, try await target.client(of: group.sentinels[0], database: nil))
        }
    }

    private func whatIsWatchedIsTold(_ group: SentinelGroup, _ sentinel: SocketSender) async throws {
        let name = group.shape.name
        let primaryPort = try #require(group.servers[0].port)
        let address = try await sentinel.sentinelGetMasterAddrByName(name)
        #expect(address == .host("127.0.0.1", port: primaryPort))
        #expect(try await sentinel.sentinelGetMasterAddrByName("nonsense") == nil)
        let primary = try await sentinel.sentinelMaster(name)
        #expect(try await sentinel.sentinelMasters().map(\.name) == [name])
        #expect(primary.name == name && primary.address == address)
        #expect(primary.runID?.count == 40 && primary.flags == ["master"])
        #expect(!primary.isSubjectivelyDown && !primary.isObjectivelyDown && !primary.isDisconnected)
        #expect(primary.configurationEpoch == 0)
        #expect(primary.quorum == 2 && primary.replicaCount == 1 && primary.otherSentinelCount == 2)
        #expect(primary.downAfter == group.shape.downAfter)
        #expect(primary.failoverTimeout == group.shape.failoverTimeout)
        #expect(primary.parallelSyncs == 1 && primary.failoverState == nil)
        #expect(try #require(primary.sincePingReply) < .seconds(60))
        try await eventually { try await sentinel.sentinelReplicas(of: name).first?.isUsable == true }
        let replica = try #require(try await sentinel.sentinelReplicas(of: name).first)
        #expect(replica.port == group.servers[1].port)
        #expect(replica.isLinkedToPrimary && replica.primaryHost == "127.0.0.1")
        #expect(replica.primaryPort == primaryPort && replica.priority == 100)
        #expect(replica.replicationOffset != nil)
        let peers = try await sentinel.sentinelSentinels(of: name)
        #expect(Set(peers.map(\.port)) == Set(group.sentinels.dropFirst().map(\.port)))
        #expect(peers.allSatisfy { $0.votedLeader == nil && $0.votedLeaderEpoch == 0 })
        await expectServerError("ERR") { _ = try await sentinel.sentinelMaster("nonsense") }
        #expect(try await sentinel.role() == .sentinel(primaries: [name]))
    }

    private func aSentinelTellsOfItselfAndWhatItHeard(_ group: SentinelGroup, _ sentinel: SocketSender) async throws {
        let name = group.shape.name
        #expect(try await sentinel.sentinelMyid().count == 40)
        #expect(try await sentinel.sentinelCkquorum(name).hasPrefix("OK"))
        try await eventually { try await sentinel.sentinelInfoCache([name]).entries.count == 2 }
        let cache = try await sentinel.sentinelInfoCache(["nonsense", name])
        #expect(cache.entries.map(\.primary) == [name, name])
        #expect(cache.entries.first?.info.replication.role == .primary)
        #expect(try #require(cache.entries.first?.age) < .seconds(60))
        let vote = try await sentinel.sentinelIsMasterDownByAddr(
            ip: "127.0.0.1", port: try #require(group.servers[0].port))
        #expect(!vote.isDown && vote.leader == nil && vote.leaderEpoch == 0)
        #expect(try await sentinel.sentinelConfigGet()["resolve-hostnames"] == "no")
        try await sentinel.sentinelConfigSet("resolve-hostnames", "yes")
        #expect(try await sentinel.sentinelConfigGet("resolve-*")["resolve-hostnames"] == "yes")
        try await sentinel.sentinelConfigSet("resolve-hostnames", "no")
        try await sentinel.sentinelFlushconfig()
    }

    private func whatIsWatchedIsChanged(_ group: SentinelGroup, _ sentinel: SocketSender) async throws {
        let port = try #require(group.servers[1].port)
        try await sentinel.sentinelMonitor("other", ip: "127.0.0.1", port: port, quorum: 1)
        try await sentinel.sentinelSet(
            "other",
            [
                .downAfter(.seconds(7)), .failoverTimeout(.milliseconds(1500)), .parallelSyncs(3), .quorum(5),
                SentinelSetting("auth-pass", "x"),
            ])
        let other = try await sentinel.sentinelMaster("other")
        #expect(other.downAfter == .seconds(7) && other.failoverTimeout == .milliseconds(1500))
        #expect(other.parallelSyncs == 3 && other.quorum == 5)
        for script in ["notification-script", "client-reconfig-script"] {
            // Sentinels don't let anybody change what they run, unless they were started with leave to.
            await expectServerError("ERR") {
                try await sentinel.sentinelSet("other", [SentinelSetting(script, "/bin/true")])
            }
        }
        await expectServerError("NOQUORUM") { _ = try await sentinel.sentinelCkquorum("other") }
        #expect(try await sentinel.sentinelReset("oth*") == 1)
        try await sentinel.sentinelRemove("other")
        #expect(try await sentinel.sentinelMasters().map(\.name) == [group.shape.name])
    }

    private func aPrimaryIsReplaced(_ group: SentinelGroup, _ sentinel: SocketSender) async throws {
        let name = group.shape.name
        let port = try #require(group.servers[1].port)
        try await eventually { try await sentinel.sentinelReplicas(of: name).first?.isUsable == true }
        try await sentinel.sentinelFailover(name)
        try await eventually {
            try await sentinel.sentinelGetMasterAddrByName(name) == .host("127.0.0.1", port: port)
        }
        #expect(try #require(try await sentinel.sentinelMaster(name).configurationEpoch) > 0)
    }

    @Test func oddRepliesAreReadOrErrors() throws {
        let replica = try SentinelReplica.decode(recorded(["name", "r", "port", "0", "flags", "s_down,slave", "odd"]))
        #expect(replica.name == "r" && replica.port == nil && replica.address == nil && replica.host == nil)
        #expect(!replica.isUsable && replica.isSubjectivelyDown)
        let peer = try SentinelPeer.decode(recorded(["voted-leader": "abc", "voted-leader-epoch": "x"]))
        #expect(peer.votedLeader == "abc" && peer.votedLeaderEpoch == nil && peer.name == "" && peer.flags == [])
        let primary = try SentinelPrimary.decode(
            recorded(["config-epoch": "-1", "quorum": "99999999999999999999", "down-after-milliseconds": "soon"]))
        #expect(primary.configurationEpoch == nil && primary.quorum == nil && primary.downAfter == nil)
        #expect(throws: RESPDecodingError.self) { try SentinelPrimary.decode(recorded("text")) }
        for reply in [nil, [], ["h"], ["h", "x"], ["", "1"], ["h", "65536"]] as [Recorded] {
            #expect(throws: RESPDecodingError.self) { try ServerAddress.decode(recorded(reply)) }
        }
        #expect(throws: RESPDecodingError.self) { try SentinelVote.decode(recorded([1, "*"])) }
        let cache = try SentinelInfoCache.decode(
            recorded(["p", [[5, "# Server\r\nrun_id:x\r\n"], [nil, nil], [], "x", [7]], "q", nil]))
        #expect(cache.entries.map(\.primary) == ["p"])
        #expect(cache.entries.first?.info["run_id"] == "x")
    }
}
