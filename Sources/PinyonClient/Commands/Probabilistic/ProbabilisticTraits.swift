extension CommandTraits {
    package static let bfAdd = CommandTraits("BF.ADD", keys: .first)
    package static let bfCard = CommandTraits("BF.CARD", keys: .first, .readOnly)
    package static let bfExists = CommandTraits("BF.EXISTS", keys: .first, .readOnly)
    package static let bfInfo = CommandTraits("BF.INFO", keys: .first, .readOnly)
    package static let bfInsert = CommandTraits("BF.INSERT", keys: .first)
    package static let bfMadd = CommandTraits("BF.MADD", keys: .first)
    package static let bfMexists = CommandTraits("BF.MEXISTS", keys: .first, .readOnly)
    package static let bfReserve = CommandTraits("BF.RESERVE", keys: .first)
    package static let cfAdd = CommandTraits("CF.ADD", keys: .first)
    package static let cfAddnx = CommandTraits("CF.ADDNX", keys: .first)
    package static let cfCount = CommandTraits("CF.COUNT", keys: .first, .readOnly)
    package static let cfDel = CommandTraits("CF.DEL", keys: .first)
    package static let cfExists = CommandTraits("CF.EXISTS", keys: .first, .readOnly)
    package static let cfInfo = CommandTraits("CF.INFO", keys: .first, .readOnly)
    package static let cfMexists = CommandTraits("CF.MEXISTS", keys: .first, .readOnly)
    package static let cfReserve = CommandTraits("CF.RESERVE", keys: .first)
    package static let cmsIncrby = CommandTraits("CMS.INCRBY", keys: .first)
    package static let cmsInfo = CommandTraits("CMS.INFO", keys: .first, .readOnly)
    package static let cmsInitbydim = CommandTraits("CMS.INITBYDIM", keys: .first)
    package static let cmsInitbyprob = CommandTraits("CMS.INITBYPROB", keys: .first)
    package static let cmsMerge = CommandTraits("CMS.MERGE", keys: .firstAndCounted(at: 2))
    package static let cmsQuery = CommandTraits("CMS.QUERY", keys: .first, .readOnly)
    package static let tdigestAdd = CommandTraits("TDIGEST.ADD", keys: .first)
    package static let tdigestByrank = CommandTraits("TDIGEST.BYRANK", keys: .first, .readOnly)
    package static let tdigestCdf = CommandTraits("TDIGEST.CDF", keys: .first, .readOnly)
    package static let tdigestCreate = CommandTraits("TDIGEST.CREATE", keys: .first)
    package static let tdigestInfo = CommandTraits("TDIGEST.INFO", keys: .first, .readOnly)
    package static let tdigestMax = CommandTraits("TDIGEST.MAX", keys: .first, .readOnly)
    package static let tdigestMerge = CommandTraits("TDIGEST.MERGE", keys: .firstAndCounted(at: 2))
    package static let tdigestMin = CommandTraits("TDIGEST.MIN", keys: .first, .readOnly)
    package static let tdigestQuantile = CommandTraits("TDIGEST.QUANTILE", keys: .first, .readOnly)
    package static let tdigestRank = CommandTraits("TDIGEST.RANK", keys: .first, .readOnly)
    package static let tdigestReset = CommandTraits("TDIGEST.RESET", keys: .first)
    package static let tdigestTrimmedMean = CommandTraits("TDIGEST.TRIMMED_MEAN", keys: .first, .readOnly)
    package static let topkAdd = CommandTraits("TOPK.ADD", keys: .first)
    package static let topkIncrby = CommandTraits("TOPK.INCRBY", keys: .first)
    package static let topkInfo = CommandTraits("TOPK.INFO", keys: .first, .readOnly)
    package static let topkList = CommandTraits("TOPK.LIST", keys: .first, .readOnly)
    package static let topkQuery = CommandTraits("TOPK.QUERY", keys: .first, .readOnly)
    package static let topkReserve = CommandTraits("TOPK.RESERVE", keys: .first)

    /// All commands of structures that are small because they are only right with a probability.
    package static let probabilistic: [CommandTraits] = [
        bfAdd, bfCard, bfExists, bfInfo, bfInsert, bfMadd, bfMexists, bfReserve, cfAdd, cfAddnx, cfCount, cfDel,
        cfExists, cfInfo, cfMexists, cfReserve, cmsIncrby, cmsInfo, cmsInitbydim, cmsInitbyprob, cmsMerge, cmsQuery,
        tdigestAdd, tdigestByrank, tdigestCdf, tdigestCreate, tdigestInfo, tdigestMax, tdigestMerge, tdigestMin,
        tdigestQuantile, tdigestRank, tdigestReset, tdigestTrimmedMean, topkAdd, topkIncrby, topkInfo, topkList,
        topkQuery, topkReserve,
    ]
}
