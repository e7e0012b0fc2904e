extension RuleCatalog {
    /// About the hit rate, and what it depends on.
    static let hitRate: [Rule] = [
        .hitRate, .ttlCoverage, .expireLag, .writeHeavyCache, .hitByPrefix, .negativeLookups, .stampedeLive,
    ]
}
