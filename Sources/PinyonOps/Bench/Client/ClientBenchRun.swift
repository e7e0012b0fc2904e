internal import PinyonClient
internal import PinyonProcesses

/// A benchmark of a client that runs, with keys that are set.
struct ClientBenchRun {
    private static let peerPatience = Duration.seconds(30)
    private static let peerSlowness = 20

    let bench: ClientBench
    let client: RedisClient
    let keys: BenchKeys
    let peer: BenchPeer.Program?

    /// Measures all combinations.
    ///
    /// - Parameters:
    ///   - report: Told each result as soon as it is there.
    ///   - remark: Told what couldn't be done.
    func measure(_ report: (ClientBench.Result) throws -> Void, _ remark: (String) -> Void) async throws {
        for mode in bench.modes {
            switch mode {
            case .get:
                for callers in singleCallers {
                    let peer = peer?.single(callers: callers, ["GET", anyKey])
                    try report(await measure(mode, GetCall(client: client, keys: keys), callers, peer, remark))
                }
            case .set:
                for callers in singleCallers {
                    let peer = peer?.single(callers: callers, ["SET", anyKey, keys.value])
                    try report(await measure(mode, SetCall(client: client, keys: keys), callers, peer, remark))
                }
            case .pipeline:
                let call = PipelineCall(client: client, keys: keys, operations: bench.batch)
                let peer = peer?.pipelines(callers: batchCallers, of: bench.batch, ["GET", anyKey])
                try report(await measure(mode, call, batchCallers, peer, remark))
            case .mget:
                let call = MultipleGetCall(client: client, keys: keys, operations: bench.batch)
                let words = ["MGET"] + Array(repeating: anyKey, count: bench.batch)
                let peer = peer?.batches(callers: batchCallers, of: bench.batch, words)
                try report(await measure(mode, call, batchCallers, peer, remark))
            case .largeValue:
                let large = LargeValueBench(client: client, keys: keys, size: bench.largeSize, rounds: bench.rounds)
                try await large.measure(report)
            }
        }
    }

    private var anyKey: String { keys.prefix + RedisBenchmark.placeholder }

    private var singleCallers: [Callers] {
        bench.concurrency.map { Callers($0, calls: bench.operations(ofCallers: $0)) }
    }

    private var batchCallers: Callers {
        let operations = bench.operations ?? ClientBench.usualOperations
        return Callers(ClientBench.batchCallers, calls: max(1, operations / bench.batch))
    }

    /// Measures one combination.
    private func measure(
        _ mode: ClientBench.Mode, _ call: some ClientCall, _ callers: Callers, _ peer: BenchPeer?,
        _ remark: (String) -> Void
    ) async throws -> ClientBench.Result {
        let counted = max(1, callers.calls * call.operations)
        let bytes = try await AllocationCounter.bytes { _ = try await callers.untimed.run(call) }
        var rounds: [Callers.Round] = []
        var peer = peer
        var rates: [Double] = []
        var handovers: [Double] = []
        for _ in 0..<bench.rounds {
            let round = try await callers.run(call)
            rounds.append(round)
            if let handover = ProcessorHandover.nanoseconds() { handovers.append(handover) }
            do {
                let patience = Self.peerPatience + .nanoseconds(round.nanoseconds) * Self.peerSlowness
                if let peer { rates.append(try await peer.run(patience: patience)) }
            } catch let error as ProcessError {
                remark("\(error)")
                peer = nil
            }
        }
        var result = ClientBench.Result(mode, callers: callers, batch: call.operations, rounds: rounds)
        result.cpuMicrosecondsPerOp = Figure.rounded(rounds.map(\.processorMicrosecondsPerOperation).median)
        result.allocatedBytesPerOp = bytes.map { (Double($0) / Double(counted)).rounded() }
        result.handoverNanoseconds = handovers.isEmpty ? nil : handovers.median.rounded()
        if let peer { result.compare(with: peer, rates) }
        return result
    }
}
