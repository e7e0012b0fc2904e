import PinyonClient
import Testing

struct ClusterNodesTests {
    private let id = "07c37dfeb235213a872192d90877d0cd55635b91"

    private func nodes(_ lines: String...) throws -> ClusterNodes {
        try ClusterNodes.decode(recorded(text: lines.joined(separator: "\n") + "\n"))
    }

    @Test func aPrimaryIsReadWithItsSlotsAndMoves() throws {
        let nodes = try nodes(
            "\(id) 127.0.0.1:30001@31001,one.example.com myself,master - 0 1426238317239 4 connected "
                + "0-5460 5470 [93->-292f8b365bb7edb5e285caf0b7e6ddc7265d2f4f] [77-<-e7d1eecce10fd6bb5eb35b9f99a514335d9ba9ca]"
        )
        let node = try #require(nodes.nodes.first)
        #expect(nodes.skippedLines == 0)
        #expect(node.id == id)
        #expect(node.address.ip == "127.0.0.1")
        #expect(node.address.port == 30_001)
        #expect(node.address.busPort == 31_001)
        #expect(node.address.hostname == "one.example.com")
        #expect(node.flags == [.myself, .primary])
        #expect(node.isPrimary && node.isMyself && !node.isFailing)
        #expect(node.primaryID == nil)
        #expect(node.pingSent == nil)
        #expect(node.pongReceived == UnixTime(milliseconds: 1_426_238_317_239))
        #expect(node.configurationEpoch == 4)
        #expect(node.isLinkConnected)
        #expect(node.slots.map(\.description) == ["0-5460", "5470"])
        #expect(node.migrating.map(\.slot.number) == [93])
        #expect(node.importing.map(\.nodeID) == ["e7d1eecce10fd6bb5eb35b9f99a514335d9ba9ca"])
    }

    @Test func aReplicaIsReadWithItsPrimary() throws {
        let nodes = try nodes(
            "aa 10.0.0.2:7000@17000 slave,fail? \(id) 1426238316232 0 18446744073709551615 disconnected")
        let node = try #require(nodes.nodes.first)
        #expect(node.primaryID == id)
        #expect(node.isFailing)
        #expect(!node.isLinkConnected)
        #expect(node.configurationEpoch == .max)
        #expect(nodes.highestEpoch == .max)
        #expect(nodes.myself == nil)
    }

    @Test(
        arguments: [
            ("10.0.0.1:7000", "10.0.0.1", 7000, nil), (":7000@17000", "", 7000, 17_000), (":0@0", "", nil, nil),
            ("::1:7000@17000", "::1", 7000, 17_000), ("h:70000@1", "h", nil, 1),
        ] as [(String, String, Int?, Int?)])
    func addressesOfEveryFormAreRead(_ text: String, _ ip: String, _ port: Int?, _ busPort: Int?) throws {
        let nodes = try nodes("a \(text) master,noaddr - 0 0 1 connected")
        let address = try #require(nodes.nodes.first?.address)
        #expect(address.ip == ip)
        #expect(address.port == port)
        #expect(address.busPort == busPort)
        #expect(address.hostname == nil)
    }

    @Test func whatFollowsTheHostnameIsKept() throws {
        let nodes = try nodes("a 10.0.0.1:7000@17000,,tls-port=0,shard-id=abc,odd master - 0 0 1 connected")
        #expect(nodes.nodes[0].address.hostname == nil)
        #expect(nodes.nodes[0].address.metadata == ["tls-port": "0", "shard-id": "abc"])
    }

    @Test func unknownFlagsAreKept() throws {
        let nodes = try nodes("a h:1@2 master,witness - 0 0 1 connected")
        #expect(nodes.nodes[0].flags.contains(ClusterNodes.Flag(rawValue: "witness")))
    }

    @Test(arguments: [
        "", "a", "a h:1@2 master - 0 0 1", "a h master - 0 0 1 connected", "a h:x@2 master - 0 0 1 connected",
        "a h: master - 0 0 1 connected", "a h:1@2 master - x 0 1 connected", "a h:1@2 master - 0 x 1 connected",
        "a h:1@2 master - 0 0 -1 connected", "a h:1@2 master - 0 99999999999999999999 1 connected",
        "a h:1@2 master - 0 0 18446744073709551616 connected", "\u{0}\u{0}", "   ",
    ])
    func malformedLinesAreSkippedAndCounted(_ line: String) throws {
        let nodes = try nodes("good h:1@2 master - 0 0 1 connected", line, "fine h:1@2 slave good 0 0 1 connected")
        #expect(nodes.nodes.map(\.id) == ["good", "fine"])
        #expect(nodes.skippedLines == (line.isEmpty ? 0 : 1))
    }

    @Test(arguments: [
        "5-", "-5", "5-3", "0-16384", "x", "1-2-3", "[93->-]", "[93-]", "[93->-a", "[x->-a]", "[16384->-a]", "[93-!-a]",
        "[", "[]", "99999999999999999999", "0-99999999999999999999",
    ])
    func malformedSlotsAreSkippedAndCounted(_ word: String) throws {
        let nodes = try nodes("a h:1@2 master - 0 0 1 connected 1-2 \(word) 7")
        #expect(nodes.nodes[0].slots.map(\.description) == ["1-2", "7"])
        #expect(nodes.nodes[0].migrating.isEmpty && nodes.nodes[0].importing.isEmpty)
        #expect(nodes.skippedLines == 1)
    }

    @Test func replicasComeAsElements() throws {
        let nodes = try ClusterNodes.decode(recorded(["a h:1@2 slave b 0 0 1 connected", 5, nil]))
        #expect(nodes.nodes.map(\.id) == ["a"])
        #expect(nodes.skippedLines == 2)
    }

    @Test func aReplyThatIsNoTextIsRefused() {
        #expect(throws: RESPDecodingError.self) { try ClusterNodes.decode(recorded(nil)) }
    }
}
