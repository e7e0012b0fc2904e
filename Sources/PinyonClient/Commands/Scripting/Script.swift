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

extension Command {
    /// The same command with its script's text in place of the digest, for a server that answered `NOSCRIPT`; nil if it
    /// runs no script by its digest.
    package var withScriptSource: Command? {
        guard let script = request.script else { return nil }
        var words = arguments.words.dropFirst(2)
        var command = Command(script.isReadOnly ? .evalRO : .eval, decode: decode) {
            $0.append(script.source)
            while let word = words.popFirst() { $0.append(buffer: word) }
        }
        command.options = options
        return command
    }
}
