extension CacheCore {
    /// How a caller gets its answer.
    @usableFromInline
    enum Boarding: Sendable {
        case answer(Cached<Value>)
        case lead(Flight<Value>)
        case join(Flight<Value>)
    }

    /// The answer for a key that the near tier did not have a moment ago: from a load under way, the remote tier, or a
    /// load.
    ///
    /// - Parameter acceptsAbsent: whether "there is none" is an answer; otherwise it is loaded again.
    @inlinable
    func answer(for key: Key, acceptsAbsent: Bool, load: @escaping Loader) async throws -> Answer<Value> {
        while true {
            try Task.checkCancellation()
            switch try board(key, acceptsAbsent: acceptsAbsent) {
            case .answer(.value(let value)): return .value(value)
            case .answer(.absent): return .absent
            case .lead(let flight):
                start(flight, key: key, acceptsAbsent: acceptsAbsent, load: load)
                return try await wait(for: flight, key: key)
            case .join(let flight):
                counters.joined.increment()
                let answer = try await wait(for: flight, key: key)
                if case .absent = answer, !acceptsAbsent { continue }
                return answer
            }
        }
    }

    /// Finds out, under the lock, what to do for a key.
    @inlinable
    func board(_ key: Key, acceptsAbsent: Bool) throws -> Boarding {
        try table.withPart(of: key) { part in
            if let flight = part.flights[key] {
                flight.join()
                return .join(flight)
            }
            // A flight may have landed since the caller looked.
            if let cached = near?.peek(key) {
                if acceptsAbsent { return answerLate(cached) }
                if case .value = cached { return answerLate(cached) }
            }
            guard tasks.begin() else {
                throw error(.shutDown, "it has been shut down and starts no loads; make a new cache.")
            }
            let flight = Flight<Value>()
            part.flights[key] = flight
            return .lead(flight)
        }
    }

    @inlinable
    func answerLate(_ cached: Cached<Value>) -> Boarding {
        counters.lateNearHits.increment()
        return .answer(cached)
    }

    @inlinable
    func start(_ flight: Flight<Value>, key: Key, acceptsAbsent: Bool, load: @escaping Loader) {
        let task = Task(executorPreference: executor) {
            await WaitGraph.work(for: flight.node) {
                await self.fly(flight, key: key, acceptsAbsent: acceptsAbsent, load: load)
            }
            self.tasks.end()
        }
        flight.setTask(task)
    }

    /// Waits for a flight as one of its callers.
    @inlinable
    func wait(for flight: Flight<Value>, key: Key) async throws -> Answer<Value> {
        guard WaitGraph.enter(flight.node) else {
            leave(flight, key: key)
            throw error(
                .reentrantLoad,
                "a loader asked, directly or through other loaders, for the key that it is loading; load it without the cache."
            )
        }
        defer { WaitGraph.leave(flight.node) }
        do {
            return try await flight.wait()
        } catch is CancellationError where Task.isCancelled {
            counters.cancelled.increment()
            leave(flight, key: key)
            throw CancellationError()
        }
    }

    /// Takes a caller off a flight; the last one to leave ends it.
    @inlinable
    func leave(_ flight: Flight<Value>, key: Key) {
        let wasLast = table.withPart(of: key) { part in
            guard flight.leave() else { return false }
            if part.flights[key] === flight { part.flights[key] = nil }
            return true
        }
        if wasLast { flight.cancel() }
    }

    /// The flight itself: look into the remote tier, load, fill.
    @inlinable
    func fly(_ flight: Flight<Value>, key: Key, acceptsAbsent: Bool, load: Loader) async {
        if let (answer, lifetime) = await remoteAnswer(for: key, acceptsAbsent: acceptsAbsent) {
            counters.remoteHits.increment()
            let fill = nearFill(of: answer, for: key, lifetime: lifetime)
            _ = land(flight, key: key) { part, departures in
                part.writes[key]?.overtake()
                fillNear(fill, for: key, departures: &departures)
            }
            flight.finish(.success(answer))
            return
        }
        if Task.isCancelled {
            // Everybody has left meanwhile.
            _ = land(flight, key: key)
            flight.finish(.failure(CancellationError()))
            return
        }
        counters.loads.increment()
        do {
            let loaded = try await load(LoadContext(key: key))
            await land(flight, key: key, with: loaded)
        } catch {
            counters.loadFailures.increment()
            _ = land(flight, key: key)
            flight.finish(.failure(error))
        }
    }

    /// Ends a flight with what was loaded.
    @inlinable
    func land(_ flight: Flight<Value>, key: Key, with loaded: Loaded<Value>) async {
        switch loaded.content {
        case .uncached(let value):
            _ = land(flight, key: key)
            flight.finish(.success(.value(value)))
        case .value(let value, let lifetime):
            await land(flight, key: key, answer: .value(value), lifetime: lifetime ?? policy.lifetime)
        case .absent(let lifetime):
            if let lifetime = lifetime ?? policy.absentLifetime {
                await land(flight, key: key, answer: .absent, lifetime: lifetime)
            } else {
                _ = land(flight, key: key)
                flight.finish(.success(.absent))
            }
        }
    }

    @inlinable
    func land(_ flight: Flight<Value>, key: Key, answer: Answer<Value>, lifetime: Duration?) async {
        let lifetime = jittered(lifetime)
        let isOver = lifetime.map { $0 <= .zero } ?? false
        var turn: RemoteTurn?
        let fill = isOver ? nil : nearFill(of: answer, for: key, lifetime: lifetime)
        let isMapped = land(flight, key: key) { part, departures in
            guard !isOver else { return }
            fillNear(fill, for: key, departures: &departures)
            turn = remote == nil ? nil : takeTurn(key, in: &part)
        }
        if !isMapped { counters.detached.increment() }
        flight.finish(.success(answer))
        if let turn { await fillRemote(answer, for: key, lifetime: lifetime, turn: turn) }
    }

    /// Takes a flight out of the table; the body runs only if the flight was still there, so what was detached fills
    /// nothing.
    @inlinable
    func land(
        _ flight: Flight<Value>,
        key: Key,
        _ body: (inout Table.Part, inout Departures<Key, Cached<Value>>) -> Void = { _, _ in }
    ) -> Bool {
        change(key) { part, departures in
            guard part.flights[key] === flight else { return false }
            part.flights[key] = nil
            body(&part, &departures)
            return true
        }
    }
}
