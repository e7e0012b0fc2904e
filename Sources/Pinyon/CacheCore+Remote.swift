/// A place in the order of one key's remote writes.
@usableFromInline
struct RemoteTurn: Sendable {
    @usableFromInline let write: RemoteWrite
    @usableFromInline let previous: RemoteWrite?

    @inlinable
    init(write: RemoteWrite, previous: RemoteWrite?) {
        self.write = write
        self.previous = previous
    }
}

extension CacheCore {
    /// Takes the next place in the order of a key's remote writes. Whoever takes it must end it with `endTurn`.
    @inlinable
    func takeTurn(_ key: Key, in part: inout Table.Part) -> RemoteTurn {
        let write = RemoteWrite()
        let previous = part.writes.updateValue(write, forKey: key)
        return RemoteTurn(write: write, previous: previous)
    }

    /// Lets the next write of the key begin.
    @inlinable
    func endTurn(_ turn: RemoteTurn, key: Key) {
        table.withPart(of: key) { part in
            if part.writes[key] === turn.write { part.writes[key] = nil }
        }
        turn.write.finish()
    }

    /// What the remote tier holds for a key, and for how much longer; nil if nothing of use.
    @inlinable
    func remoteAnswer(for key: Key, acceptsAbsent: Bool) async -> (Answer<Value>, Duration?)? {
        guard let remote else { return nil }
        let asked = clock.now
        let entry: RemoteEntry
        do {
            guard let found = try await remote.tier.entry(for: remote.key(key)) else { return nil }
            entry = found
        } catch {
            // A read that was given up says nothing about the tier.
            if !Task.isCancelled { counters.remoteFailures.increment() }
            return nil
        }
        do {
            guard let answer = try remote.decode(entry.bytes) else { return nil }
            if case .absent = answer, !acceptsAbsent { return nil }
            // The remaining lifetime began to run when the tier answered, at some time since it was asked.
            return (answer, entry.remaining.map { $0 - .nanoseconds(clock.now - asked) })
        } catch {
            counters.codecFailures.increment()
            return nil
        }
    }

    /// Stores a loaded answer in the remote tier. Failures are counted: the answer is right all the same.
    @inlinable
    func fillRemote(_ answer: Answer<Value>, for key: Key, lifetime: Duration?, turn: RemoteTurn) async {
        defer { endTurn(turn, key: key) }
        guard let remote else { return }
        let bytes: [UInt8]
        do {
            bytes = try remote.encode(answer)
        } catch {
            counters.codecFailures.increment()
            return
        }
        await turn.previous?.wait()
        do {
            try await remote.tier.store(bytes, for: remote.key(key), lifetime: lifetime)
        } catch {
            counters.remoteFailures.increment()
        }
    }

    /// What the cache holds for a key, without loading. What is found remotely is kept in the near tier, unless the key
    /// was invalidated meanwhile.
    @inlinable
    func cachedAnswer(for key: Key) async -> Answer<Value>? {
        let epoch = table.withPart(of: key) { $0.epoch }
        guard let (answer, lifetime) = await remoteAnswer(for: key, acceptsAbsent: true) else { return nil }
        counters.remoteHits.increment()
        let fill = nearFill(of: answer, for: key, lifetime: lifetime)
        change(key) { part, departures in
            guard part.epoch == epoch else { return }
            part.writes[key]?.overtake()
            fillNear(fill, for: key, departures: &departures)
        }
        return answer
    }

    /// Stores a value in both tiers.
    @inlinable
    func store(_ value: Value, for key: Key, lifetime: Duration?) async throws {
        let lifetime = jittered(lifetime ?? policy.lifetime)
        if let lifetime, lifetime <= .zero { return try await invalidate(key) }
        let bytes: [UInt8]?
        do {
            bytes = try remote?.encode(.value(value))
        } catch {
            counters.codecFailures.increment()
            throw self.error(.codec, "the value can't be encoded; nothing was stored.", error)
        }
        let fill = nearFill(of: .value(value), for: key, lifetime: lifetime)
        let turn = change(key) { part, departures in
            unmap(key, in: &part)
            fillNear(fill, for: key, departures: &departures)
            return remote == nil ? nil : takeTurn(key, in: &part)
        }
        guard let turn, let remote, let bytes else { return }
        defer { endTurn(turn, key: key) }
        await turn.previous?.wait()
        do {
            try await remote.tier.store(bytes, for: remote.key(key), lifetime: lifetime)
        } catch {
            counters.remoteFailures.increment()
            detach(key)
            let message = "the remote tier did not confirm a store; try again or invalidate."
            throw self.error(.remoteUnavailable, message, error)
        }
        // A reader may have found the older value in the remote tier after the near tier had already let the new one
        // go. If another write follows this one, the near tier is left to it.
        change(key) { part, departures in
            guard part.writes[key] === turn.write else { return detach(key, in: &part, departures: &departures) }
            unmap(key, in: &part)
            if turn.write.isOvertaken { fillNear(fill, for: key, departures: &departures) }
        }
    }

    /// Removes a key from both tiers and keeps every load that began before from putting it back.
    @inlinable
    func invalidate(_ key: Key) async throws {
        let turn = change(key) { part, departures in
            detach(key, in: &part, departures: &departures)
            return remote == nil ? nil : takeTurn(key, in: &part)
        }
        guard let turn, let remote else { return }
        defer { endTurn(turn, key: key) }
        await turn.previous?.wait()
        // A reader may have found the old value in the remote tier after the first time and before it was gone there; a
        // removal that failed may have happened all the same.
        defer { detach(key) }
        do {
            try await remote.tier.remove(remote.key(key))
        } catch {
            counters.remoteFailures.increment()
            throw self.error(.remoteUnavailable, "the remote tier did not confirm an invalidation; repeat it.", error)
        }
    }

    /// Removes everything from both tiers, as `invalidate` does for a key.
    @inlinable
    func invalidateAll() async throws {
        var writes: [RemoteWrite] = []
        table.forEachPart { part in
            writes += part.writes.values
            detachAll(in: &part)
        }
        near?.removeAll()
        guard let remote else { return }
        for write in writes { await write.wait() }
        defer {
            table.forEachPart { detachAll(in: &$0) }
            near?.removeAll()
        }
        do {
            try await remote.tier.removeAll(in: remote.namespace)
        } catch {
            counters.remoteFailures.increment()
            throw self.error(.remoteUnavailable, "the remote tier did not confirm an invalidation; repeat it.", error)
        }
    }

    /// Takes a key's load out of the table and its value out of the near tier.
    @inlinable
    func detach(_ key: Key) {
        change(key) { part, departures in detach(key, in: &part, departures: &departures) }
    }

    /// Takes a key's load out of the table and its value out of the near tier. The caller holds the lock of its part.
    @inlinable
    func detach(_ key: Key, in part: inout Table.Part, departures: inout Departures<Key, Cached<Value>>) {
        unmap(key, in: &part)
        part.writes[key]?.overtake()
        _ = near?.remove(key, departures: &departures)
    }

    /// Takes a key's load out of the table; what the near tier has is about to be replaced.
    @inlinable
    func unmap(_ key: Key, in part: inout Table.Part) {
        part.flights[key] = nil
        part.epoch += 1
    }

    @inlinable
    func detachAll(in part: inout Table.Part) {
        part.flights = [:]
        part.epoch += 1
    }
}
