extension ClientBench {
    /// What is measured.
    package enum Mode: String, Codable, Sendable, CaseIterable {
        /// Callers that get one key at a time.
        case get
        /// Callers that send pipelines of gets.
        case pipeline
        /// Callers that get many keys with one command.
        case mget
        /// Callers that set one key at a time.
        case set
        /// Callers that get one key at a time, beside a get of a large value.
        case largeValue = "large-value"
    }

    /// What callers of a large value have for company.
    package enum Company: String, Codable, Sendable, CaseIterable {
        /// Nothing: what the others are compared with.
        case none
        /// A get of the large value on the lane for such.
        case bulk
        /// A get of the large value that doesn't say that it is one.
        case unmarked
    }

    /// What one mode measured with one number of callers; rates and times are medians of the rounds.
    package struct Result: Codable, Sendable {
        /// What was measured.
        package var mode: Mode
        /// How many tasks call at the same time.
        package var concurrency: Int
        /// How many operations a call has.
        package var batch: Int
        /// What runs beside the callers, in the mode for large values; null in others.
        @Nullable package var beside: Company?
        /// Operations a second, all callers together. An operation is a key, also in pipelines and gets of many keys.
        package var opsPerSecond: Double
        /// Half of the calls took no longer, in microseconds.
        package var p50Microseconds: Double
        /// 99 in 100 calls took no longer, in microseconds.
        package var p99Microseconds: Double
        /// The longest call that was timed, in microseconds.
        package var maxMicroseconds: Double
        /// The processor's time of this process for an operation, in microseconds, its threads all together; null
        /// beside a large value, whose time would be in it.
        @Nullable package var cpuMicrosecondsPerOp: Double?
        /// The bytes that this process asked its allocator for, for an operation; null where they can't be counted, and
        /// beside a large value.
        @Nullable package var allocatedBytesPerOp: Double?
        /// How long two processors took to hand a word to and fro after a round, in nanoseconds. Where it is four times
        /// that of other results, the machine was moved, and whatever goes from thread to thread cost as much more.
        /// Null if two threads didn't run at the same time, and beside a large value.
        @Nullable package var handoverNanoseconds: Double?
        /// What `p99Microseconds` is to that of the same callers alone; null but beside a large value.
        @Nullable package var p99ToAlone: Double?
        /// How long the large get took beside the callers, in milliseconds; null but beside a large value.
        @Nullable package var largeMilliseconds: Double?
        /// The peer and its arguments; null without one.
        @Nullable package var peer: String?
        /// The peer's operations a second; null without one.
        @Nullable package var peerOpsPerSecond: Double?
        /// What `opsPerSecond` is to the peer's; null without one.
        @Nullable package var ratio: Double?

        init(_ mode: Mode, callers: Callers, batch: Int = 1, rounds: [Callers.Round]) {
            self.mode = mode
            concurrency = callers.count
            self.batch = batch
            opsPerSecond = rounds.map(\.operationsPerSecond).median.rounded()
            p50Microseconds = Figure.rounded(rounds.map { $0.latencies.microseconds(50) }.median)
            p99Microseconds = Figure.rounded(rounds.map { $0.latencies.microseconds(99) }.median)
            maxMicroseconds = Figure.rounded(rounds.map(\.latencies.longestMicroseconds).median)
            beside = nil
            cpuMicrosecondsPerOp = nil
            allocatedBytesPerOp = nil
            handoverNanoseconds = nil
            p99ToAlone = nil
            largeMilliseconds = nil
            peer = nil
            peerOpsPerSecond = nil
            ratio = nil
        }

        /// Adds what the same rounds of a peer measured.
        mutating func compare(with peer: BenchPeer, _ rates: [Double]) {
            self.peer = peer.description
            let rate = rates.median
            peerOpsPerSecond = rate.rounded()
            ratio = rate > 0 ? Figure.rounded(opsPerSecond / rate) : nil
        }
    }
}

extension [Double] {
    /// The number in the middle; of two, the larger. 0 of none.
    var median: Double { isEmpty ? 0 : sorted()[count / 2] }
}
