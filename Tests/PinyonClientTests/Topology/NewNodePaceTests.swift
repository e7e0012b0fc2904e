import NIOCore
import PinyonClient
import Testing

/// How many addresses servers may name that none has named before.
struct NewNodePaceTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    private func address(_ number: Int) -> ServerAddress { .host("10.0.0.1", port: number) }

    private func pace(nodes: Int, perMinute: Int) -> NewNodePace {
        NewNodePace(AddressTrust(nodes: nodes, newNodesPerMinute: perMinute), now: start)
    }

    /// How many of some addresses are let through.
    private func admitted(_ numbers: Range<Int>, by pace: NewNodePace, at time: NIODeadline) -> Int {
        numbers.count { pace.admits(address($0), now: time) }
    }

    @Test func aWholeClusterComesAtOnceAndThenSoManyAMinute() {
        let pace = pace(nodes: 10, perMinute: 6)
        #expect(admitted(0..<100, by: pace, at: start) == 16)
        #expect(admitted(100..<200, by: pace, at: start + .seconds(9)) == 0)
        #expect(admitted(100..<200, by: pace, at: start + .seconds(25)) == 2)
        #expect(admitted(200..<300, by: pace, at: start + .seconds(85)) == 6)
    }

    @Test func whatIsKnownMayBeNamedAgain() {
        let pace = pace(nodes: 10, perMinute: 0)
        #expect(admitted(0..<20, by: pace, at: start) == 10)
        for second in 1...100 {
            #expect(admitted(0..<20, by: pace, at: start + .seconds(Int64(second))) == 10)
        }
    }

    @Test func aQuietTimeBringsNoMoreThanAWholeCluster() {
        let pace = pace(nodes: 10, perMinute: 6)
        _ = admitted(0..<100, by: pace, at: start)
        #expect(admitted(100..<200, by: pace, at: start + .hours(1_000)) == 16)
    }

    @Test func aClusterOfAThousandNodesMayGetOtherAddressesAllAtOnce() {
        let pace = NewNodePace(.automatic, now: start)
        #expect(admitted(0..<1_000, by: pace, at: start) == 1_000)
        #expect(admitted(1_000..<2_000, by: pace, at: start + .seconds(1)) == 1_000)
        #expect(admitted(2_000..<3_000, by: pace, at: start + .minutes(5)) == 1_000)
    }

    @Test func aServerThatNamesEverMoreDoesNotDriveOutTheNodesInUse() {
        let pace = pace(nodes: 10, perMinute: 10)
        #expect(admitted(0..<10, by: pace, at: start) == 10)
        var others = 1_000
        for minute in 1...60 {
            let time = start + .minutes(Int64(minute))
            #expect(admitted(0..<10, by: pace, at: time) == 10, "in minute \(minute)")
            _ = admitted(others..<(others + 100), by: pace, at: time)
            others += 100
        }
    }

    @Test(arguments: [(-1, -1), (0, 0)])
    func noNodesMeansNone(nodes: Int, perMinute: Int) {
        #expect(admitted(0..<10, by: pace(nodes: nodes, perMinute: perMinute), at: start) == 0)
    }

    @Test func hugeNumbersAreNoLimit() {
        #expect(admitted(0..<5_000, by: pace(nodes: .max, perMinute: .max), at: start) == 5_000)
    }
}
