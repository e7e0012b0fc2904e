extension CommandTraits {
    static let pfadd = CommandTraits("PFADD", keys: .first)
    static let pfcount = CommandTraits("PFCOUNT", keys: .all, .readOnly)
    static let pfmerge = CommandTraits("PFMERGE", keys: .all)

    /// The commands on HyperLogLogs.
    static let hyperLogLogs: [CommandTraits] = [pfadd, pfcount, pfmerge]
}
