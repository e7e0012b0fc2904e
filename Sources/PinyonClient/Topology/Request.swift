internal import NIOCore

/// A command without the type of its reply: what it takes to send it.
package struct Request: Sendable {
    package var arguments: CommandArguments
    package let traits: CommandTraits
    package var options = CommandOptions()
    /// The script that an `EVALSHA` names, for a server that doesn't know it.
    package var script: Script?

    /// A command with its name as its only argument.
    package init(_ traits: CommandTraits) {
        self.traits = traits
        arguments = CommandArguments(encodedName: traits.encodedName, words: traits.words)
    }

    /// A command with all its arguments.
    package init(_ traits: CommandTraits, _ arguments: CommandArguments, _ options: CommandOptions = CommandOptions()) {
        self.traits = traits
        self.arguments = arguments
        self.options = options
    }

    /// Whether it does no harm when it runs twice.
    package var isRepeatable: Bool { options.isIdempotent || traits.flags.contains(.readOnly) }

    /// Whether it is about the connection that it is sent over.
    package var isAboutConnection: Bool { traits.flags.contains(.leased) }

    /// Whether it may change what others can see.
    package var mayWrite: Bool { traits.flags.isDisjoint(with: [.readOnly, .leased]) }

    /// Whether it can be sent as it stands: nothing speaks against it, it doesn't change its connection, and runs no
    /// script that may have to be brought along.
    package var isPlain: Bool {
        script == nil && traits.flags.isDisjoint(with: [.refused, .leased]) && arguments.isSound
    }

    /// What a command is sent with.
    package enum Company: Sendable {
        /// Nothing: what it does to its connection ends with it.
        case nothing
        /// The other commands of a transaction.
        case transaction
        /// Other commands over the same connection, before it and after it.
        case connection
    }

    /// Refuses what must not or can't be sent.
    ///
    /// - Parameter company: What it is sent with.
    package func check(in company: Company = .connection) throws(ClientError) {
        if !traits.flags.isDisjoint(with: [.refused, .leased]), let objection = traits.objection(in: company) {
            throw objection
        }
        if !arguments.isSound, let problem = arguments.problem {
            throw ClientError(.invalidArgument, problem, command: traits.name)
        }
    }

    /// The slot that all its keys are in; nil if it has no keys.
    ///
    /// - Throws: ``ClientError/Code/crossSlot``.
    package func slot() throws(ClientError) -> HashSlot? {
        let keys = arguments.keys(at: traits.keys)
        guard let first = keys.first else { return nil }
        let slot = HashSlot(key: first)
        for key in keys.dropFirst() where HashSlot(key: key) != slot {
            throw ClientError(
                .crossSlot,
                """
                the keys “\(String(buffer: first))” and “\(String(buffer: key))” are in different slots \
                (\(slot) and \(HashSlot(key: key))); give them a common {tag}, or send a command for each
                """,
                command: traits.name)
        }
        return slot
    }
}
