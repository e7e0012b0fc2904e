/// What has to be the case for a string to be written or deleted.
public struct SetCondition: Sendable {
    private enum Kind: Sendable {
        case presence(Presence)
        case comparison(String, any CommandArgument)
    }

    private let kind: Kind

    /// The key isn't there.
    public static let ifAbsent = SetCondition(kind: .presence(.ifAbsent))
    /// The key is there.
    public static let ifPresent = SetCondition(kind: .presence(.ifPresent))

    /// The key has this value. Since Valkey 8.1 and Redis 8.4.
    public static func ifEqual(_ value: some CommandArgument) -> SetCondition {
        SetCondition(kind: .comparison("IFEQ", value))
    }

    /// The key isn't there or has another value. Since Redis 8.4; not in Valkey.
    public static func ifNotEqual(_ value: some CommandArgument) -> SetCondition {
        SetCondition(kind: .comparison("IFNE", value))
    }

    /// The key's value has this digest, as ``Command/digest(_:)`` tells it. Since Redis 8.4; not in Valkey.
    public static func ifDigestEqual(_ digest: String) -> SetCondition {
        SetCondition(kind: .comparison("IFDEQ", digest))
    }

    /// The key isn't there or its value has another digest. Since Redis 8.4; not in Valkey.
    public static func ifDigestNotEqual(_ digest: String) -> SetCondition {
        SetCondition(kind: .comparison("IFDNE", digest))
    }

    func append(to arguments: inout CommandArguments) {
        switch kind {
        case .presence(let presence): arguments.append(presence.rawValue)
        case .comparison(let word, let value):
            arguments.append(word)
            arguments.appendOne(value)
        }
    }
}
