/// Which server is wanted: any version of a kind, or the versions that share their first numbers.
package struct ServerSeries: Sendable, Hashable, CustomStringConvertible {
    /// The kind of server.
    package let kind: ServerKind
    /// The first number of the version; nil for any.
    package let major: Int?
    /// The second number of the version; nil for any.
    package let minor: Int?

    /// A series.
    ///
    /// - Parameters:
    ///   - kind: The kind of server.
    ///   - major: The first number of the version. Default: any.
    ///   - minor: The second number of the version. Default: any.
    package init(_ kind: ServerKind, _ major: Int? = nil, _ minor: Int? = nil) {
        self.kind = kind
        self.major = major
        self.minor = minor
    }

    /// The newest Redis on this machine.
    package static let redis = ServerSeries(.redis)
    /// The newest Valkey on this machine.
    package static let valkey = ServerSeries(.valkey)
    /// The newest Memcached on this machine.
    package static let memcached = ServerSeries(.memcached)
    /// Redis 6.2, the oldest series whose servers the tests run.
    package static let redis62 = ServerSeries(.redis, 6, 2)
    /// Redis 7.0.
    package static let redis70 = ServerSeries(.redis, 7, 0)
    /// Valkey 9.1.
    package static let valkey91 = ServerSeries(.valkey, 9, 1)

    /// Whether a server belongs to it.
    package func contains(_ binary: ServerBinary) -> Bool {
        binary.kind == kind && (major == nil || binary.version.major == major)
            && (minor == nil || binary.version.minor == minor)
    }

    /// The kind, and as much of the version as is fixed.
    package var description: String {
        ([major, minor].compactMap { $0 }).reduce(into: (text: "\(kind)", separator: " ")) { result, number in
            result.text += "\(result.separator)\(number)"
            result.separator = "."
        }.text
    }
}
