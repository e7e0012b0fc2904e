internal import NIOCore

extension Command where Response: RESPDecodable {
    /// A command by its name, for those that have no method.
    ///
    /// Of a command that the client knows, it knows where the keys are and what may be done with it. Of any other it
    /// assumes that the first argument is a key and that it writes.
    ///
    /// - Parameters:
    ///   - name: The name in any case, perhaps with a subcommand behind a space.
    ///   - arguments: The arguments.
    public init(raw name: String, arguments: [any CommandArgument]) {
        let words = name.split(separator: " ")
        self.init(Self.traits(words, arguments)) { encoded in
            if words.isEmpty { encoded.fail("a command needs a name") }
            for argument in arguments { encoded.append(argument) }
        }
    }

    /// A command by its name, for those that have no method: ``init(raw:arguments:)``.
    ///
    /// - Parameters:
    ///   - name: The name in any case, perhaps with a subcommand behind a space.
    ///   - arguments: The arguments.
    ///   - type: What the reply is read as.
    public static func command(_ name: String, _ arguments: any CommandArgument..., as type: Response.Type) -> Command {
        Command(raw: name, arguments: arguments)
    }

    private static func traits(_ words: [Substring], _ arguments: [any CommandArgument]) -> CommandTraits {
        let name = words.joined(separator: " ")
        if words.count == 1, CommandTable.hasSubcommands(name), let first = arguments.first {
            var subcommand = CommandArguments(encodedName: [], words: 0)
            subcommand.append(first)
            let word = subcommand.words.first.map { String(buffer: $0) } ?? ""
            if let traits = CommandTable.traits(of: "\(name) \(word)") { return traits.spelled(name) }
        }
        if let traits = CommandTable.traits(of: name) { return traits }
        return CommandTraits(name.uppercased(), keys: .at(words.count))
    }
}

extension Command where Response == RESPValue {
    /// A command by its name, for those that have no method: ``init(raw:arguments:)``.
    ///
    /// - Parameters:
    ///   - name: The name in any case, perhaps with a subcommand behind a space.
    ///   - arguments: The arguments.
    public static func command(_ name: String, _ arguments: any CommandArgument...) -> Command {
        Command(raw: name, arguments: arguments)
    }
}

extension CommandSender {
    /// Sends a command by its name, for those that have no method: ``Command/init(raw:arguments:)``.
    ///
    /// ```swift
    /// let encoding = try await client.command("OBJECT", "ENCODING", key, as: String.self)
    /// ```
    ///
    /// - Parameters:
    ///   - name: The name in any case, perhaps with a subcommand behind a space.
    ///   - arguments: The arguments.
    ///   - type: What the reply is read as. Default: as it came.
    @discardableResult
    public func command<Value: RESPDecodable>(
        _ name: String, _ arguments: any CommandArgument..., as type: Value.Type = RESPValue.self
    ) async throws(ClientError) -> Value {
        try await send(Command<Value>(raw: name, arguments: arguments))
    }
}
