internal import Synchronization

/// Finds replies that reached the wrong caller, went back in time or were damaged: values say which key and which
/// write they belong to, and the oracle knows which ones a read may find.
///
/// ```swift
/// let oracle = MixupOracle(seed: 7)
/// // many tasks at once, with deadlines, cancellations and faults:
/// let write = oracle.beginWrite(to: key)
/// do {
///     try await client.set(key, write.value)
///     oracle.acknowledge(write)
/// } catch {}                                  // it may have happened: the oracle accepts both
/// let read = oracle.beginRead(of: key)
/// oracle.check(try await client.get(key), read)
/// // at the end:
/// #expect(oracle.mixups == [])
/// ```
///
/// Every method may be called from anywhere. Each costs a short lock, shared by a sixty-fourth of the keys, and making
/// and checking a value costs a pass over its bytes. A write costs 32 bytes or so until the oracle goes.
public final class MixupOracle: Sendable {
    /// A write that has begun.
    public struct Write: Sendable {
        /// The key to write to.
        public let key: String
        /// The number of the write among those of its key; the first is 1.
        public let sequence: Int
        /// The value to write.
        public let value: [UInt8]
    }

    /// A read that has begun.
    public struct Read: Sendable {
        /// The key that is read.
        public let key: String
        let floor: Int?
    }

    private struct Findings {
        var count = 0
        var first: [Mixup] = []
    }

    /// The keys that share a lock.
    private final class Shard: Sendable {
        let ledgers = Mutex<[String: MixupLedger]>([:])
    }

    private static let shardCount = 64
    private static let keptFindings = 100

    /// Tells this run's values from those of others.
    public let seed: UInt64
    private let canLose: Bool
    private let shards: [Shard]
    private let findings = Mutex(Findings())

    /// Makes an oracle that knows of no writes.
    ///
    /// - Parameters:
    ///   - seed: Tells this run's values from those of others, and stands in every finding.
    ///   - canLose: Whether a key may be absent although a write was acknowledged, as when servers evict, expire,
    ///     restart or are flushed. Default: yes.
    public init(seed: UInt64, canLose: Bool = true) {
        self.seed = seed
        self.canLose = canLose
        shards = (0..<Self.shardCount).map { _ in Shard() }
    }

    /// The bytes of a value, as ``beginWrite(to:size:)`` makes them, without telling the oracle of a write.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - sequence: The number of the write.
    ///   - size: The least number of bytes; what is filled up looks like replies. Default: as many as are needed.
    public func value(for key: String, sequence: Int, size: Int = 0) -> [UInt8] {
        MixupValue(seed: seed, sequence: sequence, key: key).bytes(size: size)
    }

    /// Begins a write. From now on a read may find its value.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - size: The value's least number of bytes. Default: as many as are needed.
    public func beginWrite(to key: String, size: Int = 0) -> Write {
        let sequence = ledger(key) { $0.beginWrite() }
        return Write(key: key, sequence: sequence, value: value(for: key, sequence: sequence, size: size))
    }

    /// The server has confirmed a write: what it replaced must not be found any more. A write that is neither
    /// acknowledged nor refused may be carried out at any time, or never.
    public func acknowledge(_ write: Write) {
        ledger(write.key) { $0.acknowledge(write.sequence) }
    }

    /// The server has refused a write, so that its value must never be found.
    public func refuse(_ write: Write) {
        ledger(write.key) { $0.refuse(write.sequence) }
    }

    /// Begins a read. Writes acknowledged by now count for it; those acknowledged while it runs needn't be seen.
    public func beginRead(of key: String) -> Read {
        Read(key: key, floor: ledger(key) { $0.floor })
    }

    /// Judges the reply to a read, and keeps what is wrong for ``mixups``.
    ///
    /// - Parameters:
    ///   - reply: The value, or `nil` for none.
    ///   - read: The read.
    @discardableResult
    public func check(_ reply: [UInt8]?, _ read: Read) -> MixupVerdict {
        let verdict = judge(reply, read)
        if case .mixup(let mixup) = verdict {
            findings.withLock { findings in
                findings.count += 1
                if findings.first.count < Self.keptFindings { findings.first.append(mixup) }
            }
        }
        return verdict
    }

    /// Judges the reply to a read during which nobody acknowledged a write to its key.
    ///
    /// - Parameters:
    ///   - reply: The value, or `nil` for none.
    ///   - key: The key.
    @discardableResult
    public func check(_ reply: [UInt8]?, key: String) -> MixupVerdict {
        check(reply, beginRead(of: key))
    }

    /// The first hundred replies that could not be right.
    public var mixups: [Mixup] { findings.withLock(\.first) }

    /// How many replies could not be right.
    public var mixupCount: Int { findings.withLock(\.count) }

    private func ledger<Result: Sendable>(_ key: String, _ use: (inout MixupLedger) -> Result) -> Result {
        // Hashable's seed differs from run to run, which only moves keys from one lock to another.
        let index = Int(UInt(bitPattern: key.hashValue) % UInt(Self.shardCount))
        return shards[index].ledgers.withLock { use(&$0[key, default: MixupLedger()]) }
    }
}

extension MixupOracle {
    private func judge(_ reply: [UInt8]?, _ read: Read) -> MixupVerdict {
        guard let reply else {
            return canLose || read.floor == nil ? .absent : mixup(.missing, read, found: "no value")
        }
        guard let value = MixupValue(reply) else {
            return mixup(.garbage, read, found: "\(reply.count) bytes that are no whole value")
        }
        let found = "sequence \(value.sequence) of key “\(value.key)”"
        guard value.seed == seed else { return mixup(.anotherRun, read, found: "\(found) of seed \(value.seed)") }
        guard value.key == read.key else { return mixup(.anotherKey, read, found: found) }
        return switch ledger(read.key, { $0.judge(value.sequence, floor: read.floor) }) {
        case .possible: .match(sequence: value.sequence)
        case .stale: mixup(.stale, read, found: found)
        case .neverWritten: mixup(.neverWritten, read, found: found)
        case .refused: mixup(.refused, read, found: found)
        }
    }

    private func mixup(_ kind: Mixup.Kind, _ read: Read, found: String) -> MixupVerdict {
        let possible = ledger(read.key) { $0.possible(floor: read.floor) }
        let newest = possible.suffix(4).map(String.init).joined(separator: ", ")
        let more = possible.count > 4 ? " or \(possible.count - 4) older ones" : ""
        let expected = possible.isEmpty ? "no value" : "sequence \(newest)\(more)"
        return .mixup(Mixup(kind: kind, seed: seed, key: read.key, expected: expected, found: found))
    }
}
