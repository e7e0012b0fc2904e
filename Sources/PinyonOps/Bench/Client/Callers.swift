internal import PinyonNear
internal import Synchronization

/// Tasks that make calls, each one at a time, and what that took.
struct Callers {
    /// What a round measured.
    struct Round {
        var operations: Int
        var nanoseconds: Int64
        var processorNanoseconds: Int64
        var latencies: Latencies

        var operationsPerSecond: Double { Double(operations) * 1e9 / Double(max(1, nanoseconds)) }
        var processorMicrosecondsPerOperation: Double {
            Double(processorNanoseconds) / 1_000 / Double(max(1, operations))
        }
    }

    /// As many calls as are timed in a round; with more of them, every second, third, … call is. At that number the 1 %
    /// above the 99th percentile are two hundred, and reading the clock twice a timed call is less than 1 % of the
    /// work.
    private static let timedCalls = 20_000
    /// Keeps callers from asking for the same keys at the same time.
    private static let distance = 7_919

    /// How many tasks there are.
    let count: Int
    /// How many calls they make, all together.
    let calls: Int
    /// Every how-many-th call of a caller is timed; nil for none.
    let timedEvery: Int?

    /// Callers.
    ///
    /// - Parameters:
    ///   - count: How many tasks there are.
    ///   - calls: How many calls they make, all together.
    ///   - timesAll: Whether every call is timed, however many there are. Default: false.
    init(_ count: Int, calls: Int, timesAll: Bool = false) {
        self.init(count: count, calls: calls, timedEvery: timesAll ? 1 : max(1, calls / Self.timedCalls))
    }

    private init(count: Int, calls: Int, timedEvery: Int?) {
        self.count = count
        self.calls = calls
        self.timedEvery = timedEvery
    }

    /// The same callers, none of whose calls are timed.
    var untimed: Callers { Callers(count: count, calls: calls, timedEvery: nil) }

    /// Makes the calls.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - companion: Something else that is under way; as long as it is, callers go on when they have made their
    ///     calls.
    /// - Returns: What it took. The calls of a companion are in the processor's time, but not in the operations.
    /// - Throws: The first error of a call, or `CancellationError`.
    func run(_ call: some ClientCall, beside companion: Companion? = nil) async throws -> Round {
        let (processor, start) = (ProcessorTime.nanoseconds, ContinuousClock.now)
        let logs = try await withThrowingTaskGroup(of: CallLog.self) { group in
            for number in 0..<count {
                group.addTask { try await work(number, call, companion) }
            }
            var logs: [CallLog] = []
            logs.reserveCapacity(count)
            for try await log in group { logs.append(log) }
            return logs
        }
        let nanoseconds = start.duration(to: .now).nanoseconds
        let processorNanoseconds = ProcessorTime.nanoseconds - processor
        var latencies = Latencies()
        for log in logs { latencies.add(log.samples) }
        return Round(
            operations: logs.reduce(0) { $0 + $1.calls } * call.operations, nanoseconds: nanoseconds,
            processorNanoseconds: processorNanoseconds, latencies: latencies)
    }

    private func work(_ number: Int, _ call: some ClientCall, _ companion: Companion?) async throws -> CallLog {
        let share = calls / count + (number < calls % count ? 1 : 0)
        let offset = number * Self.distance
        var log = CallLog()
        if let timedEvery { log.samples.reserveCapacity(share / timedEvery + 1) }
        // Callers begin at different calls, so that not all read the clock in the same moment.
        var untilTimed = timedEvery.map { number % $0 } ?? .max
        while log.calls < share || companion?.isUnderWay == true {
            let step = offset &+ log.calls
            if untilTimed == 0 {
                let start = ContinuousClock.now
                try await call.make(step)
                log.samples.append(start.duration(to: .now).nanoseconds)
                untilTimed = timedEvery ?? .max
            } else {
                try await call.make(step)
            }
            untilTimed -= 1
            log.calls += 1
        }
        return log
    }
}

/// What one caller did.
private struct CallLog: Sendable {
    var calls = 0
    var samples: [Int64] = []
}

/// Something that is under way while callers are measured.
final class Companion: Sendable {
    private let isOver = Atomic(false)

    /// Whether it isn't over yet.
    var isUnderWay: Bool { !isOver.load(ordering: .relaxed) }

    /// Says that it is over.
    func end() { isOver.store(true, ordering: .relaxed) }
}
