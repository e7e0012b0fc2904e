#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Numbers text keys in the order they are first seen.
struct TextKeyInterner: Sendable {
    private var index = KeyIndex()
    private let hasher = KeyHasher()
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// The keys so far.
    var table: KeyTable { KeyTable(bytes: bytes, ends: ends) }

    /// The number of a key, a new one if it wasn't seen before.
    mutating func id(of key: UnsafeRawBufferPointer) throws(SimError) -> Int32 {
        let (id, isNew) = try index.id(hash: hasher.hash(key)) { number in
            let start = number == 0 ? 0 : ends[number - 1]
            return ends[number] - start == key.count && Self.isEqual(key, bytes, at: start)
        }
        if isNew {
            bytes.append(contentsOf: key)
            ends.append(bytes.count)
        }
        return id
    }

    @inline(__always)
    private static func isEqual(_ key: UnsafeRawBufferPointer, _ bytes: [UInt8], at start: Int) -> Bool {
        guard let base = key.baseAddress else { return true }
        return bytes.withUnsafeBytes { all in
            guard let stored = all.baseAddress else { return key.isEmpty }
            return memcmp(stored + start, base, key.count) == 0
        }
    }
}

/// Numbers numeric keys in the order they are first seen.
struct NumberKeyInterner: Sendable {
    private var index = KeyIndex()
    private let hasher = KeyHasher()
    private var numbers: [UInt64] = []

    /// Whether no key was seen.
    var isEmpty: Bool { numbers.isEmpty }

    /// The keys so far.
    var table: KeyTable { KeyTable(numbers: numbers) }

    /// The number of a key, a new one if it wasn't seen before.
    mutating func id(of key: UInt64) throws(SimError) -> Int32 {
        let (id, isNew) = try index.id(hash: hasher.hash(key)) { numbers[$0] == key }
        if isNew { numbers.append(key) }
        return id
    }
}
