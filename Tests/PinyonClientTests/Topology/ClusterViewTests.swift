import PinyonClient
import Testing

/// What nodes say about a cluster, and whom to believe.
struct ClusterViewTests {
    private func slots(_ reply: Recorded, epoch: UInt64 = 1, host: String = "seed") throws -> ClusterView {
        ClusterView(try ClusterSlots.decode(recorded(reply)), epoch: epoch, host: host)
    }

    private func shards(_ reply: Recorded, usesTLS: Bool = false) throws -> ClusterView {
        ClusterView(try ClusterShards.decode(recorded(reply)), epoch: 1, host: "seed", usesTLS: usesTLS)
    }

    /// A node as `CLUSTER SHARDS` describes it.
    private static func node(
        _ host: Recorded, _ port: Recorded, _ role: Recorded, _ health: Recorded, offset: Recorded = 5
    ) -> Recorded {
        [
            "id": "x", "endpoint": host, "port": port, "role": role, "health": health, "replication-offset": offset,
        ]
    }

    /// A view as text: primary, replicas and slots of each shard.
    private func text(_ view: ClusterView) -> [String] {
        view.shards.map { shard in
            "\(shard.primary) \(shard.replicas.map(\.address)) \(shard.slots)"
        }
    }

    // Whom to believe.

    @Test func theNewestViewIsBelievedEvenIfMostAreOlder() throws {
        let old = try slots([[0, 16_383, ["a", 1]]], epoch: 4)
        let new = try slots([[0, 16_383, ["b", 1]]], epoch: 5)
        #expect(ClusterView.best([old, new, old]) == new)
        #expect(ClusterView.best([]) == nil)
    }

    @Test func ofEquallyNewViewsTheOneOfMostNodesIsBelieved() throws {
        let most = try slots([[0, 100, ["a", 1]]])
        let lone = try slots([[0, 16_383, ["b", 1]]])
        #expect(ClusterView.best([lone, most, most]) == most)
        #expect(ClusterView.best([most, lone, most]) == most)
    }

    @Test func ofEquallyManyTheOneThatCoversMostIsBelieved() throws {
        let part = try slots([[0, 100, ["a", 1]]])
        let whole = try slots([[0, 16_383, ["b", 1]]])
        #expect(ClusterView.best([part, whole]) == whole)
        #expect(ClusterView.best([whole, part]) == whole)
        #expect(part.coverage == 101 && whole.coverage == HashSlot.count)
    }

    @Test func nodesAgreeInWhateverOrderTheySayIt() throws {
        let one = try slots([[0, 9, ["a", 1], ["r", 1]], [20, 29, ["a", 1]], [10, 19, ["b", 1]]])
        let other = try slots([[10, 19, ["b", 1]], [20, 29, ["a", 1]], [0, 9, ["a", 1]]])
        let lone = try slots([[0, 16_383, ["c", 1]]])
        let best = try #require(ClusterView.best([lone, one, other]))
        #expect(best == one || best == other)
    }

    // What may take the place of the view in use.

    /// A view in which one node has all slots.
    private func view(_ owner: Recorded, epoch: UInt64, ownEpoch: UInt64 = 0) throws -> ClusterView {
        var view = try slots([[0, 16_383, [owner, 1]]], epoch: epoch)
        view.ownEpoch = ownEpoch
        return view
    }

    /// Primaries in use: what they say, nil for those that don't answer.
    private func witnesses(_ views: [ClusterView?], areReachable: Bool = true) -> [ClusterView.Witness] {
        views.map { ClusterView.Witness(view: $0, isReachable: areReachable) }
    }

    private func successor(
        of used: ClusterView?, among views: [ClusterView], _ witnesses: [ClusterView.Witness], isLong: Bool = false
    ) -> ClusterView? {
        ClusterView.successor(of: used, among: views, witnesses: witnesses, isLong: isLong)
    }

    @Test func aNewerViewNeedsNoWitness() throws {
        let (used, newer) = (try view("a", epoch: 7), try view("b", epoch: 8))
        #expect(successor(of: used, among: [used, newer], witnesses([used, nil])) == newer)
        #expect(successor(of: nil, among: [used], []) == used)
        #expect(successor(of: nil, among: [], []) == nil)
    }

