internal import PinyonClient

/// What keys and values take in a server, reckoned from their lengths.
///
/// A simplification of what servers do, good to about 10 %: of tables it takes the mean fill, of values the mean
/// length, and it knows nothing of what modules keep. The rows for Redis from 8.2 and Valkey from 8.1 were derived from
/// their sources and measured less. It is meant to compare two ways of keeping the same data on the same server.
package struct SizeModel: Sendable, Hashable {
    /// How a server keeps a key.
    package enum Layout: Sendable, Hashable {
        /// An entry in a table that points to the name and to the value (Redis before 8.2, Valkey 7.2).
        case apart
        /// The name is in the entry (Valkey 8.0).
        case nameInEntry
        /// The name is in the object, with the end and a small value (Valkey from 8.1, Redis from 8.2).
        case nameInObject
    }

    /// How it keeps keys.
    package let layout: Layout
    /// What its allocator makes of sizes.
    package let sizes: AllocatorSizes
    /// The most fields of a hash in the compact form.
    package let compactFields: Int
    /// The most bytes of a field's name or value in the compact form.
    package let compactBytes: Int

    /// A model.
    ///
    /// - Parameters:
    ///   - layout: How the server keeps keys. Default: apart.
    ///   - sizes: What its allocator makes of sizes. Default: jemalloc with steps of 8 bytes.
    ///   - compactFields: The most fields of a hash in the compact form. Default: 512.
    ///   - compactBytes: The most bytes of a name or value in it. Default: 64.
    package init(
        layout: Layout = .apart, sizes: AllocatorSizes = .jemalloc(step: 8), compactFields: Int = 512,
        compactBytes: Int = 64
    ) {
        self.layout = layout
        self.sizes = sizes
        self.compactFields = compactFields
        self.compactBytes = compactBytes
    }

    /// The model of a server, by its version, allocator and settings; what it doesn't tell is as it is by default.
    package init(_ node: NodeFacts) {
        let settings = node.settings.value ?? [:]
        func number(_ names: String...) -> Int? { names.lazy.compactMap { settings[$0].flatMap { Int($0) } }.first }
        self.init(
            layout: Self.layout(node.info.server), sizes: AllocatorSizes(node),
            compactFields: number("hash-max-listpack-entries", "hash-max-ziplist-entries") ?? 512,
            compactBytes: number("hash-max-listpack-value", "hash-max-ziplist-value") ?? 64)
    }

    private static func layout(_ server: ServerInfo.Server) -> Layout {
        guard let version = server.version else { return .apart }
        switch server.product {
        case .valkey:
            if version >= ServerVersion(8, 1) { return .nameInObject }
            return version >= ServerVersion(8) ? .nameInEntry : .apart
        case .redis: return version >= ServerVersion(8, 2) ? .nameInObject : .apart
        case .other: return .apart
        }
    }

    /// What a key takes beside its value.
    ///
    /// - Parameters:
    ///   - nameBytes: How long its name is.
    ///   - hasEnd: Whether it has an end.
    package func key(_ nameBytes: Int, hasEnd: Bool) -> Int {
        let name = Self.withHead(nameBytes)
        return switch layout {
        case .apart: sizes[24] + sizes[name] + Self.tableShare + end(hasEnd)
        case .nameInEntry: sizes[17 + name] + Self.tableShare + end(hasEnd)
        // The object's head is counted with the value in the other layouts.
        case .nameInObject: sizes[Self.head + (hasEnd ? 8 : 0) + 1 + name] - sizes[Self.head] + Self.tableShare
        }
    }

    private func end(_ hasEnd: Bool) -> Int { hasEnd ? sizes[24] + Self.tableShare : 0 }

    /// What a string takes beside its key.
    ///
    /// - Parameter bytes: How long it is.
    package func string(_ bytes: Int) -> Int {
        bytes <= 44 && layout != .nameInObject
            ? sizes[Self.head + 4 + bytes] : sizes[Self.head] + sizes[Self.withHead(bytes)]
    }

    /// What a hash in the compact form takes beside its key; nil if it has too many fields for that. Only right if no
    /// name or value is longer than the limit.
    ///
    /// - Parameters:
    ///   - fields: How many fields it has.
    ///   - bytes: How long their names and values are altogether.
    package func compactHash(fields: Int, bytes: Int) -> Int? {
        guard fields <= compactFields, bytes <= 2 * fields * compactBytes else { return nil }
        return sizes[Self.head] + sizes[7 + bytes + 2 * 2 * fields]
    }

    /// What a hash in a table takes beside its key.
    ///
    /// - Parameters:
    ///   - fields: How many fields it has.
    ///   - bytes: How long their names and values are altogether.
    package func tableHash(fields: Int, bytes: Int) -> Int {
        guard fields > 0 else { return sizes[Self.head] + sizes[56] }
        let part = sizes[Self.withHead(bytes / (2 * fields))]
        return sizes[Self.head] + sizes[56] + 8 * Self.powerOfTwo(fields) + fields * (sizes[24] + 2 * part)
    }

    /// The head of an object.
    private static let head = 16
    /// A key's share of the table: 8 to 16 bytes, by how full it is.
    private static let tableShare = 12

    /// A string with its head and the zero behind it.
    private static func withHead(_ bytes: Int) -> Int {
        switch bytes {
        case ..<32: bytes + 2
        case ..<256: bytes + 4
        case ..<65_536: bytes + 6
        default: bytes + 10
        }
    }

    private static func powerOfTwo(_ number: Int) -> Int {
        var power = 4
        while power < number { power *= 2 }
        return power
    }
}
