/// A script in Lua that runs on the server, all at once: nothing else runs meanwhile.
///
/// Keep scripts as constants, so that their digest is computed once:
///
/// ```swift
/// let takeToken = Script("""
///     local left = tonumber(redis.call('GET', KEYS[1]) or ARGV[1])
///     if left > 0 then redis.call('SET', KEYS[1], left - 1, 'PX', ARGV[2]) end
///     return left
///     """)
/// let left = try await client.run(takeToken, keys: ["tokens:7"], arguments: [10, 60_000], as: Int.self)
/// ```
///
/// Pass keys and values as `keys` and `arguments`, never as text of the script: that would let them change what it
/// does, and fill the server's memory with scripts.
public struct Script: Sendable, Hashable {
    /// Its text.
    public let source: String
    /// The digest by which the server knows it: 40 hexadecimal digits.
    public let sha1: String
    /// Whether it changes nothing, so that a replica may run it. Needs Redis 7.0 or Valkey.
    public let isReadOnly: Bool

    /// A script. Costs a pass over its text.
    ///
    /// - Parameters:
    ///   - source: Its text.
    ///   - isReadOnly: Whether it changes nothing. The server refuses writes of a script that says so. Default: no.
    public init(_ source: String, isReadOnly: Bool = false) {
        self.source = source
        sha1 = SHA1.hexadecimal(Array(source.utf8))
        self.isReadOnly = isReadOnly
    }
}

extension Request {
    /// The arguments with the script's text in place of its digest, for a server that doesn't know the script; nil if
    /// the command runs none by its digest, or the text is too long to be sent.
    package var argumentsWithScriptText: CommandArguments? {
        guard let script else { return nil }
        var complete = CommandArguments(script.isReadOnly ? .evalRO : .eval, script.source)
        for word in arguments.words.dropFirst(2) { complete.append(buffer: word) }
        return complete.problem == nil ? complete : nil
    }
}

extension [Request] {
    /// The arguments of commands that go out together over one connection. The first that runs a script brings its
    /// text: one that came back as unknown could be sent again only behind those that stood behind it.
    package var argumentsWithScripts: [CommandArguments] {
        guard contains(where: { $0.script != nil }) else { return map(\.arguments) }
        var brought: Set<String> = []
        return map { request in
            guard let script = request.script, brought.insert(script.sha1).inserted,
                let complete = request.argumentsWithScriptText
            else { return request.arguments }
            return complete
        }
    }
}
