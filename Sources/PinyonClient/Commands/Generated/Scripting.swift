// Generated from Sources/PinyonClient/Commands/Scripting/ by: swift run --package-path Checks generate-commands

extension Command {
    /// Runs a function of a library.
    ///
    /// - Parameters:
    ///   - name: The function's name.
    ///   - keys: The keys that it touches. In a cluster they have to be in one slot.
    ///   - arguments: What else it needs.
    public static func fcall(
        _ name: String, keys: [any CommandArgument] = [], arguments: [any CommandArgument] = []
    ) -> Command where Response == String {
        .fcall(name, keys: keys, arguments: arguments, as: String.self)
    }

    /// Runs a function that changes nothing. A replica may run it.
    ///
    /// - Parameters:
    ///   - name: The function's name. It has to be registered with the flag `no-writes`.
    ///   - keys: The keys that it reads. In a cluster they have to be in one slot.
    ///   - arguments: What else it needs.
    public static func fcallRO(
        _ name: String, keys: [any CommandArgument] = [], arguments: [any CommandArgument] = []
    ) -> Command where Response == String {
        .fcallRO(name, keys: keys, arguments: arguments, as: String.self)
    }

    /// Runs a script by its digest. If the server doesn't know it, the client sends it the text.
    ///
    /// In a pipeline and in a transaction the text goes along, once for each node, so that the script runs in its place
    /// whether the server knows it or not.
    ///
    /// - Parameters:
    ///   - script: The script.
    ///   - keys: The keys that it touches, `KEYS` in it. In a cluster they have to be in one slot.
    ///   - arguments: What else it needs, `ARGV` in it.
    public static func run(
        _ script: Script, keys: [any CommandArgument] = [], arguments: [any CommandArgument] = []
    ) -> Command where Response == String {
        .run(script, keys: keys, arguments: arguments, as: String.self)
    }

    /// Runs a script by its text, which the server then keeps until it restarts. ``run(_:keys:arguments:as:)`` by
    /// itself sends the text only to a server that doesn't know it.
    ///
    /// - Parameters:
    ///   - source: The script's text.
    ///   - keys: The keys that it touches, `KEYS` in it. In a cluster they have to be in one slot.
    ///   - arguments: What else it needs, `ARGV` in it.
    public static func eval(
        _ source: String, keys: [any CommandArgument] = [], arguments: [any CommandArgument] = []
    ) -> Command where Response == String {
        .eval(source, keys: keys, arguments: arguments, as: String.self)
    }

    /// Runs a script that changes nothing by its text. A replica may run it. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - source: The script's text.
    ///   - keys: The keys that it reads, `KEYS` in it. In a cluster they have to be in one slot.
    ///   - arguments: What else it needs, `ARGV` in it.
    public static func evalRO(
        _ source: String, keys: [any CommandArgument] = [], arguments: [any CommandArgument] = []
    ) -> Command where Response == String {
        .evalRO(source, keys: keys, arguments: arguments, as: String.self)
    }

    /// Runs a script by its digest. An error `NOSCRIPT` if the server doesn't know it.
    ///
    /// - Parameters:
    ///   - sha1: The script's digest.
    ///   - keys: The keys that it touches, `KEYS` in it. In a cluster they have to be in one slot.
    ///   - arguments: What else it needs, `ARGV` in it.
    public static func evalsha(
        _ sha1: String, keys: [any CommandArgument] = [], arguments: [any CommandArgument] = []
    ) -> Command where Response == String {
        .evalsha(sha1, keys: keys, arguments: arguments, as: String.self)
    }

    /// Runs a script that changes nothing by its digest. A replica may run it. An error `NOSCRIPT` if the server
    /// doesn't know it. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - sha1: The script's digest.
    ///   - keys: The keys that it reads, `KEYS` in it. In a cluster they have to be in one slot.
    ///   - arguments: What else it needs, `ARGV` in it.
    public static func evalshaRO(
        _ sha1: String, keys: [any CommandArgument] = [], arguments: [any CommandArgument] = []
    ) -> Command where Response == String {
        .evalshaRO(sha1, keys: keys, arguments: arguments, as: String.self)
    }
}

