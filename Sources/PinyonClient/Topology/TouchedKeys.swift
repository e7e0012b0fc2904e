internal import NIOCore

/// The keys that commands write, to tell whether another may still run behind them.
///
/// Only writes count. A read that is asked for again sees what is there by then, which its caller gets to know.
package struct TouchedKeys: Sendable {
    private var keys: Set<ByteBuffer> = []
    /// Whether one of the commands was for all nodes, which may be about every key.
    private var areAll = false

    /// No keys.
    package init() {}

    /// Notes a command that has run, or may have.
    package mutating func add(_ request: Request) {
        guard !request.traits.flags.contains(.readOnly) else { return }
        if request.isForSeveralNodes {
            areAll = true
        } else {
            keys.formUnion(request.arguments.keys(at: request.traits.keys))
        }
    }

    /// Whether a command writes a key that one of these wrote, so that they must not change places.
    package func touches(_ request: Request) -> Bool {
        guard !request.traits.flags.contains(.readOnly) else { return false }
        if request.isForSeveralNodes { return areAll || !keys.isEmpty }
        let own = request.arguments.keys(at: request.traits.keys)
        return own.contains { areAll || keys.contains($0) }
    }
}

extension Request {
    /// Whether it goes to several nodes of a cluster.
    var isForSeveralNodes: Bool { traits.scope != .anyNode }
}
