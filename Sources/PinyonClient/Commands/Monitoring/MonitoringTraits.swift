extension CommandTraits {
    package static let commandlogGet = CommandTraits("COMMANDLOG GET", [.readOnly, .bulk])
    package static let commandlogLen = CommandTraits("COMMANDLOG LEN", .readOnly)
    package static let commandlogReset = CommandTraits("COMMANDLOG RESET", split: .allOK, scope: .allNodes)
    package static let hotkeysGet = CommandTraits("HOTKEYS GET", .readOnly)
    package static let hotkeysReset = CommandTraits("HOTKEYS RESET")
    package static let hotkeysStart = CommandTraits("HOTKEYS START")
    package static let hotkeysStop = CommandTraits("HOTKEYS STOP")
    package static let latencyDoctor = CommandTraits("LATENCY DOCTOR", .readOnly)
    package static let latencyGraph = CommandTraits("LATENCY GRAPH", .readOnly)
    package static let latencyHistogram = CommandTraits("LATENCY HISTOGRAM", [.readOnly, .bulk])
    package static let latencyHistory = CommandTraits("LATENCY HISTORY", .readOnly)
    package static let latencyLatest = CommandTraits("LATENCY LATEST", .readOnly)
    package static let latencyReset = CommandTraits("LATENCY RESET", scope: .allNodes)
    package static let memoryDoctor = CommandTraits("MEMORY DOCTOR", .readOnly)
    package static let memoryMallocStats = CommandTraits("MEMORY MALLOC-STATS", .readOnly)
    package static let memoryPurge = CommandTraits("MEMORY PURGE", split: .allOK, scope: .allPrimaries)
    package static let memoryStats = CommandTraits("MEMORY STATS", .readOnly)
    package static let memoryUsage = CommandTraits("MEMORY USAGE", keys: .at(2), .readOnly)
    package static let slowlogGet = CommandTraits("SLOWLOG GET", [.readOnly, .bulk])
    package static let slowlogLen = CommandTraits("SLOWLOG LEN", .readOnly)
    package static let slowlogReset = CommandTraits("SLOWLOG RESET", split: .allOK, scope: .allNodes)

    /// All commands that measure a server.
    package static let monitoring: [CommandTraits] = [
        commandlogGet, commandlogLen, commandlogReset, hotkeysGet, hotkeysReset, hotkeysStart, hotkeysStop,
        latencyDoctor, latencyGraph, latencyHistogram, latencyHistory, latencyLatest, latencyReset, memoryDoctor,
        memoryMallocStats, memoryPurge, memoryStats, memoryUsage, slowlogGet, slowlogLen, slowlogReset,
    ]
}
