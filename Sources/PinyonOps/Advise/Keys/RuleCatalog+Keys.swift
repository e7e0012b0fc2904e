extension RuleCatalog {
    /// About keys.
    static let keys: [Rule] = [
        .bigValue, .bigCollection, .ttlSync, .naming, .piiKey, .hashTagSkew, .hotKey, .jsonInString, .textSerialization,
        .encodingLoss, .integerSets, .smallStrings, .fieldNames, .listCompression, .timesInSortedSets, .searchIndexes,
        .searchHash, .nameLength, .logicalDatabases, .allkeysMixed, .idleKeys, .churn, .unbounded, .streamPending,
    ]
}
