public import NIOCore

extension Command {
    /// A key's value in the server's own format with its checksum, to be given to
    /// ``restore(_:_:expiry:overwriting:idleTime:frequency:)``; nil if the key isn't there.
    ///
    /// The expiry isn't part of it, and an older server may not read it.
    public static func dump(_ key: some CommandArgument) -> Command where Response == ByteBuffer? {
        Command(.dump) { $0.appendOne(key) }
    }

    /// Makes a key from what ``dump(_:)`` returned.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - serialized: What was dumped.
    ///   - expiry: When the key goes away; ``Expiry/unchanged`` means never, too. Default: never.
    ///   - overwriting: Whether a key of that name is replaced. Default: then an error with the code `BUSYKEY` is
    ///     thrown.
    ///   - idleTime: How long ago the key was used, in whole seconds. Default: just now.
    ///   - frequency: How often the key was used, from 0 to 255 as `OBJECT FREQ` has it. Default: as a new key.
    public static func restore(
        _ key: some CommandArgument, _ serialized: some CommandArgument, expiry: Expiry = .never,
        overwriting: Bool = false, idleTime: Duration? = nil, frequency: Int? = nil
    ) -> Command where Response == Void {
        Command(.restore) {
            $0.appendWords(key, expiry.restoreNumber, serialized)
            $0.append("REPLACE", if: overwriting)
            if case .at = expiry { $0.append("ABSTTL") }
            $0.append("IDLETIME", idleTime?.wholeSeconds)
            $0.append("FREQ", frequency)
        }
    }

    /// How the server keeps a key's value, such as `listpack`; nil if the key isn't there.
    public static func objectEncoding(_ key: some CommandArgument) -> Command where Response == String? {
        Command(.objectEncoding) { $0.appendOne(key) }
    }

    /// How often a key was used lately, from 0 to 255 on a logarithmic scale; nil if it isn't there. An error unless
    /// the server evicts by frequency.
    public static func objectFreq(_ key: some CommandArgument) -> Command where Response == Int? {
        Command(.objectFreq) { $0.appendOne(key) }
    }

    /// How long ago a key was used, in whole seconds; nil if it isn't there. An error if the server evicts by
    /// frequency.
    public static func objectIdletime(_ key: some CommandArgument) -> Command where Response == Duration? {
        Command(.objectIdletime) { value throws(RESPDecodingError) in
            try Int?.decode(value).map { .seconds($0) }
        } arguments: {
            $0.appendOne(key)
        }
    }

    /// How many references to a key's value the server holds; nil if the key isn't there.
    public static func objectRefcount(_ key: some CommandArgument) -> Command where Response == Int? {
        Command(.objectRefcount) { $0.appendOne(key) }
    }

    /// Waits until replicas have what was written before it over the same connection, and returns how many do, which
    /// may be more or less than wanted.
    ///
    /// ```swift
    /// let (_, replicas) = try await client.pipeline(
    ///     .set("order:7", "paid"), .wait(replicas: 1, timeout: .milliseconds(200)))
    /// ```
    ///
    /// Send it behind the writes in a pipeline, or in ``RedisClient/withConnection(for:_:)``. In a cluster all keys of
    /// the pipeline have to be in one slot. Sent by itself or in a transaction it is refused with
    /// ``ClientError/Code/refused``: it would tell of no write at all.
    ///
    /// - Parameters:
    ///   - replicas: How many replicas are waited for.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    public static func wait(replicas: Int, timeout: Duration) -> Command where Response == Int {
        Command(.wait) { $0.appendWords(replicas, timeout.wholeMilliseconds) }
    }

    /// Waits until what was written before it over the same connection is on disk, and returns on how many nodes. Since
    /// Redis 7.2.
    ///
    /// Send it behind the writes in a pipeline, or in ``RedisClient/withConnection(for:_:)``. In a cluster all keys of
    /// the pipeline have to be in one slot. Sent by itself or in a transaction it is refused with
    /// ``ClientError/Code/refused``: it would tell of no write at all.
    ///
    /// - Parameters:
    ///   - local: Whether the server itself is waited for; it must keep an append-only file then.
    ///   - replicas: How many replicas are waited for.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    public static func waitaof(local: Bool, replicas: Int, timeout: Duration) -> Command
    where Response == AppendOnlyAcknowledgement {
        Command(.waitaof) { $0.appendWords(local ? 1 : 0, replicas, timeout.wholeMilliseconds) }
    }
}

/// Which nodes have what a connection wrote on disk.
public struct AppendOnlyAcknowledgement: Sendable, Hashable, RESPDecodable {
    /// Whether the server itself has.
    public let local: Bool
    /// How many replicas have.
    public let replicas: Int

    /// Reads two numbers.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> AppendOnlyAcknowledgement {
        let numbers = try [Int].decode(value)
        guard numbers.count == 2 else { throw RESPDecodingError(expected: "two numbers", found: value) }
        return AppendOnlyAcknowledgement(local: numbers[0] > 0, replicas: numbers[1])
    }
}

extension Expiry {
    /// The milliseconds that `RESTORE` takes, where 0 means never; a time that is over becomes the shortest.
    fileprivate var restoreNumber: Int {
        switch self {
        case .after(let duration): max(1, duration.wholeMilliseconds)
        case .at(let time): max(1, time.milliseconds)
        case .never, .unchanged: 0
        }
    }
}
