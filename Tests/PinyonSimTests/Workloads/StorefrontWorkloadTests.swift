import PinyonSim
import Testing

@Suite struct StorefrontWorkloadTests {
    @Test func cancelledTaskGetsTheRequestsMadeSoFar() async throws {
        let making = Task {
            // Cancelled before it begins, so that it stops at the first look.
            while !Task.isCancelled { await Task.yield() }
            return try StorefrontWorkload().generate()
        }
        making.cancel()
        #expect(try await making.value.requests.count == 1 << 16)
    }

    @Test func defaultsAreAsDocumented() throws {
        let trace = try StorefrontWorkload().generate()
        #expect(trace.name == "storefront (synthetic)")
        #expect(trace.format == nil)
        #expect(trace.requests.count == 1_000_000)
        #expect(trace.keys.count <= 100_000)
        #expect(Set(trace.requests.map(\.key)).count == trace.keys.count)
        #expect(trace.hasSizes && trace.hasWrites && !trace.hasTimes && !trace.hasLifetimes)
        #expect(trace.keys[0].hasPrefix("product:"))
        #expect(trace.requests.allSatisfy { (16...1_048_576).contains($0.valueSize) })
    }

    @Test func sameSeedGivesTheSameTrace() throws {
        let first = Decoded(try small().generate())
        #expect(first == Decoded(try small().generate()))
        #expect(first != Decoded(try small { $0.seed = 2 }.generate()))
    }

    @Test func productsKeepTheirSize() throws {
        let trace = try small().generate()
        var sizes: [Int32: Int32] = [:]
        for request in trace.requests {
            #expect(sizes.updateValue(request.valueSize, forKey: request.key) ?? request.valueSize == request.valueSize)
        }
        let sorted = sizes.values.sorted()
        #expect(abs(Double(sorted[sorted.count / 2]) / 1_000 - 1) < 0.1)
    }

    @Test func popularityFollowsZipf() throws {
        let trace = try small {
            $0.scanPeriod = 0
            $0.driftShare = 0
            $0.writeShare = 0
        }.generate()
        let counts = Self.counts(trace.requests).values.sorted(by: >)
        let law = ZipfSampler(count: 2_000, skew: 0.99)
        for rank in [0, 1, 2, 5, 10, 20] {
            let expected = law.probability(of: rank) * 100_000
            #expect(abs(Double(counts[rank]) - expected) < 6 * expected.squareRoot() + 20, "rank \(rank)")
        }
    }

    @Test(arguments: [0, 0.01, 0.3, 1])
    func shareOfWritesIsAsAsked(_ share: Double) throws {
        let trace = try small {
            $0.writeShare = share
            $0.scanPeriod = 0
        }.generate()
        let writes = trace.requests.count { $0.operation == .write }
        #expect(abs(Double(writes) - share * 100_000) <= 6 * (share * (1 - share) * 100_000).squareRoot())
        #expect(trace.hasWrites == (share > 0))
        #expect(trace.requests.allSatisfy { $0.operation != .delete })
    }

    @Test func driftChangesWhatIsPopular() throws {
        let still = try small {
            $0.driftShare = 0
            $0.scanPeriod = 0
        }.generate()
        let drifting = try small {
            $0.driftShare = 0.5
            $0.driftPeriod = 50_000
            $0.scanPeriod = 0
        }.generate()
        #expect(Self.commonTop(still) > 80)
        #expect(Self.commonTop(drifting) < 70)
        // Gradually: within a fiftieth of the time hardly anything has changed.
        let first = Self.top(drifting.requests[..<2_000], 5)
        #expect(first.intersection(Self.top(drifting.requests[2_000..<4_000], 5)).count >= 3)
    }

    @Test func crawlerWalksNeighbouringProducts() throws {
        let trace = try small {
            $0.scanPeriod = 10_000
            $0.scanLength = 300
        }.generate()
        for start in stride(from: 0, to: 100_000, by: 10_000) {
            let walk = (0..<300).map { Self.product(trace, start + 2 * $0 + 1) }
            #expect(zip(walk, walk.dropFirst()).allSatisfy { ($0 + 1) % 2_000 == $1 })
        }
        let after = (300..<600).map { Self.product(trace, 2 * $0 + 1) }
        #expect(zip(after, after.dropFirst()).count { ($0 + 1) % 2_000 == $1 } < 30)
    }

    @Test func withoutScansThereAreNoWalks() throws {
        let trace = try small { $0.scanPeriod = 0 }.generate()
        let products = (0..<600).map { Self.product(trace, 2 * $0 + 1) }
        #expect(zip(products, products.dropFirst()).count { $0 + 1 == $1 } < 30)
    }

    @Test func wholeNumberOutOfRangeIsRefused() throws {
        let options: [WritableKeyPath<StorefrontWorkload, Int>] = [
            \.requests, \.objects, \.medianSize, \.driftPeriod, \.scanPeriod, \.scanLength,
        ]
        for option in options {
            let error = try #require(throws: SimError.self) { _ = try small { $0[keyPath: option] = -1 }.generate() }
            #expect(error.code == .invalidOption)
            #expect(error.found == "-1")
        }
    }

    @Test func fractionOutOfRangeIsRefused() throws {
        let options: [WritableKeyPath<StorefrontWorkload, Double>] = [
            \.skew, \.sizeSpread, \.writeShare, \.driftShare,
        ]
        for option in options {
            for value in [-0.1, 10.5, .nan, .infinity] {
                let error = try #require(throws: SimError.self) {
                    _ = try small { $0[keyPath: option] = value }.generate()
                }
                #expect(error.code == .invalidOption)
            }
        }
    }

    private func small(_ change: (inout StorefrontWorkload) -> Void = { _ in }) -> StorefrontWorkload {
        var workload = StorefrontWorkload()
        workload.requests = 100_000
        workload.objects = 2_000
        workload.scanLength = 100
        change(&workload)
        return workload
    }

    private static func counts(_ requests: some Sequence<TraceRequest>) -> [Int32: Int] {
        requests.reduce(into: [:]) { $0[$1.key, default: 0] += 1 }
    }

    private static func top(_ requests: some Sequence<TraceRequest>, _ count: Int) -> Set<Int32> {
        Set(counts(requests).sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(count).map(\.key))
    }

    /// How many of the 100 most popular products of the first fifth are still among them in the last.
    private static func commonTop(_ trace: Trace) -> Int {
        top(trace.requests.prefix(20_000), 100).intersection(top(trace.requests.suffix(20_000), 100)).count
    }

    private static func product(_ trace: Trace, _ index: Int) -> Int {
        Int(trace.keys[trace.requests[index].key].dropFirst("product:".count)) ?? -1
    }
}
