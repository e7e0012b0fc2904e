import PinyonNear
import Testing

/// A tier to run the model against.
struct ModelSetup: Sendable, CustomTestStringConvertible {
    enum Bound: String, Sendable, CaseIterable {
        case entries, bytes
    }

    let policy: NearPolicy
    let bound: Bound
    let shards: Int
    let seed: UInt64

    /// Every policy with either bound, in one shard and in several.
    static let all: [ModelSetup] = NearPolicy.allCases.flatMap { policy in
        Bound.allCases.flatMap { bound in
            [1, 4].map { ModelSetup(policy: policy, bound: bound, shards: $0, seed: testSeed) }
        }
    }

    var testDescription: String { "\(policy), \(bound), \(shards) shards, seed \(seed)" }

    /// So small that entries leave all the time, but large enough for the wanted number of shards.
    var capacity: Int {
        switch (bound, shards) {
        case (.entries, 1): 100
        case (.entries, _): shards * 1_024
        case (.bytes, 1): 10_000
        case (.bytes, _): shards << 24
        }
    }

    /// The weight of most values: about a hundred fit into a small tier, a thousand into each part of a large one.
    private var usualWeight: Int {
        switch (bound, shards) {
        case (.entries, _): 1
        case (.bytes, 1): 100
        case (.bytes, _): 16_384
        }
    }

    /// Several times as many keys as there are entries.
    var keys: Int { capacity / usualWeight * 3 }

    /// Mostly weights about the usual one, sometimes none or less, sometimes too much for one shard or for any.
    func weight(using random: inout SeededRandom) -> Int {
        guard bound == .bytes else { return 1 }
        switch random.below(100) {
        case 0: return -random.below(5)
        case 1: return capacity / shards + random.below(100) - 50
        case 2: return random.below(capacity * 2)
        case 3: return Int.max
        case 4..<15: return capacity / shards / (5 + random.below(20))
        default: return random.below(usualWeight * 2)
        }
    }

    func options(_ removals: RemovalLog) -> NearOptions<Int, Payload> {
        let options: NearOptions<Int, Payload> =
            switch bound {
            case .entries: .entries(capacity)
            case .bytes: .bytes(capacity) { $1.weight }
            }
        return options.with {
            $0.policy = policy
            $0.shards = shards
            $0.seed = seed
            $0.onRemoval = { removals.append(Removal(key: $0, value: $1, cause: $2)) }
        }
    }
}

/// A value that no other store stores, with the weight it wants to have.
struct Payload: Sendable, Hashable {
    let number: Int
    let weight: Int
}
