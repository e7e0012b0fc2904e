package import NIOCore

/// Both directions of one connection, and when the connection as a whole is over.
package struct FaultConnectionStateMachine: Sendable {
    /// What the proxy has to do next.
    package enum Action: Hashable, Sendable {
        case write(ByteBuffer)
        /// End this direction.
        case finish
        /// End the connection once what was written in this direction is on its way.
        case cut(FaultEnding)
        /// Close the connection: both directions have ended.
        case close
        case wait(until: Duration)
        case idle
    }

    private var toServer: FaultStateMachine
    private var toClient: FaultStateMachine

    /// Whether nothing is delivered any more.
    package private(set) var isOver = false

    /// Starts a connection.
    ///
    /// - Parameters:
    ///   - toServer: The faults from the client to the server.
    ///   - toClient: The faults from the server to the client.
    ///   - random: Where everything random comes from.
    ///   - now: The time.
    package init(toServer: [Fault], toClient: [Fault], random: FaultRandom, at now: Duration) {
        self.toServer = FaultStateMachine(toServer, random: random.branch(0), at: now)
        self.toClient = FaultStateMachine(toClient, random: random.branch(1), at: now)
    }

    /// Changes one direction. Nothing happens to a connection that is over.
    package mutating func change(_ direction: FaultDirection, _ change: (inout FaultStateMachine) -> Void) {
        guard !isOver else { return }
        switch direction {
        case .toServer: change(&toServer)
        case .toClient: change(&toClient)
        }
    }

    /// Takes the loss of a direction's sender, which is none if both directions had ended before.
    package mutating func lose(_ direction: FaultDirection, at now: Duration) {
        guard !(toServer.hasFinished && toClient.hasFinished) else { return }
        change(direction) { $0.receiveReset(at: now) }
    }

    /// Whether the proxy should read from the sender of a direction.
    ///
    /// - Parameters:
    ///   - direction: The direction.
    ///   - limit: How many bytes may wait for their time.
    package func wantsBytes(_ direction: FaultDirection, limit: Int) -> Bool {
        let machine = direction == .toServer ? toServer : toClient
        return !isOver && !machine.stopsReading && machine.queuedBytes < limit
    }

    /// Tells what to do next in a direction.
    package mutating func next(_ direction: FaultDirection, at now: Duration) -> Action {
        guard !isOver else { return .idle }
        var action = FaultStateMachine.Action.idle
        change(direction) { action = $0.next(at: now) }
        switch action {
        case .write(let bytes): return .write(bytes)
        case .finish: return .finish
        case .cut(let ending):
            isOver = true
            return .cut(ending)
        case .wait(let time): return .wait(until: time)
        case .idle:
            guard toServer.hasFinished, toClient.hasFinished else { return .idle }
            isOver = true
            return .close
        }
    }

    /// Ends the connection at once: what has not been delivered never will be.
    package mutating func end() {
        isOver = true
    }
}
