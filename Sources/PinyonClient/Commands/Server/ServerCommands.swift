/// What a server tells of itself, its data as a whole, and its settings.
extension Command {
    /// `INFO`: what the server tells of itself.
    ///
    /// - Parameter sections: Which sections. More than one since Redis 7.0. Default: the server's choice, which leaves
    ///   out the numbers of each command.
    public static func info(_ sections: [InfoSection] = []) -> Command where Response == ServerInfo {
        Command(.info) { for section in sections { $0.append(section.rawValue) } }
    }

    /// `CONFIG GET`: settings with their values.
    ///
    /// - Parameter patterns: Glob patterns of names. More than one since Redis 7.0. Default: all.
    public static func configGet(_ patterns: [String] = ["*"]) -> Command where Response == [String: String] {
        Command(.configGet) { $0.append(patterns) }
    }

    /// `CONFIG SET`: changes a setting until the server restarts; in a cluster, of all nodes.
    ///
    /// - Parameters:
    ///   - name: The setting's name.
    ///   - value: Its value.
    public static func configSet(_ name: String, _ value: some CommandArgument) -> Command where Response == Void {
        Command(.configSet) {
            $0.append(name)
            $0.appendOne(value)
        }
    }

    /// `CONFIG SET`: changes settings until the server restarts, all or none; in a cluster, of all nodes. Since
    /// Redis 7.0.
    ///
    /// - Parameter settings: The settings' names with their values.
    public static func configSet(_ settings: [String: String]) -> Command where Response == Void {
        Command(.configSet) { $0.appendPairs(settings) }
    }

    /// `CONFIG RESETSTAT`: sets the counters of `INFO` to zero; in a cluster, of all nodes.
    public static func configResetstat() -> Command where Response == Void { Command(.configResetstat) }

    /// `CONFIG REWRITE`: writes the settings to the configuration file. An error if there is none.
    public static func configRewrite() -> Command where Response == Void { Command(.configRewrite) }

    /// `DBSIZE`: how many keys the database has; in a cluster, all nodes'.
    public static func dbsize() -> Command where Response == Int { Command(.dbsize) }

    /// `FLUSHDB`: deletes all keys of the database; in a cluster, of all nodes.
    ///
    /// - Parameter mode: Whether the answer waits until they are gone. Default: the server's choice.
    public static func flushdb(_ mode: FlushMode? = nil) -> Command where Response == Void {
        Command(.flushdb) { if let mode { $0.append(mode.rawValue) } }
    }

    /// `FLUSHALL`: deletes all keys of all databases; in a cluster, of all nodes.
    ///
    /// - Parameter mode: Whether the answer waits until they are gone. Default: the server's choice.
    public static func flushall(_ mode: FlushMode? = nil) -> Command where Response == Void {
        Command(.flushall) { if let mode { $0.append(mode.rawValue) } }
    }

    /// `SWAPDB`: exchanges two databases for all clients.
    public static func swapdb(_ first: Int, _ second: Int) -> Command where Response == Void {
        Command(.swapdb) {
            $0.append(first)
            $0.append(second)
        }
    }

    /// `TIME`: the server's clock.
    public static func time() -> Command where Response == ServerTime { Command(.time) }

    /// `ROLE`: what the server is to others.
    public static func role() -> Command where Response == ServerRole { Command(.role) }
}

/// A section of what a server tells of itself.
public struct InfoSection: RawRepresentable, Hashable, Sendable {
    /// The server's word for it.
    public let rawValue: String

    /// A section by the server's word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// All sections of the server, with the numbers of each command.
    public static let all = InfoSection(rawValue: "all")
    /// All sections, those of modules, too.
    public static let everything = InfoSection(rawValue: "everything")
    /// What it is.
    public static let server = InfoSection(rawValue: "server")
    /// Its clients.
    public static let clients = InfoSection(rawValue: "clients")
    /// Its memory.
    public static let memory = InfoSection(rawValue: "memory")
    /// What it keeps on disk.
    public static let persistence = InfoSection(rawValue: "persistence")
    /// Its counters.
    public static let statistics = InfoSection(rawValue: "stats")
    /// Its part in replication.
    public static let replication = InfoSection(rawValue: "replication")
    /// Its time on processors.
    public static let cpu = InfoSection(rawValue: "cpu")
    /// Its modules.
    public static let modules = InfoSection(rawValue: "modules")
    /// What each command cost.
    public static let commandStatistics = InfoSection(rawValue: "commandstats")
    /// The errors that it answered with. Since Redis 6.2.
    public static let errorStatistics = InfoSection(rawValue: "errorstats")
    /// How long each command takes. Since Redis 7.0.
    public static let latencyStatistics = InfoSection(rawValue: "latencystats")
    /// Whether it is part of a cluster.
    public static let cluster = InfoSection(rawValue: "cluster")
    /// Its databases.
    public static let keyspace = InfoSection(rawValue: "keyspace")
}

/// A moment of a server's clock, by `TIME`.
public struct ServerTime: Sendable, Hashable, Comparable, RESPDecodable {
    /// The microseconds since 1970.
    public let microseconds: Int

    /// The moment to the millisecond.
    public var unixTime: UnixTime { UnixTime(milliseconds: microseconds / 1_000) }

    /// Reads seconds and microseconds.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> ServerTime {
        guard let parts = value.elements, parts.count >= 2, let seconds = parts[0].looseInteger,
            let rest = parts[1].looseInteger
        else { throw RESPDecodingError(expected: "seconds and microseconds", found: value) }
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, tooMuch) = product.addingReportingOverflow(rest)
        guard !overflow, !tooMuch else { throw RESPDecodingError(expected: "a moment", found: value) }
        return ServerTime(microseconds: sum)
    }

    /// Whether a moment comes before another.
    public static func < (left: ServerTime, right: ServerTime) -> Bool { left.microseconds < right.microseconds }
}
