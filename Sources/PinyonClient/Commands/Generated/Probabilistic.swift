// Generated from Sources/PinyonClient/Commands/Probabilistic/ by: swift run --package-path Checks generate-commands

extension CommandSender {
    /// Makes a filter. An error if the key is there.
    ///
    /// - Parameters:
    ///   - key: The filter.
    ///   - errorRate: Of how many items that aren't there it may say that they are, such as 0.01 for one in a hundred.
    ///   - capacity: How many items it is made for.
    ///   - growth: What happens when there are more. Default: the server's choice.
    public func bfReserve(
        _ key: some CommandArgument, errorRate: Double, capacity: Int, growth: BloomGrowth? = nil
    ) async throws(ClientError) {
        try await send(.bfReserve(key, errorRate: errorRate, capacity: capacity, growth: growth))
    }

    /// Adds an item, and returns whether it is new. The filter is made if it isn't there.
    @discardableResult
    public func bfAdd(_ key: some CommandArgument, _ item: some CommandArgument) async throws(ClientError) -> Bool {
        try await send(.bfAdd(key, item))
    }

    /// Adds items, and returns for each whether it is new. The filter is made if it isn't there.
    @discardableResult
    public func bfMadd(
        _ key: some CommandArgument, _ items: [some CommandArgument]
    ) async throws(ClientError) -> [Bool] {
        try await send(.bfMadd(key, items))
    }

    /// Adds items to a filter that is made if it isn't there, and returns for each whether it is new.
    ///
    /// - Parameters:
    ///   - key: The filter.
    ///   - items: The items.
    ///   - errorRate: The rate of errors of a filter that is made. Default: the server's.
    ///   - capacity: How many items a filter that is made is for. Default: the server's.
    ///   - growth: What happens when there are more. Default: the server's choice.
    ///   - creating: Whether a filter may be made. Default: yes; otherwise that is an error.
    @discardableResult
    public func bfInsert(
        _ key: some CommandArgument, _ items: [some CommandArgument], errorRate: Double? = nil, capacity: Int? = nil,
        growth: BloomGrowth? = nil, creating: Bool = true
    ) async throws(ClientError) -> [Bool] {
        try await send(
            .bfInsert(key, items, errorRate: errorRate, capacity: capacity, growth: growth, creating: creating)
        )
    }

    /// Whether an item may be there. If not, it certainly isn't.
    public func bfExists(_ key: some CommandArgument, _ item: some CommandArgument) async throws(ClientError) -> Bool {
        try await send(.bfExists(key, item))
    }

    /// Whether each of several items may be there. Those that aren't certainly aren't.
    public func bfMexists(
        _ key: some CommandArgument, _ items: [some CommandArgument]
    ) async throws(ClientError) -> [Bool] {
        try await send(.bfMexists(key, items))
    }

