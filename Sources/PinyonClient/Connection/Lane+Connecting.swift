internal import NIOCore

extension Lane {
    /// A connection that gave no reply and ended sooner is taken for a failed attempt: behind the address is somebody
    /// who accepts connections and ends them. One that lasts longer needs no pause: that is one attempt in this time.
    private static let leastLife = TimeAmount.seconds(1)

    /// Makes a connection, with pauses between attempts, for as long as one is wanted.
    func connect() async {
        await pauseAtFirst()
        while !Task.isCancelled {
            await onLoop {
                self.loop.value.isTrying = true
                self.loop.value.refusal = nil
                self.loop.value.idlePause = nil
            }
            do throws(ClientError) {
                let connection = try await connector.connect(on: eventLoop, preparations: hooks.preparations)
                if await attach(connection) { return }
                throw ClientError(
                    .connectionFailed, "the server closed the connection as soon as it was made",
                    node: "\(connector.address)")
            } catch {
                guard let delay = await failed(error) else { return }
                do { try await Task.sleep(for: delay) } catch { return }
            }
        }
    }

    /// Waits before the first attempt, if there is a reason to.
    private func pauseAtFirst() async {
        let (rest, pause) = await onLoop {
            (self.loop.value.restsUntil - self.eventLoop.now, self.loop.value.idlePause)
        }
        if rest > .nanoseconds(0) {
            // Whoever is cancelled goes no further anyway.
            try? await Task.sleep(for: Duration(rest))
        } else if let pause {
            await withTaskCancellationHandler {
                _ = await pause.outcome()
            } onCancel: {
                pause.finish(.success(()))
            }
        }
    }

    /// Gives commands to a new connection.
    ///
    /// - Returns: whether it still lives.
    package func attach(_ connection: Connection) async -> Bool {
        await onLoop {
            guard connection.channel.isActive else { return false }
            let wasClosed = self.outbox.withMachine { machine in
                machine.connected()
                if case .closed = machine.phase { return true }
                return false
            }
            guard !wasClosed else {
                connection.onLoop.close(Self.unwanted)
                return true
            }
            self.loop.value.isTrying = false
            self.loop.value.lastFailure = nil
            self.hooks.onConnected?()
            self.take(connection)
            return true
        }
    }

    /// Notes that an attempt failed.
    ///
    /// - Returns: how long to wait before the next; nil if nobody wants one.
    private func failed(_ error: ClientError) async -> Duration? {
        let isTerminal = error.isTerminal
        let sendsAway = isTerminal || isReplaceable || error.isWrongRole
        return await onLoop {
            self.loop.value.failures += 1
            self.loop.value.lastFailure = error
            if !sendsAway { self.expire() }
            // At once: whoever is told calls again, and must find it resting.
            let (away, isWanted) = self.outbox.withMachine { machine in
                let away = sendsAway ? machine.removeAll() : []
                if case .closed = machine.phase { return (away, false) }
                if self.isPrincipal || !machine.isEmpty { return (away, true) }
                machine.rest()
                return (away, false)
            }
            self.loop.value.refusal = isTerminal && isWanted ? error : nil
            for pending in away { self.outbox.finish(pending, error) }
            let delay = self.connector.settings.backoff.delay(
                afterFailures: self.loop.value.failures, isTerminal: isTerminal, fraction: .random(in: 0...1))
            guard isWanted else {
                self.loop.value.isTrying = false
                if isTerminal, !self.hooks.preparations.isEmpty { self.rest(after: error, for: delay) }
                return nil
            }
            return delay
        }
    }

    /// Sends callers away for a while without an attempt: those who have another way when a server doesn't take what is
    /// to be prepared come again at once, and each of them would make a connection in vain.
    private func rest(after refusal: ClientError, for pause: Duration) {
        loop.value.refusal = refusal
        loop.value.restsUntil = eventLoop.now + TimeAmount(bounded: pause)
    }

    /// Lets a connection take commands, on the event loop.
    private func take(_ connection: Connection) {
        loop.value.current = connection
        loop.value.connectedAt = eventLoop.now
        connection.onLoop.watch(connector.settings)
        if hooks.yieldsToSmall, let traffic = connector.traffic {
            // A connection that has just ended has no options any more, and no use for them.
            try? connection.channel.syncOptions?.setOption(.recvAllocator, value: YieldingReads(yieldingTo: traffic))
        }
        connection.onLoop.attach(outbox, delegate: self)
        expire()
    }

    /// Lets a connection take no more commands, on the event loop.
    func retire(ifConnectedBefore time: NIODeadline) {
        guard let current = loop.value.current, loop.value.connectedAt <= time else { return }
        loop.value.current = nil
        loop.value.retired += [current, loop.value.other].compactMap { $0 }
        loop.value.other = nil
        hooks.onClosed?(ClientError(.connectionClosed, "another connection takes its place"))
        for connection in loop.value.retired { connection.onLoop.detach() }
        loop.value.failures = 0
        guard outbox.withMachine({ $0.disconnected(wanted: isPrincipal) }) else { return }
        // Nobody is to be told a failure of before.
        loop.value.lastFailure = nil
        startConnecting()
        expire()
    }

