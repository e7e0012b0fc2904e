extension CommandTraits {
    package static let eval = CommandTraits("EVAL", keys: .counted(at: 2))
    package static let evalRO = CommandTraits("EVAL_RO", keys: .counted(at: 2), .readOnly)
    package static let evalsha = CommandTraits("EVALSHA", keys: .counted(at: 2))
    package static let evalshaRO = CommandTraits("EVALSHA_RO", keys: .counted(at: 2), .readOnly)
    package static let fcall = CommandTraits("FCALL", keys: .counted(at: 2))
    package static let fcallRO = CommandTraits("FCALL_RO", keys: .counted(at: 2), .readOnly)
    package static let functionDelete = CommandTraits("FUNCTION DELETE", scope: .allPrimaries)
    package static let functionDump = CommandTraits("FUNCTION DUMP", [.readOnly, .bulk])
    package static let functionFlush = CommandTraits("FUNCTION FLUSH", scope: .allPrimaries)
    package static let functionKill = CommandTraits("FUNCTION KILL", .apart, scope: .allNodes)
    package static let functionList = CommandTraits("FUNCTION LIST", [.readOnly, .bulk])
    package static let functionLoad = CommandTraits("FUNCTION LOAD", scope: .allPrimaries)
    package static let functionRestore = CommandTraits("FUNCTION RESTORE", scope: .allPrimaries)
    package static let functionStats = CommandTraits("FUNCTION STATS", .readOnly)
    package static let scriptExists = CommandTraits("SCRIPT EXISTS", .readOnly, scope: .allNodes)
    package static let scriptFlush = CommandTraits("SCRIPT FLUSH", scope: .allNodes)
    package static let scriptKill = CommandTraits("SCRIPT KILL", .apart, scope: .allNodes)
    package static let scriptLoad = CommandTraits("SCRIPT LOAD", scope: .allNodes)

    /// All commands of scripts and functions.
    package static let scripting: [CommandTraits] = [
        eval, evalRO, evalsha, evalshaRO, fcall, fcallRO, functionDelete, functionDump, functionFlush,
        functionKill, functionList, functionLoad, functionRestore, functionStats, scriptExists, scriptFlush,
        scriptKill, scriptLoad,
    ]
}