extension CommandSender {
    /// Runs a function of a library.
    ///
    /// - Parameters:
    ///   - name: The function's name.
    ///   - keys: The keys that it touches. In a cluster they have to be in one slot.
    ///   - arguments: What else it needs.
    ///   - type: What its result is read as.
    public func fcall<Value: RESPDecodable>(
        _ name: String, keys: [any CommandArgument] = [], arguments: [any CommandArgument] = [],
        as type: Value.Type = String.self
    ) async throws(ClientError) -> Value {
        try await send(.fcall(name, keys: keys, arguments: arguments, as: type))
    }

    /// Runs a function that changes nothing. A replica may run it.
    ///
    /// - Parameters:
    ///   - name: The function's name. It has to be registered with the flag `no-writes`.
    ///   - keys: The keys that it reads. In a cluster they have to be in one slot.
    ///   - arguments: What else it needs.
    ///   - type: What its result is read as.
    public func fcallRO<Value: RESPDecodable>(
        _ name: String, keys: [any CommandArgument] = [], arguments: [any CommandArgument] = [],
        as type: Value.Type = String.self
    ) async throws(ClientError) -> Value {
        try await send(.fcallRO(name, keys: keys, arguments: arguments, as: type))
    }

    /// Gives the server a library, and returns its name.
    ///
    /// - Parameters:
    ///   - source: The library's text, which begins with a line such as `#!lua name=mylib`.
    ///   - replacing: Whether it may replace one of that name. Default: no, that is an error.
    @discardableResult
    public func functionLoad(_ source: String, replacing: Bool = false) async throws(ClientError) -> String {
        try await send(.functionLoad(source, replacing: replacing))
    }

    /// Makes the server forget a library.
    public func functionDelete(_ library: String) async throws(ClientError) {
        try await send(.functionDelete(library))
    }

    /// The libraries with their functions.
    ///
    /// - Parameters:
    ///   - pattern: A glob pattern of libraries' names. Default: all.
    ///   - withCode: Whether their text is told, too. Default: no.
    public func functionList(
        matching pattern: String? = nil, withCode: Bool = false
    ) async throws(ClientError) -> [FunctionLibrary] {
        try await send(.functionList(matching: pattern, withCode: withCode))
    }

    /// All libraries in a form that ``functionRestore(_:_:)`` takes.
    public func functionDump() async throws(ClientError) -> [UInt8] {
        try await send(.functionDump())
    }

    /// Gives the server the libraries of a dump.
    ///
    /// - Parameters:
    ///   - dump: What ``functionDump()`` returned.
    ///   - policy: What happens to those that are there. Default: the dump is refused if a name is taken.
    public func functionRestore(_ dump: [UInt8], _ policy: FunctionRestorePolicy = .append) async throws(ClientError) {
        try await send(.functionRestore(dump, policy))
    }

    /// Makes the server forget all libraries.
    ///
    /// - Parameter mode: Whether the answer waits until they are gone. Default: the server's choice.
    public func functionFlush(_ mode: FlushMode? = nil) async throws(ClientError) {
        try await send(.functionFlush(mode))
    }

    /// Ends the function that runs, if it has written nothing yet; an error `UNKILLABLE` if it has, and `NOTBUSY` if
    /// none runs. In a cluster it goes to all nodes, and `NOTBUSY` means that none runs on any.
    public func functionKill() async throws(ClientError) {
        try await send(.functionKill())
    }

    /// What runs, and how many libraries and functions there are. Answered even while a function runs.
    public func functionStats() async throws(ClientError) -> FunctionStatistics {
        try await send(.functionStats())
    }

    /// Runs a script by its digest. If the server doesn't know it, the client sends it the text.
    ///
    /// In a pipeline and in a transaction the text goes along, once for each node, so that the script runs in its place
    /// whether the server knows it or not.
    ///
    /// - Parameters:
    ///   - script: The script.
    ///   - keys: The keys that it touches, `KEYS` in it. In a cluster they have to be in one slot.
    ///   - arguments: What else it needs, `ARGV` in it.
    ///   - type: What its result is read as.
    public func run<Value: RESPDecodable>(
        _ script: Script, keys: [any CommandArgument] = [], arguments: [any CommandArgument] = [],
        as type: Value.Type = String.self
    ) async throws(ClientError) -> Value {
        try await send(.run(script, keys: keys, arguments: arguments, as: type))
    }

