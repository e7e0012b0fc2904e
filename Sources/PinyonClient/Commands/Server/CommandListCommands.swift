/// What a server says of its commands.
extension Command {
    /// `COMMAND COUNT`: how many commands the server knows.
    public static func commandCount() -> Command where Response == Int { Command(.commandCount) }

    /// `COMMAND INFO`: what the server says of commands, in their order; nil for those that it doesn't know.
    ///
    /// - Parameter names: The commands' names; of a subcommand as `config|get`. Empty for all.
    public static func commandInfo(_ names: [String]) -> Command where Response == [CommandDetails?] {
        Command(.commandInfo) { $0.append(names) }
    }

    /// `COMMAND DOCS`: what the server's documentation says of commands, by their name in small letters. Since
    /// Redis 7.0.
    ///
    /// - Parameter names: The commands' names. Empty for all.
    public static func commandDocs(_ names: [String]) -> Command where Response == [String: CommandDocumentation] {
        Command(.commandDocs) { $0.append(names) }
    }

    /// `COMMAND GETKEYS`: which words of a command are keys, by the server's reckoning. An error if none is.
    ///
    /// - Parameters:
    ///   - words: The command with its arguments.
    ///   - type: What each key is read as.
    public static func commandGetkeys<Key: RESPDecodable>(_ words: [any CommandArgument], as type: Key.Type) -> Command
    where Response == [Key] {
        Command(.commandGetkeys) { for word in words { $0.appendOne(word) } }
    }

    /// `COMMAND LIST`: the names of the commands that the server knows. Since Redis 7.0.
    ///
    /// - Parameter filter: Which of them. Default: all.
    public static func commandList(_ filter: CommandFilter? = nil) -> Command where Response == [String] {
        Command(.commandList) { if let filter { $0.append(filter) } }
    }
}

/// Which commands a server lists.
public enum CommandFilter: Sendable, Hashable, CommandArgument {
    /// Those of a module.
    case module(String)
    /// Those of a category of access, such as `fast`.
    case category(String)
    /// Those whose names match a glob pattern.
    case pattern(String)

    /// Adds the words for it.
    public func append(to arguments: inout CommandArguments) {
        arguments.append("FILTERBY")
        switch self {
        case .module(let name): arguments.append("MODULE", name)
        case .category(let name): arguments.append("ACLCAT", name)
        case .pattern(let pattern): arguments.append("PATTERN", pattern)
        }
    }
}

/// What a server says of a command, by `COMMAND INFO`.
public struct CommandDetails: Sendable, Hashable, RESPDecodable {
    /// Its name in small letters; of a subcommand as `config|get`.
    public let name: String
    /// How many words it has, its name included; negative for so many at least.
    public let arity: Int
    /// The words that say what it does, such as `readonly`.
    public let flags: Set<String>
    /// Where the first key stands; 0 for none.
    public let firstKey: Int
    /// Where the last key stands; negative counts from the end.
    public let lastKey: Int
    /// How far the keys are apart.
    public let keyStep: Int
    /// The categories of access that it belongs to, such as `@read`.
    public let categories: Set<String>
    /// Advice for clients, such as `request_policy:all_shards`. Since Redis 7.0.
    public let tips: [String]
    /// Its subcommands. Since Redis 7.0.
    public let subcommands: [CommandDetails]

    /// Reads the parts of the reply, of which servers before Redis 7.0 send fewer.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> CommandDetails {
        guard let details = CommandDetails(value, depth: 0) else {
            throw RESPDecodingError(expected: "what a command is", found: value)
        }
        return details
    }

    private init?(_ value: RESPValue, depth: Int) {
        guard let parts = value.elements, parts.count >= 6, let name = parts[0].looseText else { return nil }
        self.name = name
        arity = parts[1].looseInteger ?? 0
        flags = Self.texts(parts, 2)
        firstKey = parts[3].looseInteger ?? 0
        lastKey = parts[4].looseInteger ?? 0
        keyStep = parts[5].looseInteger ?? 0
        categories = Self.texts(parts, 6)
        tips = parts.count > 7 ? parts[7].elements?.compactMap(\.looseText) ?? [] : []
        // Subcommands have none of their own.
        let nested = depth == 0 && parts.count > 9 ? parts[9].elements ?? [] : []
        subcommands = nested.compactMap { CommandDetails($0, depth: 1) }
    }

    private static func texts(_ parts: [RESPValue], _ index: Int) -> Set<String> {
        parts.count > index ? Set(parts[index].elements?.compactMap(\.looseText) ?? []) : []
    }
}

/// What a server's documentation says of a command, by `COMMAND DOCS`.
public struct CommandDocumentation: Sendable, Equatable, RESPDecodable {
    /// Everything that the server told, by its names, such as `arguments`.
    public let fields: ReplyFields

    /// Reads what is said of one command.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> CommandDocumentation {
        CommandDocumentation(fields: try ReplyFields.decode(value))
    }

    /// What it does, in a sentence.
    public var summary: String? { fields.text("summary") }
    /// The first version that has it.
    public var since: String? { fields.text("since") }
    /// What it is about, such as `string`.
    public var group: String? { fields.text("group") }
    /// What it costs.
    public var complexity: String? { fields.text("complexity") }
}
