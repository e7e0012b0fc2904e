internal import PinyonClient

/// What is asked about what some keys hold: how long collections are, and how values begin.
struct ValueQuestions {
    /// How much of a value is read.
    private static let beginning = 512
    /// How much of a value that might be an object is read.
    private static let whole = 4_096
    /// What a string takes beside its bytes, at most: names of keys are short.
    private static let overhead = 512

    /// The most values that are read.
    let limit: Int

    /// Asks, and notes the answers in the records.
    func ask(_ records: inout [KeyRecord], over session: LeasedSession, _ state: inout NodeSample) async {
        await askLengths(&records, over: session, &state)
        await askValues(&records, over: session, &state)
    }

    private func askLengths(
        _ records: inout [KeyRecord], over session: LeasedSession, _ state: inout NodeSample
    ) async {
        var asked: [(record: Int, command: String)] = []
        var commands: [ErasedCommand] = []
        for (index, record) in records.enumerated() {
            guard let (name, command) = Self.length(record) else { continue }
            asked.append((index, name))
            commands.append(command)
        }
        guard !commands.isEmpty else { return }
        let replies = await session.sendAll(commands)
        for (question, reply) in zip(asked, replies) {
            let length = (try? reply.get()).flatMap { try? Int.decode($0) }
            note(question.command, reply, isThere: length != 0, &state)
            records[question.record].length = length
        }
    }

    private static func length(_ record: KeyRecord) -> (name: String, command: ErasedCommand)? {
        let key = record.name.bytes
        return switch record.type {
        case .hash: ("hlen", ErasedCommand(.hlen(key)))
        case .list: ("llen", ErasedCommand(.llen(key)))
        case .set: ("scard", ErasedCommand(.scard(key)))
        case .sortedSet: ("zcard", ErasedCommand(.zcard(key)))
        case .stream: ("xlen", ErasedCommand(.xlen(key)))
        default: nil
        }
    }

    private func askValues(
        _ records: inout [KeyRecord], over session: LeasedSession, _ state: inout NodeSample
    ) async {
        let room = limit - state.valuesRead
        guard room > 0 else { return }
        let chosen = records.indices.filter { records[$0].type == .string }.prefix(room)
        guard !chosen.isEmpty else { return }
        let lengths = chosen.map { Self.readLength(records[$0]) }
        let replies = await session.sendAll(
            zip(chosen, lengths).map { index, length in
                ErasedCommand(.getrange(records[index].name.bytes, from: 0, through: length - 1, as: [UInt8].self))
            })
        for (position, index) in chosen.enumerated() {
            let bytes = (try? replies[position].get()).flatMap { try? [UInt8].decode($0) }
            note("getrange", replies[position], isThere: bytes?.isEmpty == false, &state)
            state.valuesRead += 1
            guard let bytes else { continue }
            let isWhole = bytes.count < lengths[position]
            records[index].form = ValueForm(bytes, isWhole: isWhole)
            if isWhole { records[index].length = bytes.count }
        }
    }

    /// Small values are read whole, so that it can be told what objects have in them.
    private static func readLength(_ record: KeyRecord) -> Int {
        (record.bytes ?? .max) < whole + overhead ? whole + overhead : beginning
    }

    /// - Parameter isThere: Whether there was something: no key holds nothing, except for an empty string, which is
    ///   taken for a key that is gone.
    private func note(
        _ command: String, _ reply: Result<RESPValue, ClientError>, isThere: Bool, _ state: inout NodeSample
    ) {
        state.pace.spent(command)
        state.calls[command, default: 0] += 1
        if case .failure = reply {
            state.ownLookups.errors += 1
        } else if isThere {
            state.ownLookups.hits += 1
        } else {
            state.ownLookups.misses += 1
        }
    }
}
