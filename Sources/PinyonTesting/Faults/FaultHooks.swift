/// What is to be called when so many bytes have arrived.
struct FaultHooks: Sendable {
    struct Hook: Sendable {
        let direction: FaultDirection
        /// The connection whose bytes count; `nil`: those of all.
        let connection: Int?
        var remaining: Int
        let perform: @Sendable (Int) -> Void
    }

    private var hooks: [Hook] = []

    mutating func add(_ hook: Hook) {
        hooks.append(hook)
    }

    /// Counts the bytes that a connection may process before the next hook is due.
    ///
    /// - Returns: How many of the bytes to process now, and the hooks to call when that is done.
    mutating func advance(
        by available: Int, _ direction: FaultDirection, connection: Int
    ) -> (count: Int, due: [Hook]) {
        guard !hooks.isEmpty else { return (available, []) }
        let counting = hooks.indices.filter { index in
            hooks[index].direction == direction && hooks[index].connection.map { $0 == connection } ?? true
        }
        let count = counting.map { hooks[$0].remaining }.min().map { min($0, available) } ?? available
        for index in counting { hooks[index].remaining -= count }
        let due = counting.filter { hooks[$0].remaining == 0 }
        defer { for index in due.reversed() { hooks.remove(at: index) } }
        return (count, due.map { hooks[$0] })
    }
}
