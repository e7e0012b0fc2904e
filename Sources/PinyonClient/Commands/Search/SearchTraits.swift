extension CommandTraits {
    // Servers take indexes' names for keys.
    package static let ftAggregate = CommandTraits("FT.AGGREGATE", keys: .first, [.readOnly, .bulk])
    package static let ftAliasadd = CommandTraits("FT.ALIASADD", keys: .firstTwo)
    package static let ftAliasdel = CommandTraits("FT.ALIASDEL", keys: .first)
    package static let ftAliasupdate = CommandTraits("FT.ALIASUPDATE", keys: .firstTwo)
    package static let ftAlter = CommandTraits("FT.ALTER", keys: .first)
    package static let ftConfig = CommandTraits("FT.CONFIG")
    package static let ftCreate = CommandTraits("FT.CREATE", keys: .first)
    package static let ftCursorDel = CommandTraits("FT.CURSOR DEL", keys: .at(2))
    package static let ftCursorRead = CommandTraits("FT.CURSOR READ", keys: .at(2), .bulk)
    package static let ftDropindex = CommandTraits("FT.DROPINDEX", keys: .first)
    package static let ftExplain = CommandTraits("FT.EXPLAIN", keys: .first, .readOnly)
    package static let ftInfo = CommandTraits("FT.INFO", keys: .first, .readOnly)
    package static let ftList = CommandTraits("FT._LIST", .readOnly)
    package static let ftSearch = CommandTraits("FT.SEARCH", keys: .first, [.readOnly, .bulk])
    package static let ftSugadd = CommandTraits("FT.SUGADD", keys: .first)
    package static let ftSugdel = CommandTraits("FT.SUGDEL", keys: .first)
    package static let ftSugget = CommandTraits("FT.SUGGET", keys: .first, .readOnly)
    package static let ftSuglen = CommandTraits("FT.SUGLEN", keys: .first, .readOnly)
    package static let ftTagvals = CommandTraits("FT.TAGVALS", keys: .first, [.readOnly, .bulk])

    /// All commands for searching.
    package static let search: [CommandTraits] = [
        ftAggregate, ftAliasadd, ftAliasdel, ftAliasupdate, ftAlter, ftConfig, ftCreate, ftCursorDel, ftCursorRead,
        ftDropindex, ftExplain, ftInfo, ftList, ftSearch, ftSugadd, ftSugdel, ftSugget, ftSuglen, ftTagvals,
    ]
}
