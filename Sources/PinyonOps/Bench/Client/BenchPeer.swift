internal import PinyonProcesses

/// What a combination is compared with: `redis-benchmark`, with arguments that fit the callers.
struct BenchPeer: CustomStringConvertible {
    /// The program and the arguments that tell it where the server is.
    struct Program {
        let program: RedisBenchmark
        let place: [String]
    }

    private let program: Program
    private let load: RedisBenchmark.Load
    /// How many operations one of its commands is.
    private let operations: Int

    /// The program and its arguments, and what of the command isn't seen in the mode.
    var description: String {
        let pipeline = load.connections > 1 || load.pipeline > 1 ? " -P \(load.pipeline)" : ""
        return "\(RedisBenchmark.name)\(pipeline) -c \(load.connections)"
    }

    /// Runs it once.
    ///
    /// - Parameter patience: When it is ended.
    /// - Returns: Operations a second.
    /// - Throws: `ProcessError`, or `CancellationError`.
    func run(patience: Duration) async throws -> Double {
        let rate = try await program.program.commandsPerSecond(load, at: program.place, patience: patience)
        return rate * Double(operations)
    }
}

extension BenchPeer.Program {
    /// From so many callers on, the peer has only so many connections and sends several commands at a time on each: so
    /// many callers of a client have their commands side by side on its connection, too.
    private static let mostConnections = 50
    private static let pipelined = 16

    /// The peer of callers that have a command of one key under way each.
    ///
    /// - Parameters:
    ///   - callers: The callers.
    ///   - words: The command.
    func single(callers: Callers, _ words: [String]) -> BenchPeer {
        let isMany = callers.count > Self.mostConnections
        return peer(
            connections: isMany ? Self.mostConnections : callers.count, pipeline: isMany ? Self.pipelined : 1,
            commands: callers.calls, operations: 1, words)
    }

    /// The peer of callers that send pipelines.
    ///
    /// - Parameters:
    ///   - callers: The callers.
    ///   - batch: How many commands a pipeline has.
    ///   - words: The command.
    func pipelines(callers: Callers, of batch: Int, _ words: [String]) -> BenchPeer {
        peer(connections: callers.count, pipeline: batch, commands: callers.calls * batch, operations: 1, words)
    }

    /// The peer of callers that send commands of several keys.
    ///
    /// - Parameters:
    ///   - callers: The callers.
    ///   - batch: How many keys a command has.
    ///   - words: The command.
    func batches(callers: Callers, of batch: Int, _ words: [String]) -> BenchPeer {
        peer(connections: callers.count, pipeline: 1, commands: callers.calls, operations: batch, words)
    }

    private func peer(
        connections: Int, pipeline: Int, commands: Int, operations: Int, _ words: [String]
    ) -> BenchPeer {
        let load = RedisBenchmark.Load(
            connections: connections, pipeline: pipeline, commands: commands, keys: BenchKeys.count, words: words)
        return BenchPeer(program: self, load: load, operations: operations)
    }
}
