internal import PinyonClient

/// Counters of a server that only grow, over a window or since they began.
package struct Counters: Sendable {
    /// The end of the window, or now.
    private let now: ServerInfo
    /// The beginning of the window; nil for the server's lifetime.
    private let earlier: ServerInfo?
    /// How long the window is, or how long the server runs; nil if it doesn't tell.
    package let seconds: Double?

    /// The counters of a server.
    package init(_ node: NodeFacts) {
        now = node.info
        // A server that was started again meanwhile counts from 0: its lifetime is all there is.
        let isSame = node.earlier?.server.runID == node.info.server.runID
        earlier = isSame ? node.earlier : nil
        seconds = (earlier == nil ? node.info.server.uptime : node.window).map(Self.seconds)
    }

    private static func seconds(_ duration: Duration) -> Double { duration / .seconds(1) }

    /// Whether it is a window's growth, and not all since the counters began.
    package var isWindow: Bool { earlier != nil }

    /// How much a counter has grown; nil if the server doesn't tell it. One that was reset meanwhile has grown by what
    /// it is now.
    package func growth(_ name: String) -> Int? {
        guard let end = now.fields.integer(name) else { return nil }
        guard let begin = earlier?.fields.integer(name), begin <= end else { return end }
        return end - begin
    }

    /// How much a counter grows a second; nil if the server doesn't tell it, or not for how long.
    package func rate(_ name: String) -> Double? {
        guard let growth = growth(name), let seconds, seconds > 0 else { return nil }
        return Double(growth) / seconds
    }

    /// How often commands were called.
    package func calls(_ names: some Sequence<String>) -> Int {
        let (now, earlier) = (now.commands, earlier?.commands)
        return names.reduce(0) { sum, name in
            let end = now[name]?.calls ?? 0
            let begin = earlier?[name]?.calls ?? 0
            return sum + (begin <= end ? end - begin : end)
        }
    }

    /// How often each command was called that was called at all.
    package var calls: [String: Int] {
        var calls: [String: Int] = [:]
        for name in now.commands.keys {
            let count = self.calls([name])
            if count > 0 { calls[name] = count }
        }
        return calls
    }

    /// How often each kind of error was answered that was answered at all, by its prefix.
    package var errors: [String: Int] {
        let begin = earlier?.errors ?? [:]
        var errors: [String: Int] = [:]
        for (prefix, end) in now.errors {
            let count = end - (begin[prefix] ?? 0)
            if count != 0 { errors[prefix] = count > 0 ? count : end }
        }
        return errors
    }

    /// Lookups that found their key; nil if the server doesn't tell.
    package var hits: Int? { growth("keyspace_hits") }
    /// Lookups that found nothing; nil if the server doesn't tell.
    package var misses: Int? { growth("keyspace_misses") }
}
