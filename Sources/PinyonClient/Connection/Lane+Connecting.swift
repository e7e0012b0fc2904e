internal import NIOCore

extension Lane {
    /// Makes a connection, with pauses between attempts, for as long as one is wanted.
    func connect() async {
        while !Task.isCancelled {
            await onLoop {
                self.loop.value.isTrying = true
                self.loop.value.refusal = nil
            }
            do throws(ClientError) {
                let connection = try await connector.connect(on: eventLoop, preparations: hooks.preparations)
                guard await attach(connection) else { continue }
                return
            } catch {
                guard let delay = await failed(error) else { return }
                do { try await Task.sleep(for: delay) } catch { return }
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
                connection.channel.close(promise: nil)
                return true
            }
            self.loop.value.isTrying = false
            self.loop.value.failures = 0
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
        let isTerminal = [.authentication, .configuration, .untrustedAddress].contains(error.code)
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
            guard isWanted else {
                self.loop.value.isTrying = false
                return nil
            }
            return self.connector.settings.backoff.delay(
                afterFailures: self.loop.value.failures, isTerminal: isTerminal, fraction: .random(in: 0...1))
        }
    }

    /// Lets a connection take commands, on the event loop.
    private func take(_ connection: Connection) {
        loop.value.current = connection
        loop.value.connectedAt = eventLoop.now
        loop.value.silentProbes = 0
        connection.onLoop.watch(connector.settings)
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
        reconnect(after: nil)
    }

    private func reconnect(after end: ClientError?) {
        guard outbox.withMachine({ $0.disconnected(wanted: isPrincipal) }) else { return }
        // Nobody is to be told a failure of before.
        loop.value.lastFailure = end.map {
            ClientError(
                .connectionFailed, "there was no new connection in time after the last one ended: \($0.message)",
                node: "\(connector.address)", serverError: $0.serverError)
        }
        startConnecting()
        expire()
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
        guard loop.value.current?.id == id else { return }
        loop.value.current = nil
        hooks.onClosed?(error)
        reconnect(after: error)
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
                other.channel.close(promise: nil)
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

    /// Ends a stalled connection, unless its server is only slow: then its replies are still to come.
    private func probed(_ id: ConnectionID, _ answer: Connector.Probe) {
        let connections = [loop.value.current, loop.value.other].compactMap { $0 } + loop.value.retired
        guard let connection = connections.first(where: { $0.id == id }) else { return }
        if answer == .silent {
            loop.value.silentProbes += 1
            guard loop.value.silentProbes >= connector.settings.silentProbes else { return }
        }
        connection.onLoop.closeIfStalled(
            ClientError(
                .connectionClosed, answer.explanation, node: "\(connector.address)", mayHaveRun: true))
    }
}
