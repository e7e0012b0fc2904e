/// A command with its arguments, and how to read its reply.
///
/// Commands are made by static functions named after them, and sent by a client, alone or in a pipeline:
///
/// ```swift
/// let (name, visits) = try await client.pipeline(.get("user:7:name"), .incr("user:7:visits"))
/// ```
public struct Command<Response: Sendable>: Sendable {
    package var request: Request
    package let decode: @Sendable (RESPValue) throws(RESPDecodingError) -> Response

    /// A command whose reply is read in a way of its own.
    package init(
        _ traits: CommandTraits, decode: @escaping @Sendable (RESPValue) throws(RESPDecodingError) -> Response,
        arguments build: (inout CommandArguments) -> Void = { _ in }
    ) {
        request = Request(traits)
        self.decode = decode
        build(&request.arguments)
    }

    /// The command's name in capitals.
    public var name: String { traits.name }

    package var traits: CommandTraits { request.traits }
    package var arguments: CommandArguments { request.arguments }
    package var options: CommandOptions {
        get { request.options }
        set { request.options = newValue }
    }
}

extension Command where Response: RESPDecodable {
    /// A command whose reply is read as its type says.
    @specialized(where Response == String?)
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
