extension Command where Response: RESPDecodable {
    /// A command by its name, for those that have no method.
    ///
    /// Of a command that the client knows, it knows where the keys are and what may be done with it, however its words
    /// are shared out between the name and the arguments. Of any other it assumes that the first argument is a key and
    /// that it writes; of a subcommand that it doesn't know, that its keys are where those of the others are.
    ///
    /// - Parameters:
    ///   - name: The name in any case, perhaps with a subcommand behind a space. Nothing else may stand in it: a
    ///     command whose arguments stand in its name isn't sent, and fails with ``ClientError/Code/invalidArgument``.
    ///   - arguments: The arguments, which go out as they are.
    public init(raw name: String, arguments: [any CommandArgument]) {
        let words = name.split(separator: " ")
        var encoded = CommandArguments(encodedName: [], words: 0)
        if words.isEmpty { encoded.fail("a command needs a name") }
        for word in words { encoded.append(word.utf8.map(\.inCapitals)) }
        for argument in arguments { encoded.append(argument) }
        // Without a name the first argument would be taken for one, and be shown in errors.
        let traits = words.isEmpty ? CommandTraits("") : CommandTable.traits(of: encoded)
        if words.count > traits.words {
            encoded.fail(
                """
                more stands in the command's name than a command, or a command and a subcommand, that the client \
                knows; pass the rest as arguments, one by one, as in command("GET", key)
                """)
        }
        self.init(traits)
        request.arguments = encoded
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
