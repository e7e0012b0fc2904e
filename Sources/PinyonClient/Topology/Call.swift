package import NIOCore

/// A command or batch on its way: what is sent, how, and until when.
package struct Call: Sendable {
    package var batch: CommandBatch
    package private(set) var terms: CallTerms

    /// A command on its way.
    ///
    /// - Parameters:
    ///   - request: The command.
    ///   - times: The client's time limits.
    ///   - start: When the caller called.
    package init(_ request: Request, _ times: CallTimes, since start: NIODeadline) {
        self.init(request, CallTerms(request, times, since: start))
    }

    /// A command on its way.
    package init(_ request: Request, _ terms: CallTerms) {
        batch = .one(request.arguments)
        self.terms = terms
    }

    /// Commands for one connection.
    package init(_ commands: [CommandArguments], _ terms: CallTerms.Batch) {
        batch = .several(commands)
        self.terms = terms.all(size: batch.size)
    }

    /// Commands for one connection, on the terms of one that embraces them.
    package init(_ commands: [CommandArguments], _ terms: CallTerms) {
        batch = .several(commands)
        self.terms = terms
    }

    package var path: CallTerms.Path { terms.path }
    package var deadline: NIODeadline { terms.deadline }
    package var connectDeadline: NIODeadline { terms.connectDeadline }

    /// Begins an attempt: what waits on a server waits there anew.
    package mutating func begin(now: NIODeadline, _ times: CallTimes) { terms.begin(now: now, times) }

    /// Gives a new attempt its time to connect.
    package mutating func connect(until deadline: NIODeadline) { terms.connectDeadline = deadline }
}
