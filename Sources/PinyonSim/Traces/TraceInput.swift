/// Told how far reading has come: bytes of the file so far, compressed if it is, and its length if known.
package typealias TraceProgress = @Sendable (_ bytesRead: Int, _ totalBytes: Int?) -> Void

/// A file's bytes in pieces, counted for a progress report.
struct TraceInput: Sendable {
    private static let chunkLength = 1 << 18

    private let source: ByteSource
    private let progress: TraceProgress?
    private var lookedAt: [UInt8] = []
    private var bytesRead = 0

    init(source: ByteSource, progress: TraceProgress?) {
        self.source = source
        self.progress = progress
    }

    /// Whether the input is a file, whose end is sure to come.
    var isFile: Bool { source.totalBytes != nil }

    /// Looks at the first bytes, which ``next()`` will return again.
    ///
    /// - Parameter count: How many are wanted.
    /// - Returns: At least as many; fewer only if the file is shorter.
    /// - Throws: What ``ByteSource/read(most:)`` throws.
    mutating func peek(_ count: Int) async throws -> [UInt8] {
        while lookedAt.count < count {
            let chunk = try await source.read(most: Self.chunkLength)
            if chunk.isEmpty { break }
            lookedAt += chunk
        }
        return lookedAt
    }

    /// The next bytes; none at the end.
    mutating func next() async throws -> [UInt8] {
        var chunk = lookedAt
        lookedAt = []
        if chunk.isEmpty { chunk = try await source.read(most: Self.chunkLength) }
        bytesRead += chunk.count
        if !chunk.isEmpty { progress?(bytesRead, source.totalBytes) }
        return chunk
    }
}