    /// How many items were added that were new; 0 if the filter isn't there.
    public func bfCard(_ key: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.bfCard(key))
    }

    /// What a filter is. An error if it isn't there.
    public func bfInfo(_ key: some CommandArgument) async throws(ClientError) -> BloomInfo {
        try await send(.bfInfo(key))
    }

    /// Makes a sketch by its size.
    ///
    /// - Parameters:
    ///   - key: The sketch.
    ///   - width: How many counters a row has: more make smaller errors.
    ///   - depth: How many rows it has: more make errors rarer.
    public func cmsInitbydim(_ key: some CommandArgument, width: Int, depth: Int) async throws(ClientError) {
        try await send(.cmsInitbydim(key, width: width, depth: depth))
    }

    /// Makes a sketch by how wrong it may be.
    ///
    /// - Parameters:
    ///   - key: The sketch.
    ///   - error: How much too high a count may be, as a part of all counts together.
    ///   - probability: How likely a count may be higher than that.
    public func cmsInitbyprob(
        _ key: some CommandArgument, error: Double, probability: Double
    ) async throws(ClientError) {
        try await send(.cmsInitbyprob(key, error: error, probability: probability))
    }

    /// Adds to the counts of items, and returns them.
    @discardableResult
    public func cmsIncrby<Item: CommandArgument>(
        _ key: some CommandArgument, _ increments: some Sequence<(key: Item, value: Int)>
    ) async throws(ClientError) -> [Int] {
        try await send(.cmsIncrby(key, increments))
    }

    /// The counts of items.
    public func cmsQuery(
        _ key: some CommandArgument, _ items: [some CommandArgument]
    ) async throws(ClientError) -> [Int] {
        try await send(.cmsQuery(key, items))
    }

    /// Puts the sums of sketches of one size into another one of that size.
    ///
    /// - Parameters:
    ///   - key: Where the sums go.
    ///   - sources: The sketches. In a cluster, all have to be in one slot.
    ///   - weights: How much each counts. Default: all the same.
    public func cmsMerge(
        into key: some CommandArgument, _ sources: [some CommandArgument], weights: [Int] = []
    ) async throws(ClientError) {
        try await send(.cmsMerge(into: key, sources, weights: weights))
    }

    /// What a sketch is. An error if it isn't there.
    public func cmsInfo(_ key: some CommandArgument) async throws(ClientError) -> CountMinInfo {
        try await send(.cmsInfo(key))
    }

    /// Makes a filter. An error if the key is there.
    ///
    /// - Parameters:
    ///   - key: The filter.
    ///   - capacity: How many items it is made for.
    ///   - bucketSize: How many items a bucket has. Default: the server's.
    ///   - maximumIterations: How often an item may be moved to make room. Default: the server's.
    ///   - expansion: How many times as large another filter is when it is full; 0 for none. Default: the server's.
    public func cfReserve(
        _ key: some CommandArgument, capacity: Int, bucketSize: Int? = nil, maximumIterations: Int? = nil,
        expansion: Int? = nil
    ) async throws(ClientError) {
        try await send(
            .cfReserve(
                key, capacity: capacity, bucketSize: bucketSize, maximumIterations: maximumIterations,
                expansion: expansion
            )
        )
    }

    /// Adds an item, once more if it is there. The filter is made if it isn't there.
    @discardableResult
    public func cfAdd(_ key: some CommandArgument, _ item: some CommandArgument) async throws(ClientError) -> Bool {
        try await send(.cfAdd(key, item))
    }

    /// Adds an item if it isn't there, and returns whether it did. The filter is made if it isn't there.
    @discardableResult
    public func cfAddnx(_ key: some CommandArgument, _ item: some CommandArgument) async throws(ClientError) -> Bool {
        try await send(.cfAddnx(key, item))
    }

    /// Deletes an item once, and returns whether it was there. Deleting what was never added may delete another item.
    @discardableResult
    public func cfDel(_ key: some CommandArgument, _ item: some CommandArgument) async throws(ClientError) -> Bool {
        try await send(.cfDel(key, item))
    }

    /// Whether an item may be there. If not, it certainly isn't.
    public func cfExists(_ key: some CommandArgument, _ item: some CommandArgument) async throws(ClientError) -> Bool {
        try await send(.cfExists(key, item))
    }

    /// Whether each of several items may be there. Those that aren't certainly aren't.
    public func cfMexists(
        _ key: some CommandArgument, _ items: [some CommandArgument]
    ) async throws(ClientError) -> [Bool] {
        try await send(.cfMexists(key, items))
    }

    /// How often an item may be there: never less often than it is.
    public func cfCount(_ key: some CommandArgument, _ item: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.cfCount(key, item))
    }

    /// What a filter is. An error if it isn't there.
    public func cfInfo(_ key: some CommandArgument) async throws(ClientError) -> CuckooInfo {
        try await send(.cfInfo(key))
    }

    /// Makes a digest.
    ///
    /// - Parameters:
    ///   - key: The digest.
    ///   - compression: How exact it is, and how large. Default: the server's, 100.
    public func tdigestCreate(_ key: some CommandArgument, compression: Int? = nil) async throws(ClientError) {
        try await send(.tdigestCreate(key, compression: compression))
    }

    /// Adds numbers.
    public func tdigestAdd(_ key: some CommandArgument, _ values: [Double]) async throws(ClientError) {
        try await send(.tdigestAdd(key, values))
    }

    /// Empties a digest.
    public func tdigestReset(_ key: some CommandArgument) async throws(ClientError) {
        try await send(.tdigestReset(key))
    }

    /// Puts the numbers of digests into another one.
    ///
    /// - Parameters:
    ///   - key: Where they go. It is made if it isn't there.
    ///   - sources: The digests. In a cluster, all have to be in one slot.
    ///   - compression: How exact the result is. Default: as the most exact of them.
    ///   - overriding: Whether the numbers that are there go. Default: no.
    public func tdigestMerge(
        into key: some CommandArgument, _ sources: [some CommandArgument], compression: Int? = nil,
        overriding: Bool = false
    ) async throws(ClientError) {
        try await send(.tdigestMerge(into: key, sources, compression: compression, overriding: overriding))
    }

    /// Below which number about such parts of all numbers lie; not-a-number if there are none.
    ///
    /// - Parameters:
    ///   - key: The digest.
    ///   - parts: The parts, such as 0.5 and 0.99.
    public func tdigestQuantile(_ key: some CommandArgument, _ parts: [Double]) async throws(ClientError) -> [Double] {
        try await send(.tdigestQuantile(key, parts))
    }

    /// About which part of all numbers lies below each of these, with half of those that equal it.
    public func tdigestCdf(_ key: some CommandArgument, _ values: [Double]) async throws(ClientError) -> [Double] {
        try await send(.tdigestCdf(key, values))
    }

    /// About how many numbers are less than each of these; -1 for what is less than all, -2 if there are none.
    public func tdigestRank(_ key: some CommandArgument, _ values: [Double]) async throws(ClientError) -> [Int] {
        try await send(.tdigestRank(key, values))
    }

    /// About which number has so many less than it; infinity if there aren't so many.
    public func tdigestByrank(_ key: some CommandArgument, _ ranks: [Int]) async throws(ClientError) -> [Double] {
        try await send(.tdigestByrank(key, ranks))
    }

    /// The least number; not-a-number if there is none.
    public func tdigestMin(_ key: some CommandArgument) async throws(ClientError) -> Double {
        try await send(.tdigestMin(key))
    }

    /// The greatest number; not-a-number if there is none.
    public func tdigestMax(_ key: some CommandArgument) async throws(ClientError) -> Double {
        try await send(.tdigestMax(key))
    }

    /// About the mean of the numbers between two parts of all; not-a-number if there are none.
    ///
    /// - Parameters:
    ///   - key: The digest.
    ///   - low: The part of the least numbers that is left out.
    ///   - high: The part of all numbers at which the greatest that are left out begin.
    public func tdigestTrimmedMean(
        _ key: some CommandArgument, from low: Double, to high: Double
    ) async throws(ClientError) -> Double {
        try await send(.tdigestTrimmedMean(key, from: low, to: high))
    }

    /// What a digest is. An error if it isn't there.
    public func tdigestInfo(_ key: some CommandArgument) async throws(ClientError) -> DigestInfo {
        try await send(.tdigestInfo(key))
    }

    /// Makes a list of the most frequent items.
    ///
    /// - Parameters:
    ///   - key: The list.
    ///   - count: How many items it has.
    ///   - sketch: The size of what it counts with, and how fast it forgets. Default: the server's.
    public func topkReserve(
        _ key: some CommandArgument, count: Int, sketch: TopKSketch? = nil
    ) async throws(ClientError) {
        try await send(.topkReserve(key, count: count, sketch: sketch))
    }

    /// Counts items, and returns for each which one left the list for it; nil if none did.
    @discardableResult
    public func topkAdd(
        _ key: some CommandArgument, _ items: [some CommandArgument]
    ) async throws(ClientError) -> [String?] {
        try await send(.topkAdd(key, items))
    }

    /// Counts items several times, and returns for each which one left the list for it; nil if none did.
    @discardableResult
    public func topkIncrby<Item: CommandArgument>(
        _ key: some CommandArgument, _ increments: some Sequence<(key: Item, value: Int)>
    ) async throws(ClientError) -> [String?] {
        try await send(.topkIncrby(key, increments))
    }

    /// Whether items are in the list.
    public func topkQuery(
        _ key: some CommandArgument, _ items: [some CommandArgument]
    ) async throws(ClientError) -> [Bool] {
        try await send(.topkQuery(key, items))
    }

    /// The items in the list with about how often each came, the most frequent first.
    public func topkList(_ key: some CommandArgument) async throws(ClientError) -> [TopKItem] {
        try await send(.topkList(key))
    }

    /// What a list is. An error if it isn't there.
    public func topkInfo(_ key: some CommandArgument) async throws(ClientError) -> TopKInfo {
        try await send(.topkInfo(key))
    }
}
