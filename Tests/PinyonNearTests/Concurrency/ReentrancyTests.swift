import PinyonNear
import Testing

/// Code of the user's runs outside any lock: it may use the tier, and no thread waits for itself.
@Suite(.validated)
struct ReentrancyTests {
    typealias Action = @Sendable (NearTier<Int, Value>) -> Void

    /// A value that does something when it is destroyed.
    final class Value: Sendable {
        let weight: Int
        private let atEnd: (@Sendable () -> Void)?

        init(weight: Int = 1, atEnd: (@Sendable () -> Void)? = nil) {
            self.weight = weight
            self.atEnd = atEnd
        }

        deinit { atEnd?() }
    }

    /// Something that makes entries leave, for one cause after the other.
    struct Occasion: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let options: NearOptions<Int, Value>
        /// Gets a tier with the entries 0..<10 of a value each that ends by using the tier, and lets some of them go.
        let act: @Sendable (NearTier<Int, Value>, ManualClock) -> Void

        init(
            _ name: String, options: NearOptions<Int, Value> = .entries(10).policy(.lru),
            act: @escaping @Sendable (NearTier<Int, Value>, ManualClock) -> Void
        ) {
            testDescription = name
            self.options = options
            self.act = act
        }

        private static let weighed = NearOptions<Int, Value>.bytes(10) { _, value in value.weight }

        static let all = [
            Occasion("replacing") { tier, _ in tier.store(Value(), for: 3) },
            Occasion("evicting") { tier, _ in tier.store(Value(), for: 100) },
            Occasion("removing") { tier, _ in tier.remove(3) },
            Occasion("removing and keeping") { tier, _ in withExtendedLifetime(tier.remove(3)) {} },
            Occasion("removing all") { tier, _ in tier.removeAll() },
            Occasion("a lifetime of nothing") { tier, _ in tier.store(Value(), for: 3, lifetime: .zero) },
            Occasion("expiry at a read") { tier, clock in
                clock.advance(by: .seconds(100))
                _ = tier.value(for: -1)
            },
            Occasion("expiry at a write") { tier, clock in
                clock.advance(by: .seconds(100))
                tier.store(Value(), for: 100)
            },
            Occasion("expiry at a removal") { tier, clock in
                clock.advance(by: .seconds(60))
                tier.remove(3)
            },
            Occasion("expiry at a replacement") { tier, clock in
                clock.advance(by: .seconds(60))
                tier.store(Value(), for: 3)
            },
            Occasion("sweeping") { tier, clock in
                clock.advance(by: .seconds(100))
                tier.removeExpired()
            },
            Occasion("growing heavier", options: weighed) { tier, _ in
                tier.store(Value(weight: 5), for: 3)
            },
            Occasion("growing too heavy", options: weighed) { tier, _ in
                tier.store(Value(weight: 11), for: 3)
            },
        ]
    }

    /// Everything that a listener or a dying value could do to a tier.
    private static let actions: [Action] = [
        { _ = $0.value(for: 5) }, { _ = $0.peek(5) }, { $0.store(Value(), for: 5) },
        { $0.store(Value(), for: 7, lifetime: .seconds(1)) }, { $0.remove(5) }, { $0.removeExpired() },
        { _ = $0.statistics }, { _ = $0.hottestKeys(3) }, { $0.removeAll() },
    ]

    @Test(arguments: Occasion.all, [false, true])
    func valueMayUseTheTierWhenItIsDestroyed(_ occasion: Occasion, _ listens: Bool) async throws {
        let destroyed = SharedCount()
        let didEnd = try await ends {
            for action in Self.actions {
                let clock = ManualClock()
                let later = Later<NearTier<Int, Value>>()
                let options = occasion.options.with { if listens { $0.onRemoval = { _, _, _ in } } }
                let tier = NearTier(options, clock: clock.near)
                later.tier = tier
                for key in 0..<10 {
                    let value = Value {
                        destroyed.add(1)
                        if let tier = later.tier { action(tier) }
                    }
                    tier.store(value, for: key, lifetime: .seconds(60))
                }
                occasion.act(tier, clock)
                #expect(tier.violations() == [])
            }
        }
        #expect(didEnd, "a thread waits for itself")
        #expect(destroyed.value == 10 * Self.actions.count)
    }

    @Test(arguments: Occasion.all)
    func listenerMayUseTheTier(_ occasion: Occasion) async throws {
        let told = SharedCount()
        let didEnd = try await ends {
            for action in Self.actions {
                let clock = ManualClock()
                let later = Later<NearTier<Int, Value>>()
                let options = occasion.options.with {
                    $0.onRemoval = { _, _, _ in
                        // What the listener does may remove something again.
                        if told.add(1) % 100 < 50, let tier = later.tier { action(tier) }
                    }
                }
                let tier = NearTier(options, clock: clock.near)
                later.tier = tier
                for key in 0..<10 { tier.store(Value(), for: key, lifetime: .seconds(60)) }
                occasion.act(tier, clock)
                #expect(tier.violations() == [])
            }
        }
        #expect(didEnd, "a thread waits for itself")
        #expect(told.value >= Self.actions.count)
    }

    @Test func weigherMayUseTheTier() async throws {
        let didEnd = try await ends {
            let later = Later<NearTier<Int, Int>>()
            let tier = NearTier(NearOptions<Int, Int>.bytes(100) { key, _ in later.tier?.peek(key - 1) ?? 1 })
            later.tier = tier
            for key in 0..<100 { tier.store(key % 3, for: key) }
            #expect(tier.statistics.weight <= 100)
        }
        #expect(didEnd, "a thread waits for itself")
    }
}
