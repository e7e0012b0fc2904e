extension CommandTraits {
    package static let xack = CommandTraits("XACK", keys: .first)
    package static let xadd = CommandTraits("XADD", keys: .first)
    package static let xautoclaim = CommandTraits("XAUTOCLAIM", keys: .first, .bulk)
    package static let xclaim = CommandTraits("XCLAIM", keys: .first, .bulk)
    package static let xdel = CommandTraits("XDEL", keys: .first)
    package static let xgroupCreate = CommandTraits("XGROUP CREATE", keys: .at(2))
    package static let xgroupCreateconsumer = CommandTraits("XGROUP CREATECONSUMER", keys: .at(2))
    package static let xgroupDelconsumer = CommandTraits("XGROUP DELCONSUMER", keys: .at(2))
    package static let xgroupDestroy = CommandTraits("XGROUP DESTROY", keys: .at(2))
    package static let xgroupSetid = CommandTraits("XGROUP SETID", keys: .at(2))
    package static let xinfoConsumers = CommandTraits("XINFO CONSUMERS", keys: .at(2), .readOnly)
    package static let xinfoGroups = CommandTraits("XINFO GROUPS", keys: .at(2), .readOnly)
    package static let xinfoStream = CommandTraits("XINFO STREAM", keys: .at(2), .readOnly)
    package static let xlen = CommandTraits("XLEN", keys: .first, .readOnly)
    package static let xpending = CommandTraits("XPENDING", keys: .first, .readOnly)
    package static let xrange = CommandTraits("XRANGE", keys: .first, [.readOnly, .bulk])
    package static let xread = CommandTraits("XREAD", keys: .streams, [.readOnly, .bulk])
    package static let xreadgroup = CommandTraits("XREADGROUP", keys: .streams, .bulk)
    package static let xrevrange = CommandTraits("XREVRANGE", keys: .first, [.readOnly, .bulk])
    package static let xsetid = CommandTraits("XSETID", keys: .first)
    package static let xtrim = CommandTraits("XTRIM", keys: .first)

    /// `XREAD` that waits.
    package static let xreadBlocking = CommandTraits("XREAD", keys: .streams, [.readOnly, .blocking])
    /// `XREADGROUP` that waits.
    package static let xreadgroupBlocking = CommandTraits("XREADGROUP", keys: .streams, .blocking)

    /// All commands of streams. The two that wait only if they are told to stand here as if they weren't:
    /// ``called(with:)``.
    package static let streams: [CommandTraits] = [
        xack, xadd, xautoclaim, xclaim, xdel, xgroupCreate, xgroupCreateconsumer, xgroupDelconsumer, xgroupDestroy,
        xgroupSetid, xinfoConsumers, xinfoGroups, xinfoStream, xlen, xpending, xrange, xread, xreadgroup, xrevrange,
        xsetid, xtrim,
    ]

    /// The traits of the same command with these arguments: those of one that waits, if the arguments tell it to.
    func called(with arguments: CommandArguments) -> CommandTraits {
        guard keys == .streams, arguments.waitForStreams else { return self }
        return flags.contains(.readOnly) ? .xreadBlocking : .xreadgroupBlocking
    }
}