    /// Makes another connection in place of one that has ended: at once if that one was good for something and somebody
    /// waits.
    private func reconnect(after end: ClientError, wasGood: Bool) {
        let failure = ClientError(
            .connectionFailed, "there was no new connection in time after the last one ended: \(end.message)",
            node: "\(connector.address)", serverError: end.serverError)
        let sendsAway = isReplaceable && !wasGood
        let (away, isWanted, isAwaited) = outbox.withMachine { machine in
            let away = sendsAway ? machine.removeAll() : []
            let isWanted = machine.disconnected(wanted: self.isPrincipal)
            return (away, isWanted, !machine.isEmpty)
        }
        // Nobody is to be told a failure of before.
        if isWanted || !wasGood { loop.value.lastFailure = failure }
        setPause(wasGood: wasGood, isIdle: isWanted && !isAwaited)
        for pending in away { outbox.finish(pending, failure) }
        guard isWanted else { return }
        startConnecting()
        expire()
    }

    /// Sets the pause before the next attempt.
    ///
    /// - Parameters:
    ///   - wasGood: Whether the last connection was good for something.
    ///   - isIdle: Whether another one is made although nobody waits.
    private func setPause(wasGood: Bool, isIdle: Bool) {
        let backoff = connector.settings.backoff
        loop.value.failures = wasGood ? 0 : loop.value.failures + 1
        loop.value.idlePause = nil
        let delay = TimeAmount(
            backoff.delay(
                afterFailures: max(1, loop.value.failures), isTerminal: false, fraction: .random(in: 0...1)))
        guard wasGood else {
            loop.value.restsUntil = eventLoop.now + delay
            return
        }
        // The clients that lose a server together don't come back together, unless their callers want them to.
        guard isIdle else { return }
        let pause = Waiter<Void>()
        loop.value.idlePause = pause
        eventLoop.scheduleTask(in: delay) { _ = pause.finish(.success(())) }
    }

    private static var unwanted: ClientError {
        ClientError(.connectionClosed, "the connection isn't needed any more")
    }

    private func onLoop<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
        await withUnsafeContinuation { continuation in
            eventLoop.execute { continuation.resume(returning: body()) }
        }
    }
}

extension Lane: ConnectionDelegate {
    package func connection(_ id: ConnectionID, received push: RESPPush) {
        hooks.onPush?(push)
    }

    package func connection(_ id: ConnectionID, closed error: ClientError) {
        if loop.value.other?.id == id { loop.value.other = nil }
        loop.value.retired.removeAll { $0.id == id }
        guard let current = loop.value.current, current.id == id else { return }
        let wasGood = current.onLoop.hasReplied || loop.value.connectedAt + Self.leastLife <= eventLoop.now
        loop.value.current = nil
        hooks.onClosed?(error)
        reconnect(after: error, wasGood: wasGood)
    }

    /// Moves later commands to the other connection, or makes one for the next time.
    package func connectionReceivesLargeReply(_ id: ConnectionID) {
        guard hooks.movesFromLargeReplies, loop.value.current?.id == id else { return }
        if let other = loop.value.other {
            if other.onLoop.isIdle { swap(to: other) }
        } else if !loop.value.isMakingOther {
            loop.value.isMakingOther = true
            work.submit { await self.makeOther() }
        }
    }

    private func swap(to other: Connection) {
        guard let current = loop.value.current else { return }
        loop.value.other = current
        current.onLoop.detach()
        take(other)
    }

    /// Makes the second connection. If that fails, everybody stays where they are until the next large reply.
    private func makeOther() async {
        let other: Connection?
        do throws(ClientError) {
            other = try await connector.connect(on: eventLoop)
        } catch {
            other = nil
        }
        await onLoop {
            self.loop.value.isMakingOther = false
            guard let other else { return }
            let isWanted = self.outbox.withMachine { machine in
                if case .connected = machine.phase { true } else { false }
            }
            guard isWanted, let current = self.loop.value.current, other.channel.isActive else {
                other.onLoop.close(Self.unwanted)
                return
            }
            if current.onLoop.isIdle {
                self.loop.value.other = other
                other.onLoop.stand(by: self)
            } else {
                self.swap(to: other)
            }
        }
    }

    package func connectionDrained(_ id: ConnectionID) {
        guard let connection = loop.value.retired.first(where: { $0.id == id }) else { return }
        connection.onLoop.close(
            ClientError(.connectionClosed, "another connection took its place", node: "\(connector.address)"))
    }

    /// Asks the server on a second connection whether it lives, because commands have waited for long.
    package func connectionStalled(_ id: ConnectionID) {
        work.submit {
            let answer = await self.connector.probe(on: self.eventLoop)
            await self.onLoop { self.probed(id, answer) }
        }
    }

    /// Ends a stalled connection. A server that answers nobody may only be slow, so that its replies are still to come:
    /// it is asked several times before.
    private func probed(_ id: ConnectionID, _ answer: Connector.Probe) {
        let connections = [loop.value.current, loop.value.other].compactMap { $0 } + loop.value.retired
        guard let connection = connections.first(where: { $0.id == id }) else { return }
        // It is asked again as long as nothing comes.
        guard answer != .unknown else { return }
        let silences = connection.onLoop.wasAsked(isSilent: answer == .silent)
        guard answer != .silent || silences >= connector.settings.silentProbes else { return }
        connection.onLoop.closeIfStalled(
            ClientError(
                .connectionClosed, answer.explanation, node: "\(connector.address)", mayHaveRun: true))
    }
}

extension ClientError {
    /// Whether only people can mend what kept a connection from being made, so that trying again soon is in vain. With
    /// ``Code/server`` the server doesn't take what was to be prepared on it.
    var isTerminal: Bool { [.authentication, .configuration, .untrustedAddress, .server].contains(code) }
}
