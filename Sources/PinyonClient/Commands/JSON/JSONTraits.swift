extension CommandTraits {
    package static let jsonArrappend = CommandTraits("JSON.ARRAPPEND", keys: .first)
    package static let jsonArrindex = CommandTraits("JSON.ARRINDEX", keys: .first, .readOnly)
    package static let jsonArrinsert = CommandTraits("JSON.ARRINSERT", keys: .first)
    package static let jsonArrlen = CommandTraits("JSON.ARRLEN", keys: .first, .readOnly)
    package static let jsonArrpop = CommandTraits("JSON.ARRPOP", keys: .first)
    package static let jsonArrtrim = CommandTraits("JSON.ARRTRIM", keys: .first)
    package static let jsonClear = CommandTraits("JSON.CLEAR", keys: .first)
    package static let jsonDebugMemory = CommandTraits("JSON.DEBUG MEMORY", keys: .at(2), .readOnly)
    package static let jsonDel = CommandTraits("JSON.DEL", keys: .first)
    package static let jsonGet = CommandTraits("JSON.GET", keys: .first, [.readOnly, .bulk])
    package static let jsonMerge = CommandTraits("JSON.MERGE", keys: .first)
    package static let jsonMget = CommandTraits("JSON.MGET", keys: .allButLast, [.readOnly, .bulk])
    package static let jsonMset = CommandTraits("JSON.MSET", keys: .range(from: 1, step: 3, beforeLast: 0))
    package static let jsonNumincrby = CommandTraits("JSON.NUMINCRBY", keys: .first)
    package static let jsonObjkeys = CommandTraits("JSON.OBJKEYS", keys: .first, .readOnly)
    package static let jsonObjlen = CommandTraits("JSON.OBJLEN", keys: .first, .readOnly)
    package static let jsonSet = CommandTraits("JSON.SET", keys: .first)
    package static let jsonStrappend = CommandTraits("JSON.STRAPPEND", keys: .first)
    package static let jsonStrlen = CommandTraits("JSON.STRLEN", keys: .first, .readOnly)
    package static let jsonToggle = CommandTraits("JSON.TOGGLE", keys: .first)
    package static let jsonType = CommandTraits("JSON.TYPE", keys: .first, .readOnly)

    /// All commands of documents in JSON.
    package static let json: [CommandTraits] = [
        jsonArrappend, jsonArrindex, jsonArrinsert, jsonArrlen, jsonArrpop, jsonArrtrim, jsonClear, jsonDebugMemory,
        jsonDel, jsonGet, jsonMerge, jsonMget, jsonMset, jsonNumincrby, jsonObjkeys, jsonObjlen, jsonSet,
        jsonStrappend, jsonStrlen, jsonToggle, jsonType,
    ]
}
