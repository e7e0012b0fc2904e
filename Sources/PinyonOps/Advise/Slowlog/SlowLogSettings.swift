/// How a server's slow log is set up.
struct SlowLogSettings {
    /// From how many microseconds on a command is noted; negative for none.
    let slowerThan: Int
    /// How many commands are kept.
    let length: Int

    /// Settings by their names, of which Valkey has others since 8.1; nil if they aren't told.
    init?(_ settings: [String: String]) {
        let limits = ["slowlog-log-slower-than", "commandlog-execution-slower-than"]
        let lengths = ["slowlog-max-len", "commandlog-slow-execution-max-len"]
        guard let slowerThan = Self.number(settings, limits), let length = Self.number(settings, lengths) else {
            return nil
        }
        self.slowerThan = slowerThan
        self.length = length
    }

    private static func number(_ settings: [String: String], _ names: [String]) -> Int? {
        names.lazy.compactMap { settings[$0] }.first.flatMap { Int($0) }
    }

    /// Whether nothing is noted.
    var isOff: Bool { slowerThan < 0 || length == 0 }
}
