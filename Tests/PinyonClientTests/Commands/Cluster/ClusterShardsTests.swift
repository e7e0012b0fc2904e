import PinyonClient
import Testing

struct ClusterShardsTests {
    @Test func flatArraysAreReadLikeMaps() throws {
        let flat = try ClusterShards.decode(
            recorded([
                [
                    "slots", [0, 5, 7, 7], "nodes",
                    [
                        [
                            "id", "aa", "port", 7000, "tls-port", 7100, "ip", "10.0.0.1", "endpoint", "one",
                            "hostname", "one", "role", "master", "replication-offset", 72, "health", "online",
                            "availability-zone", "az-1",
                        ]
                    ], "id", "shard-1",
                ]
            ]))
        let map = try ClusterShards.decode(
            recorded([
                [
                    "slots": [0, 5, 7, 7],
                    "nodes": [
                        [
                            "id": "aa", "port": 7000, "tls-port": 7100, "ip": "10.0.0.1", "endpoint": "one",
                            "hostname": "one", "role": "master", "replication-offset": 72, "health": "online",
                            "availability-zone": "az-1",
                        ]
                    ], "id": "shard-1",
                ]
            ]))
        #expect(flat == map)
        #expect(flat.skippedRows == 0)
        let shard = try #require(flat.shards.first)
        #expect(shard.id == "shard-1")
        #expect(shard.slots.map(\.description) == ["0-5", "7"])
        let node = try #require(shard.nodes.first)
        #expect(node.endpoint == .host("one"))
        #expect(node.port == 7000)
        #expect(node.tlsPort == 7100)
        #expect(node.role == .primary)
        #expect(node.replicationOffset == 72)
        #expect(node.health == .online)
        #expect(node.availabilityZone == "az-1")
    }

    @Test func missingFieldsAreNil() throws {
        let shards = try ClusterShards.decode(
            recorded([["nodes": [["id": "a", "tls-port": 7000, "role": "replica"]]]]))
        let shard = try #require(shards.shards.first)
        #expect(shard.id == nil)
        #expect(shard.slots.isEmpty)
        #expect(shard.nodes[0].port == nil)
        #expect(shard.nodes[0].endpoint == .sameHost)
        #expect(shard.nodes[0].hostname == nil)
        #expect(shard.nodes[0].health == .other(""))
        #expect(shard.nodes[0].replicationOffset == nil)
    }

    @Test func endpointsThatAreNoHostsAreToldApart() throws {
        let nodes: (Recorded) -> Recorded = { [["nodes": [["id": "a", "port": 1, "role": "master", "endpoint": $0]]]] }
        let endpoints = try [nodes(nil), nodes(""), nodes("?"), nodes("h")].map {
            try ClusterShards.decode(recorded($0)).shards[0].nodes[0].endpoint
        }
        #expect(endpoints == [.sameHost, .sameHost, .unknown, .host("h")])
    }

    @Test func statesAreReadOrKept() throws {
        let shards = try ClusterShards.decode(
            recorded([
                [
                    "nodes": [
                        ["id": "a", "port": 1, "role": "master", "health": "fail"],
                        ["id": "b", "port": 1, "role": "replica", "health": "loading"],
                        ["id": "c", "port": 1, "role": "slave", "health": "sleeping"],
                    ]
                ]
            ]))
        #expect(shards.shards[0].nodes.map(\.health) == [.failed, .loading, .other("sleeping")])
        #expect(shards.shards[0].nodes.map(\.role) == [.primary, .replica, .replica])
    }

    @Test func malformedPartsAreSkippedAndCounted() throws {
        let shards = try ClusterShards.decode(
            recorded([
                [], "text", nil, 5, ["slots", [1, 2]], ["nodes": "text"],
                [
                    "slots": [0, 1, 5, 3, 9, 16_384, 7],
                    "nodes": [
                        [], "x", ["id": "a"], ["id": "a", "port": 1], ["port": 1, "role": "master"],
                        ["id": "a", "port": 0, "role": "master"], ["id": "a", "port": 1, "role": "witness"],
                        ["id": "ok", "port": 1, "role": "master", "replication-offset": "many"],
                    ],
                ],
            ]))
        #expect(shards.shards.count == 1)
        #expect(shards.shards[0].slots.map(\.description) == ["0-1"])
        #expect(shards.shards[0].nodes.map(\.id) == ["ok"])
        #expect(shards.skippedRows == 6 + 3 + 7)
    }
}
