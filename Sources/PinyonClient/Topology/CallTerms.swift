package import NIOCore

/// How a command is sent, and until when.
package struct CallTerms: Sendable {
    /// The kind of connection that it takes. Each may carry what belongs to those before it.
    package enum Path: Int, Sendable, Hashable, Comparable {
        case small
        case bulk
        /// A connection for itself.
        case leased

        package static func < (left: Path, right: Path) -> Bool { left.rawValue < right.rawValue }
    }

    package internal(set) var path: Path
    /// Whether it leaves something behind on its connection, which nobody may get afterwards.
    package internal(set) var changesConnection: Bool
    package internal(set) var deadline: NIODeadline
    /// When to give up if there is still no connection.
    package internal(set) var connectDeadline: NIODeadline
    /// For how long a server may let it wait before its own time begins; nil if it has none to begin.
    package let blockingTime: TimeAmount?

    /// From this size on a command takes the bulk lane.
    package static let largeSize = 64 << 10

    /// The terms of a command. Copies nothing of it.
    ///
    /// - Parameters:
    ///   - request: The command.
    ///   - times: The client's time limits.
    ///   - start: When the caller called.
    package init(_ request: borrowing Request, _ times: CallTimes, since start: NIODeadline) {
        if let timeout = request.options.timeout {
            blockingTime = nil
            deadline = timeout > .zero ? start + TimeAmount(bounded: timeout) : start
        } else if request.waitsOnServer {
            // It has its own idea of how long, and the usual time from then on.
            blockingTime = request.blockingTime
            deadline = blockingTime.map { start + $0 + times.command } ?? .distantFuture
        } else {
            blockingTime = nil
            deadline = start + times.command
        }
        connectDeadline = min(deadline, start + times.connect)
        changesConnection = request.traits.flags.contains(.leased)
        path = Self.path(of: request)
    }

    /// Begins an attempt: what waits on a server waits there anew.
    package mutating func begin(now: NIODeadline, _ times: CallTimes) {
        if let blockingTime { deadline = now + blockingTime + times.command }
    }

    /// Gives it the time of the batch that it was sent with, if that is more.
    mutating func extend(to deadline: NIODeadline) {
        self.deadline = max(self.deadline, deadline)
    }

    private static func path(of request: borrowing Request) -> Path {
        if request.waitsOnServer || !request.traits.flags.isDisjoint(with: [.leased, .apart]) { return .leased }
        switch request.options.lane {
        case .small: return .small
        case .bulk: return .bulk
        case nil:
            let isLarge = request.arguments.bytes.readableBytes > largeSize || request.traits.flags.contains(.bulk)
            return isLarge ? .bulk : .small
        }
    }
}

extension CallTerms {
    /// The terms of a batch of commands for one connection: the most time that one of them has, as much more as the
    /// server may let others of them wait, and the one connection that may carry them all, so that they run in order.
    package struct Batch: Sendable {
        private var path = Path.small
        private var changesConnection = false
        private var connectDeadline = NIODeadline.uptimeNanoseconds(0)
        private var latest = NIODeadline.uptimeNanoseconds(0)
        private var waits: [TimeAmount] = []

        /// No command.
        package init() {}

        /// Adds a command.
        package mutating func add(_ terms: CallTerms) {
            path = max(path, terms.path)
            changesConnection = changesConnection || terms.changesConnection
            connectDeadline = max(connectDeadline, terms.connectDeadline)
            latest = max(latest, terms.deadline)
            if let wait = terms.blockingTime { waits.append(wait) }
        }

        /// Until when they have time.
        var deadline: NIODeadline {
            // The longest wait is in the latest deadline already.
            waits.sorted().dropLast().reduce(latest) { $0 + $1 }
        }

        /// The terms of all of them.
        ///
        /// - Parameter size: Their bytes. Together they may be too large for the small lane.
        func all(size: Int) -> CallTerms {
            CallTerms(
                path: max(path, size > CallTerms.largeSize ? .bulk : .small), changesConnection: changesConnection,
                deadline: deadline, connectDeadline: connectDeadline)
        }
    }

    private init(
        path: Path, changesConnection: Bool, deadline: NIODeadline, connectDeadline: NIODeadline
    ) {
        self.path = path
        self.changesConnection = changesConnection
        self.deadline = deadline
        self.connectDeadline = connectDeadline
        blockingTime = nil
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
