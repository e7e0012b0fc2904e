/// Turns keys into well-mixed 64-bit hashes, keyed by a seed.
///
/// Integers and ASCII strings, the usual keys, take a folded multiplication of 128 bits; every other key takes its own
/// `hashValue`, which Swift computes with SipHash. All are keyed at random for each tier, so that who controls keys
/// can't aim them at one bucket.
/// Source of the folded multiplication: Wang Yi's wyhash, 2019.
@usableFromInline
package struct KeyHasher: Sendable {
    @usableFromInline let seed: UInt64
    @usableFromInline let multiplier: UInt64

    /// - Parameter seed: two hashers with the same seed agree on integers and ASCII strings, in every process.
    package init(seed: UInt64) {
        self.seed = seed
        multiplier = Self.folded(seed ^ 0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB) | 1
    }

    /// The hash of a key. Equal keys have equal hashes; after specialisation only one branch is left.
    @inlinable
    @inline(__always)
    package func hash<Key: Hashable>(_ key: Key) -> UInt64 {
        if let integer = key as? Int { return hash(bits: UInt64(bitPattern: Int64(integer))) }
        if let integer = key as? UInt64 { return hash(bits: integer) }
        if let integer = key as? Int64 { return hash(bits: UInt64(bitPattern: integer)) }
        if let integer = key as? UInt32 { return hash(bits: UInt64(integer)) }
        if let integer = key as? Int32 { return hash(bits: UInt64(bitPattern: Int64(integer))) }
        if let string = key as? String { return hash(string: string) }
        return hash(bits: UInt64(bitPattern: Int64(key.hashValue)))
    }

    /// The hash of a word.
    @inlinable
    @inline(__always)
    package func hash(bits: UInt64) -> UInt64 {
        let mixed = Self.folded(bits ^ seed, multiplier)
        return Self.folded(mixed ^ multiplier, 0x9E37_79B9_7F4A_7C15)
    }

    /// The hash of a string. Unequal Unicode spellings of equal strings are left to Swift's own hashing.
    @usableFromInline
    package func hash(string: String) -> UInt64 {
        var string = string
        let fast = string.withUTF8 { hash(ascii: UnsafeRawBufferPointer($0)) }
        return fast ?? hash(unicode: string)
    }

    /// The hash of a string that isn't ASCII. If it equals one that is, it must have that one's hash.
    @inline(never)
    private func hash(unicode string: String) -> UInt64 {
        let scalars = string.unicodeScalars
        guard scalars.allSatisfy({ $0.isASCII || Self.asciiTwin(of: $0) != nil }) else {
            return hash(bits: UInt64(bitPattern: Int64(string.hashValue)))
        }
        let twin = String(String.UnicodeScalarView(scalars.map { Self.asciiTwin(of: $0) ?? $0 }))
        return hash(string: twin)
    }

    /// The ASCII character that a character equals in Swift, which compares strings by canonical equivalence. There are
    /// three such characters in Unicode.
    private static func asciiTwin(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "\u{37E}": ";"  // Greek question mark
        case "\u{1FEF}": "`"  // Greek varia
        case "\u{212A}": "K"  // Kelvin sign
        default: nil
        }
    }

    /// The hash of bytes, or nil if one of them is not ASCII.
    private func hash(ascii bytes: UnsafeRawBufferPointer) -> UInt64? {
        var state = seed ^ UInt64(bytes.count)
        var seen: UInt64 = 0
        var offset = 0
        while offset + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            seen |= word
            state = Self.folded(state ^ word, multiplier)
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < bytes.count {
            rest = rest << 8 | UInt64(bytes[offset])
            offset += 1
        }
        guard (seen | rest) & 0x8080_8080_8080_8080 == 0 else { return nil }
        return Self.folded(Self.folded(state ^ rest, multiplier) ^ seed, 0x9E37_79B9_7F4A_7C15)
    }

    @inlinable
    @inline(__always)
    static func folded(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }
}
