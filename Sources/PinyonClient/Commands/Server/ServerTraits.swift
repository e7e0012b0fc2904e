extension CommandTraits {
    package static let bgrewriteaof = CommandTraits("BGREWRITEAOF")
    package static let bgsave = CommandTraits("BGSAVE")
    package static let command = CommandTraits("COMMAND", [.readOnly, .bulk])
    package static let commandCount = CommandTraits("COMMAND COUNT", .readOnly)
    package static let commandDocs = CommandTraits("COMMAND DOCS", [.readOnly, .bulk])
    package static let commandGetkeys = CommandTraits("COMMAND GETKEYS", .readOnly)
    package static let commandGetkeysandflags = CommandTraits("COMMAND GETKEYSANDFLAGS", .readOnly)
    package static let commandInfo = CommandTraits("COMMAND INFO", [.readOnly, .bulk])
    package static let commandList = CommandTraits("COMMAND LIST", .readOnly)
    package static let configGet = CommandTraits("CONFIG GET", .readOnly)
    package static let configResetstat = CommandTraits("CONFIG RESETSTAT", split: .allOK, scope: .allNodes)
    package static let configRewrite = CommandTraits("CONFIG REWRITE", split: .allOK, scope: .allNodes)
    package static let configSet = CommandTraits("CONFIG SET", split: .allOK, scope: .allNodes)
    package static let dbsize = CommandTraits("DBSIZE", .readOnly, split: .sum, scope: .allPrimaries)
    package static let debugMarkInternalClient = CommandTraits("DEBUG MARK-INTERNAL-CLIENT", .leased)
    package static let debugObject = CommandTraits("DEBUG OBJECT", keys: .at(2), .readOnly)
    package static let debugSetActiveExpire = CommandTraits("DEBUG SET-ACTIVE-EXPIRE")
    package static let debugSleep = CommandTraits("DEBUG SLEEP")
    package static let failover = CommandTraits("FAILOVER")
    package static let flushall = CommandTraits("FLUSHALL", split: .allOK, scope: .allPrimaries)
    package static let flushdb = CommandTraits("FLUSHDB", split: .allOK, scope: .allPrimaries)
    package static let info = CommandTraits("INFO", .readOnly)
    package static let lastsave = CommandTraits("LASTSAVE", .readOnly)
    package static let lolwut = CommandTraits("LOLWUT", .readOnly)
    package static let moduleList = CommandTraits("MODULE LIST", .readOnly)
    package static let moduleLoad = CommandTraits("MODULE LOAD")
    package static let moduleLoadex = CommandTraits("MODULE LOADEX")
    package static let moduleUnload = CommandTraits("MODULE UNLOAD")
    package static let replicaof = CommandTraits("REPLICAOF")
    package static let role = CommandTraits("ROLE", .readOnly)
    package static let save = CommandTraits("SAVE")
    package static let shutdown = CommandTraits("SHUTDOWN")
    package static let slaveof = CommandTraits("SLAVEOF")
    package static let swapdb = CommandTraits("SWAPDB")
    package static let time = CommandTraits("TIME", .readOnly)

    /// All commands about a server as a whole.
    package static let server: [CommandTraits] = [
        bgrewriteaof, bgsave, command, commandCount, commandDocs, commandGetkeys, commandGetkeysandflags, commandInfo,
        commandList, configGet, configResetstat, configRewrite, configSet, dbsize, debugMarkInternalClient,
        debugObject, debugSetActiveExpire, debugSleep, failover, flushall, flushdb, info, lastsave, lolwut, moduleList,
        moduleLoad, moduleLoadex, moduleUnload, replicaof, role, save, shutdown, slaveof, swapdb, time,
    ]
}
