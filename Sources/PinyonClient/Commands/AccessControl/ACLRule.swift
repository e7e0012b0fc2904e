/// A change of what a user may do, for `ACL SETUSER`. Its description doesn't show it, because it may be a password.
public struct ACLRule: Sendable, Hashable, CommandArgument, CustomStringConvertible, CustomDebugStringConvertible {
    private let words: String

    /// A rule in the server's own words, such as `%R~cache:*`.
    public static func raw(_ words: String) -> ACLRule { ACLRule(words: words) }

    /// The user may log in.
    public static let on = ACLRule(words: "on")
    /// The user may not log in. Connections that are logged in stay.
    public static let off = ACLRule(words: "off")
    /// Everything is taken back: the user is as a new one.
    public static let reset = ACLRule(words: "reset")

    /// This password is accepted, too.
    public static func password(_ password: String) -> ACLRule { ACLRule(words: ">\(password)") }
    /// The password with this SHA-256 digest, 64 hexadecimal digits, is accepted, too.
    public static func hashedPassword(_ digest: String) -> ACLRule { ACLRule(words: "#\(digest)") }
    /// The password with this SHA-256 digest, 64 hexadecimal digits, is no longer accepted.
    public static func removeHashedPassword(_ digest: String) -> ACLRule { ACLRule(words: "!\(digest)") }
    /// Any password is accepted.
    public static let noPassword = ACLRule(words: "nopass")
    /// No password is accepted any longer.
    public static let resetPasswords = ACLRule(words: "resetpass")

    /// Keys that match a glob pattern may be used.
    public static func keys(_ pattern: String) -> ACLRule { ACLRule(words: "~\(pattern)") }
    /// Keys that match a glob pattern may be read. Since Redis 7.0.
    public static func readableKeys(_ pattern: String) -> ACLRule { ACLRule(words: "%R~\(pattern)") }
    /// Keys that match a glob pattern may be written. Since Redis 7.0.
    public static func writableKeys(_ pattern: String) -> ACLRule { ACLRule(words: "%W~\(pattern)") }
    /// All keys may be used.
    public static let allKeys = ACLRule(words: "allkeys")
    /// No keys may be used any longer.
    public static let resetKeys = ACLRule(words: "resetkeys")

    /// Channels that match a glob pattern may be used. Since Redis 6.2.
    public static func channels(_ pattern: String) -> ACLRule { ACLRule(words: "&\(pattern)") }
    /// All channels may be used. Since Redis 6.2.
    public static let allChannels = ACLRule(words: "allchannels")
    /// No channels may be used any longer. Since Redis 6.2.
    public static let resetChannels = ACLRule(words: "resetchannels")

    /// A command may be run; a subcommand as `config|get`.
    public static func allowing(_ command: String) -> ACLRule { ACLRule(words: "+\(command)") }
    /// A command may not be run; a subcommand as `config|get`.
    public static func denying(_ command: String) -> ACLRule { ACLRule(words: "-\(command)") }
    /// The commands of a category, such as `read`, may be run.
    public static func allowing(category: String) -> ACLRule { ACLRule(words: "+@\(category)") }
    /// The commands of a category, such as `dangerous`, may not be run.
    public static func denying(category: String) -> ACLRule { ACLRule(words: "-@\(category)") }
    /// All commands may be run.
    public static let allCommands = ACLRule(words: "allcommands")
    /// No commands may be run any longer.
    public static let noCommands = ACLRule(words: "nocommands")

    /// Rules that hold besides the others, each set by itself. Since Redis 7.0.
    public static func selector(_ rules: [ACLRule]) -> ACLRule {
        ACLRule(words: "(\(rules.map(\.words).joined(separator: " ")))")
    }
    /// No rules hold besides the others any longer. Since Redis 7.0.
    public static let clearSelectors = ACLRule(words: "clearselectors")

    /// Adds the rule's words.
    public func append(to arguments: inout CommandArguments) { arguments.append(words) }

    /// That it is a rule.
    public var description: String { "an access rule" }
    /// That it is a rule.
    public var debugDescription: String { description }
}
