/// How a server keeps a key's value.
extension Command {
    /// `OBJECT ENCODING`: the form in which a value is kept, such as `listpack`; nil if the key isn't there.
    public static func objectEncoding(_ key: some CommandArgument) -> Command where Response == String? {
        Command(.objectEncoding) { $0.appendOne(key) }
    }

    /// `OBJECT FREQ`: how often a key is used, on a scale of logarithms from 0 to 255; nil if it isn't there. An error
    /// unless the server evicts the least frequently used.
    public static func objectFreq(_ key: some CommandArgument) -> Command where Response == Int? {
        Command(.objectFreq) { $0.appendOne(key) }
    }

    /// `OBJECT IDLETIME`: the time since a key was used, to the second; nil if it isn't there. An error if the server
    /// evicts the least frequently used.
    public static func objectIdleTime(_ key: some CommandArgument) -> Command where Response == Duration? {
        Command(
            .objectIdleTime,
            decode: { value throws(RESPDecodingError) in try Int?.decode(value).map { .seconds($0) } },
            arguments: { $0.appendOne(key) })
    }

    /// `OBJECT REFCOUNT`: how many owners a value has inside the server; nil if the key isn't there.
    public static func objectRefCount(_ key: some CommandArgument) -> Command where Response == Int? {
        Command(.objectRefCount) { $0.appendOne(key) }
    }

    /// `OBJECT HELP`: what the server says of these commands.
    public static func objectHelp() -> Command where Response == [String] { Command(.objectHelp) }

    /// `DEBUG OBJECT`: how a value is kept, for finding faults. An error `no such key` if the key isn't there. Refused
    /// by servers that aren't configured to allow it.
    public static func debugObject(_ key: some CommandArgument) -> Command where Response == ObjectDetails {
        Command(.debugObject) { $0.appendOne(key) }
    }

    /// `DEBUG SLEEP`: makes the server do nothing for a time, for tests. Refused by servers that aren't configured to
    /// allow it.
    public static func debugSleep(_ time: Duration) -> Command where Response == Void {
        Command(.debugSleep) { $0.append(time.fractionalSeconds) }
    }

    /// `DEBUG SET-ACTIVE-EXPIRE`: whether the server removes keys when their time has come even if nobody asks for
    /// them, for tests. Refused by servers that aren't configured to allow it.
    public static func debugSetActiveExpire(_ isOn: Bool) -> Command where Response == Void {
        Command(.debugSetActiveExpire) { $0.append(isOn ? 1 : 0) }
    }
}

/// How a server keeps a value, by `DEBUG OBJECT`.
public struct ObjectDetails: Sendable, Hashable, RESPDecodable {
    /// Everything that the server told, by its names.
    public let fields: TextFields

    /// Reads the words of the reply.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> ObjectDetails {
        guard let text = value.looseText else { throw RESPDecodingError(expected: "a text", found: value) }
        return ObjectDetails(fields: TextFields(text.split(separator: " "), separator: ":"))
    }

    /// The form in which it is kept.
    public var encoding: String? { fields["encoding"] }
    /// How many owners it has inside the server.
    public var referenceCount: Int? { fields.integer("refcount") }
    /// How many bytes it takes on disk.
    public var serializedLength: Int? { fields.integer("serializedlength") }
    /// The time since it was used, to the second.
    public var idle: Duration? { fields.seconds("lru_seconds_idle") }
}
