internal import PinyonClient

/// What is asked about every key that is looked at.
struct KeyQuestions {
    /// How a server knows when keys were used.
    private enum Use {
        case idleTime
        case frequency
    }

    private let use: Use
    private let database: Int
    private let node: Int

    init(info: ServerInfo, database: Int, node: Int) {
        use = info.memory.policy?.hasSuffix("lfu") == true ? .frequency : .idleTime
        self.database = database
        self.node = node
    }

    /// The commands, by the names that servers give them in their statistics.
    var commands: [String] {
        ["type", "pttl", "object|encoding", "memory|usage", use == .idleTime ? "object|idletime" : "object|freq"]
    }

    /// Asks about keys.
    ///
    /// - Returns: those that still are there.
    func ask(_ names: [KeyName], over session: LeasedSession, _ state: inout NodeSample) async -> [KeyRecord] {
        guard !names.isEmpty else { return [] }
        let replies = await session.sendAll(names.flatMap { questions($0.bytes) })
        var records: [KeyRecord] = []
        for (index, name) in names.enumerated() {
            let answers = Array(replies[(index * 5)..<(index * 5 + 5)])
            if let record = record(name, answers, &state) { records.append(record) }
        }
        for command in commands {
            state.pace.spent(command, calls: names.count)
            state.calls[command, default: 0] += names.count
        }
        return records
    }

    /// The time since its last use comes first: nothing else may count as use before it is read.
    private func questions(_ key: [UInt8]) -> [ErasedCommand] {
        [
            use == .idleTime ? ErasedCommand(.objectIdletime(key)) : ErasedCommand(.objectFreq(key)),
            ErasedCommand(.type(key)), ErasedCommand(.pttl(key)), ErasedCommand(.objectEncoding(key)),
            ErasedCommand(.memoryUsage(key, samples: 5)),
        ]
    }

    private func record(
        _ name: KeyName, _ answers: [Result<RESPValue, ClientError>], _ state: inout NodeSample
    ) -> KeyRecord? {
        let values = answers.map { try? $0.get() }
        state.ownLookups.errors += answers.count { answer in if case .failure = answer { true } else { false } }
        let type = values[1].flatMap { try? KeyType.decode($0) }
        // MEMORY USAGE counts as no lookup. What is gone by then is a miss for each of the others.
        let lookups = answers.prefix(4).count { answer in if case .success = answer { true } else { false } }
        guard let type, type.rawValue != "none" else {
            state.ownLookups.misses += lookups
            return nil
        }
        state.ownLookups.hits += lookups
        var record = KeyRecord(name, type: type)
        record.database = database
        record.node = node
        let used = values[0].flatMap { try? Int?.decode($0) }
        if use == .idleTime { record.idle = used.map { .seconds($0) } } else { record.frequency = used }
        if let left = values[2].flatMap({ try? Int.decode($0) }), left >= 0 {
            record.timeToLive = .milliseconds(left)
        }
        record.encoding = values[3].flatMap { try? String.decode($0) }
        record.bytes = values[4].flatMap { try? Int?.decode($0) }
        return record
    }
}
