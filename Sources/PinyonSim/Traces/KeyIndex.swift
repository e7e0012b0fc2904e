/// An open-addressed hash table from keys to their numbers, with linear probing and at most half its slots taken.
///
/// A slot holds 32 bits of the key's hash and its number plus one, so that a probe that misses touches nothing but the
/// table, and growing it needs no key.
struct KeyIndex: Sendable {
    private var slots = [UInt64](repeating: 0, count: 256)
    private(set) var count = 0

    /// Looks a key up, and enters it if it isn't in the table.
    ///
    /// - Parameters:
    ///   - hash: The key's hash; its upper half is used.
    ///   - matches: Whether the key with this number is the one meant.
    /// - Returns: The key's number, and whether it was entered just now.
    /// - Throws: ``SimError/Code/tooLarge`` if there are too many keys.
    @inline(__always)
    mutating func id(hash: UInt64, matches: (Int) -> Bool) throws(SimError) -> (id: Int32, isNew: Bool) {
        let tag = hash >> 32
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: tag) & mask
        while slots[index] != 0 {
            let slot = slots[index]
            if slot >> 32 == tag {
                let number = Int(truncatingIfNeeded: slot & 0xFFFF_FFFF) - 1
                if matches(number) { return (Int32(truncatingIfNeeded: number), false) }
            }
            index = (index + 1) & mask
        }
        guard count < TraceLimits.total else {
            throw SimError(.tooLarge, "the trace has too many keys", expected: "at most \(TraceLimits.total)")
        }
        let number = count
        count += 1
        slots[index] = tag << 32 | UInt64(count)
        if count * 2 > slots.count { grow() }
        return (Int32(truncatingIfNeeded: number), true)
    }

    private mutating func grow() {
        var larger = [UInt64](repeating: 0, count: slots.count * 2)
        let mask = larger.count - 1
        for slot in slots where slot != 0 {
            var index = Int(truncatingIfNeeded: slot >> 32) & mask
            while larger[index] != 0 { index = (index + 1) & mask }
            larger[index] = slot
        }
        slots = larger
    }
}

/// Hashing for ``KeyIndex``: each word is mixed in by folding a 128-bit product, as in wyhash (Wang Yi, 2019).
///
/// The seed differs in every run, so that no file can be made to collide; the keys' numbers don't depend on it.
struct KeyHasher: Sendable {
    private let seed = UInt64.random(in: .min ... .max)

    func hash(_ number: UInt64) -> UInt64 {
        Self.fold(number ^ seed, 0x9E37_79B9_7F4A_7C15)
    }

    @inline(__always)
    func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash = seed ^ UInt64(bytes.count)
        var offset = 0
        while bytes.count - offset >= 8 {
            let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            hash = Self.fold(hash ^ word, 0x9E37_79B9_7F4A_7C15)
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < bytes.count {
            rest = rest << 8 | UInt64(bytes[offset])
            offset += 1
        }
        return Self.fold(hash ^ rest, 0xD1B5_4A32_D192_ED03)
    }

    @inline(__always)
    private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}
