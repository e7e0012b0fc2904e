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

    /// From this size on a command takes the bulk lane.
    package static let largeSize = 64 << 10

    package init(
        _ batch: CommandBatch, traits: CommandTraits, options: CommandOptions, times: CallTimes, now: NIODeadline
    ) {
        self.batch = batch
        if let timeout = options.timeout {
            deadline = timeout > .zero ? now + TimeAmount(timeout) : now
        } else {
            // A command that waits on the server has its own idea of how long.
            deadline = traits.flags.contains(.blocking) || options.blocks ? .distantFuture : now + times.command
        }
        connectDeadline = min(deadline, now + times.connect)
        changesConnection = traits.flags.contains(.leased)
        path = Self.path(of: batch, traits: traits, options: options)
    }

    /// A batch of commands that have calls of their own: with the most time that one of them has, and on the one
    /// connection that may carry them all, so that they run in order.
    ///
    /// - Parameters:
    ///   - commands: The commands. Together they may be too large for the small lane.
    ///   - calls: Their calls.
    package init(_ commands: [CommandArguments], calls: [Call]) {
        batch = .several(commands)
        changesConnection = calls.contains(where: \.changesConnection)
        path = max(calls.map(\.path).max() ?? .small, batch.size > Self.largeSize ? .bulk : .small)
        deadline = calls.map(\.deadline).max() ?? .now()
        connectDeadline = calls.map(\.connectDeadline).max() ?? .now()
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
