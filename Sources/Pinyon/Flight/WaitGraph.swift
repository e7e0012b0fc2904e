internal import Synchronization

/// Which loads wait for which other loads, in the whole process.
///
/// A load that asks a cache for another key waits for that key's load. If that one, directly or through others, waits
/// for the first, none of them would ever end; the last one to ask gets an error instead. The graph has an edge only
/// while a loader waits inside another load, so it is nearly always empty.
@usableFromInline
enum WaitGraph {
    /// A load.
    @usableFromInline
    final class Node: Sendable {
        @usableFromInline
        init() {}
    }

    /// The load that the current task works for, if any.
    @TaskLocal private static var current: Node?

    private static let edges = Mutex<[ObjectIdentifier: [ObjectIdentifier: Int]]>([:])

    /// Runs a body as the work for a load.
    @usableFromInline
    static func work(for node: Node, _ body: () async -> Void) async {
        await $current.withValue(node) { await body() }
    }

    /// Notes that the current load waits for another one.
    ///
    /// - Returns: false, and notes nothing, if the current load would wait for itself.
    @usableFromInline
    static func enter(_ target: Node) -> Bool {
        guard let current else { return true }
        return edges.withLock { edges in
            let (from, to) = (ObjectIdentifier(current), ObjectIdentifier(target))
            guard !reaches(from: to, to: from, in: edges) else { return false }
            edges[from, default: [:]][to, default: 0] += 1
            return true
        }
    }

    /// Takes back what `enter` noted.
    @usableFromInline
    static func leave(_ target: Node) {
        guard let current else { return }
        let (from, to) = (ObjectIdentifier(current), ObjectIdentifier(target))
        edges.withLock { edges in
            guard let count = edges[from]?[to] else { return }
            edges[from]?[to] = count > 1 ? count - 1 : nil
            if edges[from]?.isEmpty == true { edges[from] = nil }
        }
    }

    private static func reaches(
        from start: ObjectIdentifier,
        to goal: ObjectIdentifier,
        in edges: [ObjectIdentifier: [ObjectIdentifier: Int]]
    ) -> Bool {
        var seen: Set<ObjectIdentifier> = [start]
        var pending = [start]
        while let node = pending.popLast() {
            if node == goal { return true }
            for next in edges[node, default: [:]].keys where seen.insert(next).inserted { pending.append(next) }
        }
        return false
    }
}
