import PinyonClient
import Testing

struct ClusterSlotsTests {
    @Test func rowsOfEveryVersionAreRead() throws {
        let slots = try ClusterSlots.decode(
            recorded([
                [0, 8191, ["127.0.0.1", 7000, "aa", []], ["127.0.0.1", 7003, "dd", []]],
                [
                    8192, 16382,
                    ["10.0.0.2", 7001, "bb", ["hostname", "two.example.com", "availability-zone", "az-2"]],
                ],
                [16383, 16383, ["10.0.0.3", 7002]],
            ]))
        #expect(slots.skippedRows == 0)
        #expect(slots.assignments.map(\.slots.description) == ["0-8191", "8192-16382", "16383"])
        #expect(slots.assignments[0].primary.endpoint == .host("127.0.0.1"))
        #expect(slots.assignments[0].primary.id == "aa")
        #expect(slots.assignments[0].replicas.map(\.port) == [7003])
        #expect(slots.assignments[1].primary.metadata["hostname"] == "two.example.com")
        #expect(slots.assignments[1].primary.availabilityZone == "az-2")
        #expect(slots.assignments[2].primary.id == nil)
        #expect(slots.assignments[2].primary.availabilityZone == nil)
    }

    @Test func metadataMayBeAMap() throws {
        let slots = try ClusterSlots.decode(recorded([[1, 2, ["h", 1, "id", ["ip": "10.0.0.1"]]]]))
        #expect(slots.assignments[0].primary.metadata == ["ip": "10.0.0.1"])
    }

    @Test func endpointsThatAreNoHostsAreToldApart() throws {
        let slots = try ClusterSlots.decode(
            recorded([[0, 1, [nil, 7000, "a"], ["", 7001, "b"], ["?", 7002, "c"], ["::1", 7003, "d"]]]))
        let assignment = try #require(slots.assignments.first)
        #expect(assignment.primary.endpoint == .sameHost)
        #expect(assignment.replicas.map(\.endpoint) == [.sameHost, .unknown, .host("::1")])
    }

    @Test func malformedRowsAreSkippedAndCounted() throws {
        let slots = try ClusterSlots.decode(
            recorded([
                [], [0], [0, 1], "text", nil, 7, [0, 1, []], [0, 1, ["h"]], [0, 1, ["h", 0]], [0, 1, ["h", 65_536]],
                [1, 0, ["h", 1]], [-1, 5, ["h", 1]], [0, 16_384, ["h", 1]], ["x", 1, ["h", 1]],
                [9_223_372_036_854_775_807, 9_223_372_036_854_775_807, ["h", 1]],
                [0, 1, ["h", 9_223_372_036_854_775_807]],
                [5, 6, ["good", 7000], ["bad"], "worse", ["fine", 7001]],
            ]))
        #expect(slots.assignments.count == 1)
        #expect(slots.assignments[0].primary.endpoint == .host("good"))
        #expect(slots.assignments[0].replicas.map(\.port) == [7001])
        #expect(slots.skippedRows == 18)
    }

    @Test func numbersAsTextAreRead() throws {
        let slots = try ClusterSlots.decode(recorded([["0", "10", ["h", "7000"]]]))
        #expect(slots.assignments[0].slots == SlotRange(0, 10))
    }

    @Test(arguments: ["text", 5, nil] as [Recorded])
    func anythingButAnArrayIsRefused(_ reply: Recorded) {
        #expect(throws: RESPDecodingError.self) { try ClusterSlots.decode(recorded(reply)) }
    }

    @Test func noSlotsAreNoAssignments() throws {
        let slots = try ClusterSlots.decode(recorded([]))
        #expect(slots.assignments.isEmpty && slots.skippedRows == 0)
    }
}
