/// What a key holds, as the server names it.
///
/// Modules add types of their own, such as `ReJSON-RL`.
public struct KeyType: RawRepresentable, Hashable, Sendable, CommandArgument, RESPDecodable, CustomStringConvertible {
    /// The server's name of the type.
    public let rawValue: String

    /// A type by the server's name.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// A string, also where it is used as a number, a bitmap or a HyperLogLog.
    public static let string = KeyType(rawValue: "string")
    /// A list.
    public static let list = KeyType(rawValue: "list")
    /// A set.
    public static let set = KeyType(rawValue: "set")
    /// A sorted set, also where it is used for positions on earth.
    public static let sortedSet = KeyType(rawValue: "zset")
    /// A hash.
    public static let hash = KeyType(rawValue: "hash")
    /// A stream.
    public static let stream = KeyType(rawValue: "stream")

    /// Adds the server's name.
    public func append(to arguments: inout CommandArguments) { arguments.append(rawValue) }

    /// Reads the server's name.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> KeyType {
        KeyType(rawValue: try String.decode(value))
    }

    static func decodePresent(_ value: RESPValue) throws(RESPDecodingError) -> KeyType? {
        let type = try decode(value)
        return type.rawValue == "none" ? nil : type
    }

    /// The server's name.
    public var description: String { rawValue }
}
