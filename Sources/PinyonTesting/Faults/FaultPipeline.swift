/// Faults that work one behind the other.
package struct FaultPipeline: Sendable {
    private var stages: [any FaultStage]

    package init(_ faults: [Fault], random: FaultRandom) {
        stages = faults.enumerated().compactMap { index, fault in fault.stage(random: random.branch(index)) }
    }

    package var stopsReading: Bool { stages.contains { $0.stopsReading } }
    package var wakeTime: Duration? { stages.compactMap(\.wakeTime).min() }

    package mutating func start(at now: Duration) -> [FaultDelivery] {
        stages.indices.flatMap { index in
            let started = stages[index].start(at: now)
            return pass(started, from: index + 1)
        }
    }

    package mutating func take(_ delivery: FaultDelivery) -> [FaultDelivery] {
        pass([delivery], from: 0)
    }

    /// Gives back what is kept, the oldest first.
    package mutating func release(at now: Duration) -> [FaultDelivery] {
        stages.indices.reversed().flatMap { stages[$0].release(at: now) }
    }

    package mutating func wake(at now: Duration) -> [FaultDelivery] {
        stages.indices.reversed().flatMap { index -> [FaultDelivery] in
            guard let time = stages[index].wakeTime, time <= now else { return [] }
            let woken = stages[index].wake(at: now)
            return pass(woken, from: index + 1)
        }
    }

    private mutating func pass(_ deliveries: [FaultDelivery], from first: Int) -> [FaultDelivery] {
        guard first < stages.count, !deliveries.isEmpty else { return deliveries }
        var passing = deliveries
        for index in first..<stages.count {
            passing = passing.flatMap { stages[index].take($0) }
            if passing.isEmpty { break }
        }
        return passing
    }
}

extension Fault {
    fileprivate func stage(random: FaultRandom) -> (any FaultStage)? {
        switch kind {
        case .pass: nil
        case .delay(let delay, let jitter): DelayStage(delay: delay, jitter: jitter, random: random)
        case .throttle(let rate): ThrottleStage(bytesPerSecond: rate)
        case .split(let size, let gap): SplitStage(size: size, gap: gap, random: random)
        case .coalesce(let count, let limit): CoalesceStage(count: count, limit: limit)
        case .duplicateChunk(let index): DuplicateChunkStage(index: index)
        case .duplicateRange(let range): DuplicateRangeStage(range: range)
        case .corrupt(let offset, let mask): CorruptStage(place: offset, mask: mask, random: random)
        case .inject(let bytes, let offset): InjectStage(bytes: bytes, place: offset)
        case .cutAfter(let count, let ending): EndStage(place: count, content: .cut(ending))
        case .cutBefore(let count, let ending): EndStage(place: count, content: .cut(ending), needsByte: true)
        case .halfClose(let count): EndStage(place: count, content: .end)
        case .silence: SilenceStage()
        case .hold: HoldStage(stopsReading: false)
        case .blackhole: HoldStage(stopsReading: true)
        case .after(let count, let faults):
            AfterStage(place: count, rest: FaultPipeline(faults, random: random))
        }
    }
}
