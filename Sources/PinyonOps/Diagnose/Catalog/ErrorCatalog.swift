/// The errors that are known. Where the same words mean several, the most frequent comes first.
package enum ErrorCatalog {
    /// All of them.
    package static let all: [ErrorEntry] = Array(
        [
            memory, cluster, redirections, scripts, replication, sentinel, persistence, security, data, usage,
            protocols, connections, connecting, clients, memcachedCommands, memcachedMemory,
        ].joined())

    /// The entry with a name; nil if there is none.
    package static func entry(named id: String) -> ErrorEntry? { all.first { $0.id == id } }
}