    @Test func anOlderViewNeedsMostPrimariesInUse() throws {
        let (used, old) = (try view("a", epoch: 7), try view("b", epoch: 6))
        for (telling, count, isUsed) in [
            (1, 1, true), (1, 2, false), (1, 3, false), (2, 3, true), (2, 4, false), (2, 5, false), (3, 5, true),
        ] {
            let told = (0..<count).map { $0 < telling ? old : nil }
            let chosen = successor(of: used, among: [old], witnesses(told))
            #expect(chosen == (isUsed ? old : nil), "\(telling) of \(count)")
        }
        // However many others tell it.
        #expect(successor(of: used, among: [old, old, old], witnesses([nil])) == nil)
    }

    @Test func mostPrimariesMustAgree() throws {
        let (used, old, other) = (try view("a", epoch: 7), try view("b", epoch: 6), try view("c", epoch: 5))
        #expect(
            successor(of: used, among: [old, other], witnesses([old, other, nil])) == nil)
        // The newest of the older views may be that of a node which the cluster was set up anew without.
        #expect(
            successor(of: used, among: [old, other, other], witnesses([old, other, other]))
                == other)
    }

    @Test func anOlderViewIsUsedWhenNoPrimaryCanBeReached() throws {
        let (used, old) = (try view("a", epoch: 7), try view("b", epoch: 6))
        let gone = witnesses([nil, nil], areReachable: false)
        #expect(successor(of: used, among: [old], gone) == old)
        #expect(successor(of: used, among: [old], gone + witnesses([nil])) == nil)
        // One that was reached a moment ago has answered.
        let cut = witnesses([old], areReachable: false)
        #expect(successor(of: used, among: [old], gone + cut) == nil)
    }

    @Test func anOlderViewIsUsedWhenNobodyTellsAnythingElseForLong() throws {
        let (used, old, same) = (try view("a", epoch: 7), try view("b", epoch: 6), try view("c", epoch: 7))
        let told = witnesses([old, nil, nil])
        #expect(successor(of: used, among: [old], told) == nil)
        #expect(successor(of: used, among: [old], told, isLong: true) == old)
        #expect(successor(of: used, among: [old, same], told, isLong: true) == same)
    }

    // `CLUSTER SLOTS`.

    @Test func rowsOfAPrimaryAreOneShard() throws {
        let view = try slots([
            [0, 99, ["a", 1, "id", ["availability-zone", "az-1"]], ["r", 2]], [100, 199, ["b", 1]],
            [200, 299, ["a", 1], ["r", 2], ["s", 3]],
        ])
        #expect(text(view) == ["a:1 [r:2, s:3] [0-99, 200-299]", "b:1 [] [100-199]"])
        #expect(view.shards.map(\.availabilityZone) == ["az-1", nil])
    }

    @Test func aNodeThatDoesNotNameItsHostIsWhereTheReplyCameFrom() throws {
        #expect(text(try slots([[0, 9, ["", 7_001]]])) == ["seed:7001 [] [0-9]"])
        #expect(text(try slots([[0, 9, [nil, 7_001], [nil, 7_002]]])) == ["seed:7001 [seed:7002] [0-9]"])
    }

    @Test func aNodeWhoseHostNobodyKnowsIsLeftOut() throws {
        let view = try slots([[0, 9, ["?", 7_001], ["r", 1]], [10, 19, ["b", 1], ["?", 7_002]]])
        #expect(text(view) == ["b:1 [] [10-19]"])
        #expect(view.coverage == 10)
    }

    @Test func nothingIsAViewToo() throws {
        let view = try slots([])
        #expect(view.shards.isEmpty && view.coverage == 0)
    }

    // `CLUSTER SHARDS`.

    @Test func theOnlinePrimaryServesAShard() throws {
        let view = try shards([
            [
                "slots": [0, 9],
                "nodes": [
                    Self.node("dead", 1, "master", "fail"), Self.node("new", 2, "master", "online"),
                    Self.node("copy", 3, "replica", "online"), Self.node("slow", 4, "replica", "loading"),
                    Self.node("empty", 5, "replica", "online", offset: 0),
                ],
            ]
        ])
        #expect(text(view) == ["new:2 [copy:3] [0-9]"])
    }

    @Test func aReplicaThatDoesNotKeepUpIsLeftOut() throws {
        let view = try shards([
            [
                "slots": [0, 9],
                "nodes": [
                    Self.node("a", 1, "master", "online", offset: 1_000_000_000),
                    Self.node("near", 2, "replica", "online", offset: 999_000_000),
                    Self.node("ahead", 3, "replica", "online", offset: 1_000_000_100),
                    Self.node("far", 4, "replica", "online", offset: 100),
                    Self.node("odd", 5, "replica", "online", offset: -9_223_372_036_854_775_807),
                ],
            ]
        ])
        #expect(text(view) == ["a:1 [near:2, ahead:3] [0-9]"])
    }

    @Test func aShardWithoutAnOnlinePrimaryHasNobody() throws {
        let view = try shards([
            [
                "slots": [0, 9],
                "nodes": [Self.node("a", 1, "master", "fail"), Self.node("b", 2, "replica", "online")],
            ],
            ["slots": [], "nodes": [Self.node("spare", 3, "master", "online")]],
            ["slots": [10, 19, 30, 39], "nodes": [Self.node("c", 4, "master", "online")]],
        ])
        #expect(text(view) == ["c:4 [] [10-19, 30-39]"])
    }

    @Test func withTwoPrimariesEachShardStillHasOne() throws {
        let view = try shards([
            [
                "slots": [0, 9],
                "nodes": [Self.node("a", 1, "master", "online"), Self.node("b", 2, "master", "online")],
            ]
        ])
        #expect(view.shards.count == 1)
    }

    @Test func ofTwoPrimariesTheOneThatHasTheSlotsIsTaken() throws {
        let nodes: Recorded = [
            Self.node("a", 1, "master", "online"), Self.node("b", 2, "master", "online"),
            Self.node("ahead", 3, "replica", "online"), Self.node("empty", 4, "replica", "online", offset: 0),
        ]
        let reply = try ClusterShards.decode(recorded([["slots": [0, 9], "nodes": nodes]]))
        for (host, port) in [("a", 1), ("b", 2)] {
            let owners = try slots([[0, 9, [Recorded(stringLiteral: host), Recorded(integerLiteral: port)]]])
            let view = ClusterView(reply, owners: owners, epoch: 1, host: "seed", usesTLS: false)
            #expect(text(view) == ["\(host):\(port) [ahead:3] [0-9]"])
        }
    }

    @Test func onlyPrimariesThatAreOnlineAndHaveSlotsAreRivals() throws {
        func hasRivals(_ slots: Recorded, _ roles: [(role: String, health: String)]) throws -> Bool {
            let nodes = roles.enumerated().map { number, node in
                Self.node(
                    "a", Recorded(integerLiteral: number + 1), Recorded(stringLiteral: node.role),
                    Recorded(stringLiteral: node.health)
                ).value
            }
            let all = Recorded.value(.array(nodes))
            return try ClusterShards.decode(recorded([["slots": slots, "nodes": all]])).hasRivals
        }
        #expect(try hasRivals([0, 9], [("master", "online"), ("master", "online")]))
        #expect(try !hasRivals([0, 9], [("master", "online"), ("master", "fail")]))
        #expect(try !hasRivals([0, 9], [("master", "online"), ("replica", "online")]))
        #expect(try !hasRivals([], [("master", "online"), ("master", "online")]))
    }

    @Test func thePortThatFitsTheConnectionIsUsed() throws {
        let both: Recorded = [
            [
                "slots": [0, 9],
                "nodes": [
                    [
                        "id": "x", "endpoint": "a", "port": 1, "tls-port": 2, "role": "master", "health": "online",
                    ]
                ],
            ]
        ]
        #expect(text(try shards(both)) == ["a:1 [] [0-9]"])
        #expect(text(try shards(both, usesTLS: true)) == ["a:2 [] [0-9]"])
    }

    @Test func hostsAreReadAsInSlots() throws {
        for host in ["", nil] as [Recorded] {
            let view = try shards([["slots": [0, 9], "nodes": [Self.node(host, 7, "master", "online")]]])
            #expect(text(view) == ["seed:7 [] [0-9]"])
        }
        let unknown = try shards([["slots": [0, 9], "nodes": [Self.node("?", 7, "master", "online")]]])
        #expect(unknown.shards.isEmpty)
    }

    @Test func replicasThatASentinelNamesCountOnceAndUpToALimit() {
        let hosts = ["p", "a", "b", "a", "p", "c", "d"].map { ServerAddress.host($0, port: 1) }
        let view = SentinelView(primary: .host("p", port: 1), epoch: 1, replicas: hosts)
        #expect(view.otherReplicas(limit: 10).map(\.description) == ["a:1", "b:1", "c:1", "d:1"])
        #expect(view.otherReplicas(limit: 3).map(\.description) == ["a:1", "b:1", "c:1"])
        #expect(view.otherReplicas(limit: 0).isEmpty && view.otherReplicas(limit: -1).isEmpty)
    }

    @Test func replicasThatASentinelSaysDoNotKeepUpAreNotReadFrom() throws {
        func replicas(
            _ replicas: [(name: Recorded, offset: Recorded, link: Recorded)], age: Recorded = "100",
            ofFirst firstAge: Recorded = "100", primary: Recorded = "p",
            primaryOfFirst firstPrimary: Recorded = "p"
        ) throws -> [String?] {
            let replies = try replicas.enumerated().map { index, replica in
                try SentinelReplica.decode(
                    recorded([
                        "name": replica.name, "ip": replica.name, "port": "1", "flags": "slave",
                        "master-link-status": replica.link, "slave-repl-offset": replica.offset,
                        "info-refresh": index == 0 ? firstAge : age,
                        "master-host": index == 0 ? firstPrimary : primary,
                    ]))
            }
            return SentinelView.readable(replies).map(\.host)
        }
        #expect(
            try replicas([
                // Those behind by 256 MiB, and by one byte more.
                ("newest", "1000000000", "ok"), ("near", "731564544", "ok"), ("far", "731564543", "ok"),
                ("empty", "0", "ok"), ("untold", "x", "ok"),
                ("odd", "-9223372036854775807", "ok"),
            ]) == ["newest", "near", "untold"])
        // One that was asked later may be further because of that, and one of another primary always.
        let far = [("first", "1000000000", "ok"), ("second", "5", "ok")] as [(Recorded, Recorded, Recorded)]
        #expect(try replicas(far, age: "100", ofFirst: "99") == ["first", "second"])
        #expect(try replicas(far, age: "100", ofFirst: "101") == ["first"])
        #expect(try replicas(far, age: "100", ofFirst: "x") == ["first", "second"])
        #expect(try replicas(far, primary: "p", primaryOfFirst: "q") == ["first", "second"])
        // The offset of one that is cut off may belong to another history.
        #expect(try replicas([("cut", "9000000000", "err"), ("a", "5", "ok"), ("b", "6", "ok")]) == ["a", "b"])
        #expect(try replicas([("empty", "0", "ok")]) == [])
        #expect(try replicas([]) == [])
    }

    @Test func sentinelsAgreeAboutAPrimaryAndItsEpoch() {
        let view = SentinelView(primary: .host("a", port: 1), epoch: 3, replicas: [.host("r", port: 1)])
        #expect(view.agrees(with: SentinelView(primary: .host("a", port: 1), epoch: 3)))
        #expect(!view.agrees(with: SentinelView(primary: .host("a", port: 1), epoch: 2)))
        #expect(!view.agrees(with: SentinelView(primary: .host("b", port: 1), epoch: 3)))
    }

    @Test func theNewestViewOfSentinelsIsBelieved() {
        let old = SentinelView(primary: .host("a", port: 1), epoch: 3)
        let new = SentinelView(primary: .host("b", port: 1), epoch: 9)
        #expect(SentinelView.newest([old, new, old]) == new)
        #expect(SentinelView.newest([new, old]) == new)
        #expect(SentinelView.newest([]) == nil)
    }
}
