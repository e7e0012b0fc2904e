/// Functions of libraries, which a server keeps like data: they are saved and replicated. Since Redis 7.0.
extension Command {
    /// Runs a function of a library.
    ///
    /// - Parameters:
    ///   - name: The function's name.
    ///   - keys: The keys that it touches. In a cluster they have to be in one slot.
    ///   - arguments: What else it needs.
    ///   - type: What its result is read as.
    public static func fcall(
        _ name: String, keys: [any CommandArgument] = [], arguments: [any CommandArgument] = [],
        as type: Response.Type
    ) -> Command where Response: RESPDecodable {
        Command(.fcall) {
            $0.append(name)
            $0.appendKeysAndArguments(keys, arguments)
        }
    }

    /// Runs a function that changes nothing. A replica may run it.
    ///
    /// - Parameters:
    ///   - name: The function's name. It has to be registered with the flag `no-writes`.
    ///   - keys: The keys that it reads. In a cluster they have to be in one slot.
    ///   - arguments: What else it needs.
    ///   - type: What its result is read as.
    public static func fcallRO(
        _ name: String, keys: [any CommandArgument] = [], arguments: [any CommandArgument] = [],
        as type: Response.Type
    ) -> Command where Response: RESPDecodable {
        Command(.fcallRO) {
            $0.append(name)
            $0.appendKeysAndArguments(keys, arguments)
        }
    }

    // The result is often of no use.
    /// Gives the server a library, and returns its name.
    ///
    /// - Parameters:
    ///   - source: The library's text, which begins with a line such as `#!lua name=mylib`.
    ///   - replacing: Whether it may replace one of that name. Default: no, that is an error.
    public static func functionLoad(_ source: String, replacing: Bool = false) -> Command where Response == String {
        Command(.functionLoad) {
            $0.append("REPLACE", if: replacing)
            $0.append(source)
        }
    }

    /// Makes the server forget a library.
    public static func functionDelete(_ library: String) -> Command where Response == Void {
        Command(.functionDelete) { $0.append(library) }
    }

    /// The libraries with their functions.
    ///
    /// - Parameters:
    ///   - pattern: A glob pattern of libraries' names. Default: all.
    ///   - withCode: Whether their text is told, too. Default: no.
    public static func functionList(matching pattern: String? = nil, withCode: Bool = false) -> Command
    where Response == [FunctionLibrary] {
        Command(.functionList) {
            $0.append("LIBRARYNAME", pattern)
            $0.append("WITHCODE", if: withCode)
        }
    }

    /// All libraries in a form that ``functionRestore(_:_:)`` takes.
    public static func functionDump() -> Command where Response == [UInt8] { Command(.functionDump) }

    /// Gives the server the libraries of a dump.
    ///
    /// - Parameters:
    ///   - dump: What ``functionDump()`` returned.
    ///   - policy: What happens to those that are there. Default: the dump is refused if a name is taken.
    public static func functionRestore(_ dump: [UInt8], _ policy: FunctionRestorePolicy = .append) -> Command
    where Response == Void {
        Command(.functionRestore) {
            $0.append(dump)
            $0.append(policy.rawValue)
        }
    }

    /// Makes the server forget all libraries.
    ///
    /// - Parameter mode: Whether the answer waits until they are gone. Default: the server's choice.
    public static func functionFlush(_ mode: FlushMode? = nil) -> Command where Response == Void {
        Command(.functionFlush) { if let mode { $0.append(mode.rawValue) } }
    }

    /// Ends the function that runs, if it has written nothing yet; an error `UNKILLABLE` if it has, and `NOTBUSY` if
    /// none runs. In a cluster it goes to all nodes, and `NOTBUSY` means that none runs on any.
    public static func functionKill() -> Command where Response == Void { Command(.functionKill) }

    /// What runs, and how many libraries and functions there are. Answered even while a function runs.
    public static func functionStats() -> Command where Response == FunctionStatistics { Command(.functionStats) }
}

/// What happens to a server's libraries when others are restored.
public enum FunctionRestorePolicy: String, Sendable, Hashable, CaseIterable {
    /// They stay; a name that is taken is an error.
    case append = "APPEND"
    /// They stay, except those of the same names.
    case replace = "REPLACE"
    /// They go.
    case flush = "FLUSH"
}

/// A library of functions.
public struct FunctionLibrary: Sendable, Hashable, RESPDecodable {
    /// A function.
    public struct Function: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// What it is for, if it says so.
        public let description: String?
        /// The words that say what it does, such as `no-writes`.
        public let flags: Set<String>
    }

    /// Its name.
    public let name: String
    /// What it is written in, such as `LUA`.
    public let engine: String
    /// Its functions.
    public let functions: [Function]
    /// Its text, if it was asked for.
    public let code: String?

    /// Reads one library.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> FunctionLibrary {
        let fields = try ReplyFields.decode(value)
        guard let name = fields.text("library_name") else {
            throw RESPDecodingError(expected: "a library of functions", found: value)
        }
        let functions = (fields["functions"]?.elements ?? []).compactMap { value -> Function? in
            guard let fields = ReplyFields(value), let name = fields.text("name") else { return nil }
            return Function(name: name, description: fields.text("description"), flags: Set(fields.texts("flags")))
        }
        return FunctionLibrary(
            name: name, engine: fields.text("engine") ?? "", functions: functions, code: fields.text("library_code")
        )
    }
}

/// What functions a server runs and has.
public struct FunctionStatistics: Sendable, Equatable, RESPDecodable {
    /// A function that runs.
    public struct Running: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// The command that called it, with its arguments.
        public let command: [String]
        /// For how long it has run.
        public let duration: Duration
    }

    /// Everything that the server told.
    public let fields: ReplyFields

    /// Reads the reply's fields.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> FunctionStatistics {
        FunctionStatistics(fields: try ReplyFields.decode(value))
    }

    /// The function that runs; nil if none does.
    public var running: Running? {
        guard let script = fields.fields("running_script"), let name = script.text("name") else { return nil }
        return Running(
            name: name, command: script.texts("command"), duration: script.milliseconds("duration_ms") ?? .zero
        )
    }
    /// How many libraries there are of all engines.
    public var libraryCount: Int { sum("libraries_count") }
    /// How many functions there are of all engines.
    public var functionCount: Int { sum("functions_count") }

    private func sum(_ name: String) -> Int {
        guard let engines = fields.fields("engines") else { return 0 }
        return engines.names.compactMap { engines.fields($0)?.integer(name) }.reduce(0) { $0 &+ $1 }
    }
}
