// What else a cache does: keys of your own, absent values, a remote tier, the near tier alone.
import Pinyon

struct Price: CacheKey {
    var product: Int
    var currency: String

    // Equal keys append the same bytes, unequal ones different bytes.
    func encode(into encoder: inout KeyEncoder) {
        encoder.append(product)
        encoder.append("/")
        encoder.append(currency)
    }
}

// `MemoryTier` stands for a server that several processes share; values go there as JSON.
let shared = MemoryTier()
let prices = Cache<Price, Int>(
    "prices", near: .entries(50_000).policy(.windowTinyLFU), remote: shared,
    policy: CachePolicy(lifetime: .seconds(60), nearLifetime: .seconds(5)))

let euros = Price(product: 42, currency: "EUR")
let found = try await prices.value(for: euros) { _ in 1_999 }
print("42 costs \(found) cents, and is kept near: \(prices.nearValue(for: euros) ?? 0)")

// A loader that knows that there is nothing says so, and for how long that may be remembered. Without a time here or in
// the policy (`absentLifetime`) the next reader asks again.
let none = try await prices.value(for: Price(product: 7, currency: "CHF")) { _ -> Loaded<Int> in
    .absent(for: .seconds(30))
}
print("7 costs \(none.map(String.init) ?? "nothing: it is not for sale")")

// After a change in the system of record: when this returns, no load from before can put the old price back.
try await prices.invalidate(euros)
print("loads so far: \(prices.statistics.loads)")
await prices.shutDown()

// The store behind it, for whoever needs no loads: bounded by bytes here, with lifetimes and a listener.
var options = NearOptions<Int, [UInt8]>.bytes(64 << 20) { _, bytes in bytes.count }
options.onRemoval = { key, _, cause in print("\(key) left: \(cause)") }
let thumbnails = NearTier(options)
thumbnails.store([1, 2, 3], for: 1, lifetime: .seconds(900))
thumbnails.remove(1)
