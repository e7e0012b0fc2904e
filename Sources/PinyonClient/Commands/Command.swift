/// A command with its arguments, and how to read its reply.
///
/// Commands are made by static functions named after them, and sent by a client, alone or in a pipeline:
///
/// ```swift
/// let (name, visits) = try await client.pipeline(.get("user:7:name"), .incr("user:7:visits"))
/// ```
public struct Command<Response: Sendable>: Sendable {
    package let traits: CommandTraits
    package private(set) var arguments: CommandArguments
    package var options = CommandOptions()
    /// The script that an `EVALSHA` names, for a server that doesn't know it.
    package var script: Script?
    package let decode: @Sendable (RESPValue) throws(RESPDecodingError) -> Response

    /// A command whose reply is read in a way of its own.
    package init(
        _ traits: CommandTraits, decode: @escaping @Sendable (RESPValue) throws(RESPDecodingError) -> Response,
        arguments build: (inout CommandArguments) -> Void = { _ in }
    ) {
        self.traits = traits
        self.decode = decode
        arguments = CommandArguments(encodedName: traits.encodedName, words: traits.words)
        build(&arguments)
    }

    /// The command's name in capitals.
    public var name: String { traits.name }
}

extension Command where Response: RESPDecodable {
    /// A command whose reply is read as its type says.
    package init(_ traits: CommandTraits, arguments build: (inout CommandArguments) -> Void = { _ in }) {
        self.init(traits, decode: Response.decode, arguments: build)
    }
}

extension Command where Response == Void {
    /// A command whose reply, mostly `OK`, says nothing.
    package init(_ traits: CommandTraits, arguments build: (inout CommandArguments) -> Void = { _ in }) {
        self.init(traits, decode: { _ in }, arguments: build)
    }
}
