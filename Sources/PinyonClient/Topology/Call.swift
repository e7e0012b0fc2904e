package import NIOCore

/// A command or batch on its way: what is sent, how, and until when.
package struct Call: Sendable {
    /// The kind of connection that it takes. Each may carry what belongs to those before it.
    package enum Path: Int, Sendable, Hashable, Comparable {
        case small
        case bulk
        /// A connection for itself.
        case leased

        package static func < (left: Path, right: Path) -> Bool { left.rawValue < right.rawValue }
    }

    package var batch: CommandBatch
    package var path: Path
    /// Whether it leaves something behind on its connection, which nobody may get afterwards.
    package private(set) var changesConnection: Bool
    package var deadline: NIODeadline
    /// When to give up if there is still no connection.
    package var connectDeadline: NIODeadline
    /// For how long a server may let it wait before its own time begins; nil if it has none to begin.
    private var blockingTime: TimeAmount?

    /// From this size on a command takes the bulk lane.
    package static let largeSize = 64 << 10

    package init(
        _ batch: CommandBatch, traits: CommandTraits, options: CommandOptions, times: CallTimes, now: NIODeadline
    ) {
        self.batch = batch
        if let timeout = options.timeout {
            deadline = timeout > .zero ? now + TimeAmount(bounded: timeout) : now
        } else if traits.flags.contains(.blocking) || options.blocks {
            // A command that waits on the server has its own idea of how long, and the usual time from then on.
            blockingTime = batch.blockingTime(traits)
            deadline = blockingTime.map { now + $0 + times.command } ?? .distantFuture
        } else {
            deadline = now + times.command
        }
        connectDeadline = min(deadline, now + times.connect)
        changesConnection = traits.flags.contains(.leased)
        path = Self.path(of: batch, traits: traits, options: options)
    }

    /// A batch of commands that have calls of their own: with the most time that one of them has, and as much more as
    /// the server may let others of them wait, and on the one connection that may carry them all, so that they run in
    /// order.
    ///
    /// - Parameters:
    ///   - commands: The commands. Together they may be too large for the small lane.
    ///   - calls: Their calls.
    package init(_ commands: [CommandArguments], calls: [Call]) {
        batch = .several(commands)
        changesConnection = calls.contains(where: \.changesConnection)
        path = max(calls.map(\.path).max() ?? .small, batch.size > Self.largeSize ? .bulk : .small)
        // The longest wait is in the latest deadline already.
        let others = calls.compactMap(\.blockingTime).sorted().dropLast()
        deadline = others.reduce(calls.map(\.deadline).max() ?? .now()) { $0 + $1 }
        connectDeadline = calls.map(\.connectDeadline).max() ?? .now()
    }

    /// Begins an attempt: what waits on a server waits there anew.
    package mutating func begin(now: NIODeadline, _ times: CallTimes) {
        if let blockingTime { deadline = now + blockingTime + times.command }
    }

    private static func path(of batch: CommandBatch, traits: CommandTraits, options: CommandOptions) -> Path {
        if !traits.flags.isDisjoint(with: [.blocking, .leased, .apart]) || options.blocks {
            return .leased
        }
        switch options.lane {
        case .small: return .small
        case .bulk: return .bulk
        case nil:
            let isLarge = batch.size > largeSize || traits.flags.contains(.bulk)
            return isLarge ? .bulk : .small
        }
    }
}

/// The time limits that a client gives to calls without any of their own.
package struct CallTimes: Sendable {
    package var command: TimeAmount
    package var connect: TimeAmount

    package init(command: TimeAmount, connect: TimeAmount) {
        self.command = command
        self.connect = connect
    }
}
