extension CommandTraits {
    static let pfadd = CommandTraits("PFADD", keys: .first)
    static let pfcount = CommandTraits("PFCOUNT", keys: .all, .readOnly)
    static let pfdebug = CommandTraits("PFDEBUG", keys: .at(2))
    static let pfmerge = CommandTraits("PFMERGE", keys: .all)
    static let pfselftest = CommandTraits("PFSELFTEST")

    /// The commands on HyperLogLogs.
    static let hyperLogLogs: [CommandTraits] = [pfadd, pfcount, pfdebug, pfmerge, pfselftest]
}
