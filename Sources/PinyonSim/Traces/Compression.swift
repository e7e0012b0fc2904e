/// How a file is compressed, and the system's tool that undoes it.
package struct Compression: Hashable, Sendable {
    /// The command.
    package let tool: String
    /// Its arguments, which make it copy from standard input to standard output.
    package let arguments: [String]
    /// The Debian package that brings it.
    package let package: String

    /// Names a tool.
    ///
    /// - Parameters:
    ///   - tool: The command.
    ///   - arguments: What makes it decompress standard input to standard output.
    ///   - package: The Debian package that brings it.
    package init(tool: String, arguments: [String], package: String) {
        self.tool = tool
        self.arguments = arguments
        self.package = package
    }

    /// Files that end in `.gz`.
    package static let gzip = Compression(tool: "gzip", arguments: ["-dc"], package: "gzip")
    /// Files that end in `.xz`.
    package static let xz = Compression(tool: "xz", arguments: ["-dc"], package: "xz-utils")
    /// Files that end in `.zst` or `.zstd`.
    package static let zstd = Compression(tool: "zstd", arguments: ["-dcq"], package: "zstd")

    private static let endings: [(ending: String, compression: Compression)] = [
        (".gz", gzip), (".xz", xz), (".zst", zstd), (".zstd", zstd),
    ]

    /// The compression that a file's ending names, in any case; `nil` if none.
    package static func ofEnding(_ path: String) -> Compression? {
        let name = path.lowercased()
        return endings.first { name.hasSuffix($0.ending) }?.compression
    }

    /// A lower-case file name without the ending of a compression.
    static func strippingEnding(_ name: String) -> String {
        for (ending, _) in endings where name.hasSuffix(ending) { return String(name.dropLast(ending.count)) }
        return name
    }

    /// How many bytes ``ofContent(_:)`` needs to see.
    static let magicLength = 6

    /// The compression that a stream's first bytes name; `nil` if none.
    package static func ofContent(_ head: some Collection<UInt8>) -> Compression? {
        let head = Array(head.prefix(magicLength))
        // RFC 1952: two bytes of identification, the method (deflate) and flags, of which three bits are reserved.
        if head.count >= 4, head.starts(with: [0x1F, 0x8B, 0x08]), head[3] & 0xE0 == 0 { return gzip }
        if head.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) { return xz }
        // RFC 8878.
        if head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return zstd }
        return nil
    }
}
