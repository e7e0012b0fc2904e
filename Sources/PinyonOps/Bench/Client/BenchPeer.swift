internal import PinyonProcesses

/// What a mode is compared with: `redis-benchmark`, with arguments that fit the callers.
struct BenchPeer: CustomStringConvertible {
    /// From this many callers on, the peer sends several commands at a time: so many callers of one client have
    /// their commands on one connection, too.
    private static let manyCallers = 50
    private static let manyPipelined = 16

    private let program: RedisBenchmark
    private let place: [String]
    private let load: RedisBenchmark.Load
    /// How many operations one of its commands is.
    private let operations: Int

    /// The peer of callers that have a command of one key under way each.
    ///
    /// - Parameters:
    ///   - program: The program.
    ///   - place: The arguments that name the server.
    ///   - callers: How many callers there are.
    ///   - commands: How many commands are sent.
    ///   - words: The command.
    static func single(
        _ program: RedisBenchmark, at place: [String], callers: Int, commands: Int, _ words: [String]
    ) -> BenchPeer {
        let isMany = callers > manyCallers
        let load = RedisBenchmark.Load(
            connections: isMany ? manyCallers : callers, pipeline: isMany ? manyPipelined : 1, commands: commands,
            keys: BenchKeys.count, words: words)
        return BenchPeer(program: program, place: place, load: load, operations: 1)
    }

    /// The peer of callers that send pipelines of commands.
    static func pipelines(
        _ program: RedisBenchmark, at place: [String], callers: Int, commands: Int, batch: Int, _ words: [String]
    ) -> BenchPeer {
        let load = RedisBenchmark.Load(
            connections: callers, pipeline: batch, commands: commands, keys: BenchKeys.count, words: words)
        return BenchPeer(program: program, place: place, load: load, operations: 1)
    }

    /// The peer of callers that send commands of many keys.
    static func batches(
        _ program: RedisBenchmark, at place: [String], callers: Int, commands: Int, batch: Int, _ words: [String]
    ) -> BenchPeer {
        let load = RedisBenchmark.Load(
            connections: callers, pipeline: 1, commands: commands, keys: BenchKeys.count, words: words)
        return BenchPeer(program: program, place: place, load: load, operations: batch)
    }

    /// The program and its arguments; of a command of many keys, only its name.
    var description: String {
        let command = operations > 1 ? " \(load.words[0]) of \(operations) keys" : " \(load.words[0])"
        let pipeline = load.pipeline > 1 || load.connections > 1 ? "-P \(load.pipeline) " : ""
        return "\(RedisBenchmark.name) \(pipeline)-c \(load.connections)\(command)"
    }

    /// Runs it once.
    ///
    /// - Parameter patience: When it is ended.
    /// - Returns: Operations a second.
    /// - Throws: `ProcessError`, or `CancellationError`.
    func run(patience: Duration) async throws -> Double {
        try await program.commandsPerSecond(load, at: place, patience: patience) * Double(operations)
    }
}
