extension CommandTraits {
    package static let tsAdd = CommandTraits("TS.ADD", keys: .first)
    package static let tsAlter = CommandTraits("TS.ALTER", keys: .first)
    package static let tsCreate = CommandTraits("TS.CREATE", keys: .first)
    package static let tsCreaterule = CommandTraits("TS.CREATERULE", keys: .firstTwo)
    package static let tsDecrby = CommandTraits("TS.DECRBY", keys: .first)
    package static let tsDel = CommandTraits("TS.DEL", keys: .first)
    package static let tsDeleterule = CommandTraits("TS.DELETERULE", keys: .firstTwo)
    package static let tsGet = CommandTraits("TS.GET", keys: .first, .readOnly)
    package static let tsIncrby = CommandTraits("TS.INCRBY", keys: .first)
    package static let tsInfo = CommandTraits("TS.INFO", keys: .first, .readOnly)
    package static let tsMadd = CommandTraits("TS.MADD", keys: .range(from: 1, step: 3, beforeLast: 0))
    package static let tsMget = CommandTraits("TS.MGET", [.readOnly, .bulk])
    package static let tsMrange = CommandTraits("TS.MRANGE", [.readOnly, .bulk])
    package static let tsMrevrange = CommandTraits("TS.MREVRANGE", [.readOnly, .bulk])
    package static let tsQueryindex = CommandTraits("TS.QUERYINDEX", [.readOnly, .bulk])
    package static let tsRange = CommandTraits("TS.RANGE", keys: .first, [.readOnly, .bulk])
    package static let tsRevrange = CommandTraits("TS.REVRANGE", keys: .first, [.readOnly, .bulk])

    /// All commands of time series.
    package static let timeSeries: [CommandTraits] = [
        tsAdd, tsAlter, tsCreate, tsCreaterule, tsDecrby, tsDel, tsDeleterule, tsGet, tsIncrby, tsInfo, tsMadd, tsMget,
        tsMrange, tsMrevrange, tsQueryindex, tsRange, tsRevrange,
    ]
}