    /// Runs a script by its text, which the server then keeps until it restarts. ``run(_:keys:arguments:as:)`` by
    /// itself sends the text only to a server that doesn't know it.
    ///
    /// - Parameters:
    ///   - source: The script's text.
    ///   - keys: The keys that it touches, `KEYS` in it. In a cluster they have to be in one slot.
    ///   - arguments: What else it needs, `ARGV` in it.
    ///   - type: What its result is read as.
    public func eval<Value: RESPDecodable>(
        _ source: String, keys: [any CommandArgument] = [], arguments: [any CommandArgument] = [],
        as type: Value.Type = String.self
    ) async throws(ClientError) -> Value {
        try await send(.eval(source, keys: keys, arguments: arguments, as: type))
    }

    /// Runs a script that changes nothing by its text. A replica may run it. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - source: The script's text.
    ///   - keys: The keys that it reads, `KEYS` in it. In a cluster they have to be in one slot.
    ///   - arguments: What else it needs, `ARGV` in it.
    ///   - type: What its result is read as.
    public func evalRO<Value: RESPDecodable>(
        _ source: String, keys: [any CommandArgument] = [], arguments: [any CommandArgument] = [],
        as type: Value.Type = String.self
    ) async throws(ClientError) -> Value {
        try await send(.evalRO(source, keys: keys, arguments: arguments, as: type))
    }

    /// Runs a script by its digest. An error `NOSCRIPT` if the server doesn't know it.
    ///
    /// - Parameters:
    ///   - sha1: The script's digest.
    ///   - keys: The keys that it touches, `KEYS` in it. In a cluster they have to be in one slot.
    ///   - arguments: What else it needs, `ARGV` in it.
    ///   - type: What its result is read as.
    public func evalsha<Value: RESPDecodable>(
        _ sha1: String, keys: [any CommandArgument] = [], arguments: [any CommandArgument] = [],
        as type: Value.Type = String.self
    ) async throws(ClientError) -> Value {
        try await send(.evalsha(sha1, keys: keys, arguments: arguments, as: type))
    }

    /// Runs a script that changes nothing by its digest. A replica may run it. An error `NOSCRIPT` if the server
    /// doesn't know it. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - sha1: The script's digest.
    ///   - keys: The keys that it reads, `KEYS` in it. In a cluster they have to be in one slot.
    ///   - arguments: What else it needs, `ARGV` in it.
    ///   - type: What its result is read as.
    public func evalshaRO<Value: RESPDecodable>(
        _ sha1: String, keys: [any CommandArgument] = [], arguments: [any CommandArgument] = [],
        as type: Value.Type = String.self
    ) async throws(ClientError) -> Value {
        try await send(.evalshaRO(sha1, keys: keys, arguments: arguments, as: type))
    }

    /// Gives the server a script without running it, and returns its digest.
    @discardableResult
    public func scriptLoad(_ source: String) async throws(ClientError) -> String {
        try await send(.scriptLoad(source))
    }

    /// Which scripts the server knows, by their digests, in their order; in a cluster, those that all nodes know.
    public func scriptExists(_ sha1s: [String]) async throws(ClientError) -> [Bool] {
        try await send(.scriptExists(sha1s))
    }

    /// Makes the server forget all scripts.
    ///
    /// - Parameter mode: Whether the answer waits until they are gone. Since Redis 6.2. Default: the server's choice.
    public func scriptFlush(_ mode: FlushMode? = nil) async throws(ClientError) {
        try await send(.scriptFlush(mode))
    }

    /// Ends the script that runs, if it has written nothing yet; an error `UNKILLABLE` if it has, and `NOTBUSY` if none
    /// runs. In a cluster it goes to all nodes, and `NOTBUSY` means that none runs on any.
    public func scriptKill() async throws(ClientError) {
        try await send(.scriptKill())
    }
}
