internal import NIOCore

/// What one connection of a ``ScriptedServer`` has still to send. Times are times since the server started.
package struct ScriptedConnectionStateMachine: Sendable {
    /// What the server has to do next.
    package enum Action: Hashable, Sendable {
        case write([UInt8])
        /// End the connection once what was written is on its way.
        case end(FaultEnding)
        /// Ask again at this time.
        case wait(until: Duration)
        case idle
    }

    private var queue = CircularBuffer<ScriptedReply.Kind>()
    private var resumption: Duration?
    private var isSilent = false
    private var isOver = false

    package init() {}

    /// Takes what a command is answered with.
    package mutating func answer(_ replies: [ScriptedReply]) {
        for reply in replies where !isSilent {
            if reply.kind == .silence { isSilent = true } else { queue.append(reply.kind) }
        }
    }

    /// Tells what to do next. Everything but `wait` and `idle` counts as done with this call.
    package mutating func next(at now: Duration) -> Action {
        guard !isOver else { return .idle }
        if let resumption {
            guard resumption <= now else { return .wait(until: resumption) }
            self.resumption = nil
        }
        guard let next = queue.popFirst() else { return .idle }
        switch next {
        case .bytes(let bytes): return .write(bytes)
        case .delay(let duration):
            let time = now + duration
            resumption = time
            return .wait(until: time)
        case .silence: return .idle
        case .end(let ending):
            isOver = true
            return .end(ending)
        }
    }

    /// Forgets what has not been sent.
    package mutating func end() {
        isOver = true
    }
}
