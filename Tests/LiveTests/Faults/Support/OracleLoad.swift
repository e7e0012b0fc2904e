import PinyonClient
import PinyonTesting
import Synchronization

/// What many callers do with a client at once, while an oracle judges every reply.
final class OracleLoad: Sendable {
    /// One thing to do, drawn before it is known what will happen to it.
    enum Operation: Sendable {
        case write(key: String, size: Int)
        case read(key: String)
        case readMany(keys: [String])
    }

    let oracle: MixupOracle
    private let client: RedisClient
    private let keys: [String]
    private let largest: Int
    private let failures = Mutex<[ClientError.Code: Int]>([:])

    /// A load.
    ///
    /// - Parameters:
    ///   - client: The client.
    ///   - keys: How many keys the callers share.
    ///   - largest: The most bytes that values are filled up to.
    ///   - canLose: Whether servers may lose what they confirmed, as when they restart.
    init(_ client: RedisClient, keys: Int = 40, largest: Int = 300, canLose: Bool = false) {
        self.client = client
        self.keys = (0..<keys).map { "oracle:\($0)" }
        self.largest = largest
        oracle = MixupOracle(seed: faultSeed, canLose: canLose)
    }

    /// How often each kind of error came.
    var failureCounts: [ClientError.Code: Int] { failures.withLock { $0 } }

    func draw(_ random: inout FaultRandom) -> Operation {
        let key = keys[Int.random(in: keys.indices, using: &random)]
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<4: return .write(key: key, size: Int.random(in: 0...largest, using: &random))
        case 4..<8: return .read(key: key)
        default: return .readMany(keys: (0..<5).map { _ in keys[Int.random(in: keys.indices, using: &random)] })
        }
    }

    /// Does it, and lets the oracle judge what came.
    ///
    /// - Returns: the error, if there was one.
    @discardableResult
    func perform(_ operation: Operation, timeout: Duration? = nil) async -> ClientError? {
        do throws(ClientError) {
            switch operation {
            case .write(let key, let size): try await write(key, size, timeout)
            case .read(let key): try await read(key, timeout)
            case .readMany(let keys): try await readMany(keys, timeout)
            }
            return nil
        } catch {
            failures.withLock { $0[error.code, default: 0] += 1 }
            return error
        }
    }

    /// Reads every key once more, when nothing is wrong any more.
    func readAll() async throws(ClientError) {
        for key in keys { try await read(key, nil) }
    }

    private func write(_ key: String, _ size: Int, _ timeout: Duration?) async throws(ClientError) {
        let write = oracle.beginWrite(to: key, size: size)
        let command = Command.set(key, write.value)
        _ = try await client.send(timeout.map { command.timeout($0) } ?? command)
        oracle.acknowledge(write)
    }

    private func read(_ key: String, _ timeout: Duration?) async throws(ClientError) {
        let read = oracle.beginRead(of: key)
        let command = Command.get(key, as: [UInt8].self)
        oracle.check(try await client.send(timeout.map { command.timeout($0) } ?? command), read)
    }

    private func readMany(_ keys: [String], _ timeout: Duration?) async throws(ClientError) {
        let reads = keys.map { oracle.beginRead(of: $0) }
        let commands = keys.map { key in
            let command = Command.get(key, as: [UInt8].self)
            return timeout.map { command.timeout($0) } ?? command
        }
        for (read, result) in zip(reads, await client.pipelineResults(commands)) {
            oracle.check(try result.get(), read)
        }
    }
}
