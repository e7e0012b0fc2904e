extension Command {
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
    public static func run(
        _ script: Script, keys: [any CommandArgument] = [], arguments: [any CommandArgument] = [],
        as type: Response.Type
    ) -> Command where Response: RESPDecodable {
        var command = Command(script.isReadOnly ? .evalshaRO : .evalsha) {
            $0.append(script.sha1)
            $0.appendKeysAndArguments(keys, arguments)
        }
        command.request.script = script
        return command
    }

    /// Runs a script by its text, which the server then keeps until it restarts. ``run(_:keys:arguments:as:)`` by
    /// itself sends the text only to a server that doesn't know it.
    ///
    /// - Parameters:
    ///   - source: The script's text.
    ///   - keys: The keys that it touches, `KEYS` in it. In a cluster they have to be in one slot.
    ///   - arguments: What else it needs, `ARGV` in it.
    ///   - type: What its result is read as.
    public static func eval(
        _ source: String, keys: [any CommandArgument] = [], arguments: [any CommandArgument] = [],
        as type: Response.Type
    ) -> Command where Response: RESPDecodable {
        Command(.eval) {
            $0.append(source)
            $0.appendKeysAndArguments(keys, arguments)
        }
    }

    /// Runs a script that changes nothing by its text. A replica may run it. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - source: The script's text.
    ///   - keys: The keys that it reads, `KEYS` in it. In a cluster they have to be in one slot.
    ///   - arguments: What else it needs, `ARGV` in it.
    ///   - type: What its result is read as.
    public static func evalRO(
        _ source: String, keys: [any CommandArgument] = [], arguments: [any CommandArgument] = [],
        as type: Response.Type
    ) -> Command where Response: RESPDecodable {
        Command(.evalRO) {
            $0.append(source)
            $0.appendKeysAndArguments(keys, arguments)
        }
    }

    /// Runs a script by its digest. An error `NOSCRIPT` if the server doesn't know it.
    ///
    /// - Parameters:
    ///   - sha1: The script's digest.
    ///   - keys: The keys that it touches, `KEYS` in it. In a cluster they have to be in one slot.
    ///   - arguments: What else it needs, `ARGV` in it.
    ///   - type: What its result is read as.
    public static func evalsha(
        _ sha1: String, keys: [any CommandArgument] = [], arguments: [any CommandArgument] = [],
        as type: Response.Type
    ) -> Command where Response: RESPDecodable {
        Command(.evalsha) {
            $0.append(sha1)
            $0.appendKeysAndArguments(keys, arguments)
        }
    }

    /// Runs a script that changes nothing by its digest. A replica may run it. An error `NOSCRIPT` if the server
    /// doesn't know it. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - sha1: The script's digest.
    ///   - keys: The keys that it reads, `KEYS` in it. In a cluster they have to be in one slot.
    ///   - arguments: What else it needs, `ARGV` in it.
    ///   - type: What its result is read as.
    public static func evalshaRO(
        _ sha1: String, keys: [any CommandArgument] = [], arguments: [any CommandArgument] = [],
        as type: Response.Type
    ) -> Command where Response: RESPDecodable {
        Command(.evalshaRO) {
            $0.append(sha1)
            $0.appendKeysAndArguments(keys, arguments)
        }
    }

    // The result is often of no use.
    /// Gives the server a script without running it, and returns its digest.
    public static func scriptLoad(_ source: String) -> Command where Response == String {
        Command(.scriptLoad) { $0.append(source) }
    }

    /// Which scripts the server knows, by their digests, in their order; in a cluster, those that all nodes know.
    public static func scriptExists(_ sha1s: [String]) -> Command where Response == [Bool] {
        Command(.scriptExists) { $0.append(sha1s) }
    }

    /// Makes the server forget all scripts.
    ///
    /// - Parameter mode: Whether the answer waits until they are gone. Since Redis 6.2. Default: the server's choice.
    public static func scriptFlush(_ mode: FlushMode? = nil) -> Command where Response == Void {
        Command(.scriptFlush) { if let mode { $0.append(mode.rawValue) } }
    }

    /// Ends the script that runs, if it has written nothing yet; an error `UNKILLABLE` if it has, and `NOTBUSY` if none
    /// runs. In a cluster it goes to all nodes, and `NOTBUSY` means that none runs on any.
    public static func scriptKill() -> Command where Response == Void { Command(.scriptKill) }
}

extension CommandArguments {
    /// Adds how many keys there are, the keys, and what follows them.
    mutating func appendKeysAndArguments(_ keys: [any CommandArgument], _ arguments: [any CommandArgument]) {
        append(keys.count)
        for key in keys { appendOne(key) }
        for argument in arguments { appendOne(argument) }
    }
}

/// Whether a server answers before or after it has freed what it was told to forget.
public enum FlushMode: String, Sendable, Hashable, CaseIterable {
    /// After: nothing else runs meanwhile.
    case sync = "SYNC"
    /// Before: it is freed in the background.
    case async = "ASYNC"
}
