/// Commands for finding faults, and for tests.
extension Command {
    /// `DEBUG OBJECT`: how a value is kept, for finding faults. An error `no such key` if the key isn't there. Refused
    /// by servers that aren't configured to allow it.
    public static func debugObject(_ key: some CommandArgument) -> Command where Response == ObjectDetails {
        Command(.debugObject) { $0.appendOne(key) }
    }

    /// `DEBUG SLEEP`: makes the server do nothing for a time in whole milliseconds, for tests. Refused by servers that
    /// aren't configured to allow it.
    public static func debugSleep(_ time: Duration) -> Command where Response == Void {
        Command(.debugSleep) { $0.append(Double(time.wholeMilliseconds) / 1_000) }
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
