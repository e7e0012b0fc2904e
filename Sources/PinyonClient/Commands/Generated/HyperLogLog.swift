// Generated from Sources/PinyonClient/Commands/HyperLogLog/ by: swift run --package-path Checks generate-commands

extension CommandSender {
    /// Adds elements to a HyperLogLog, which estimates how many different ones it has seen from at most 12 KiB of
    /// memory, and says whether that changed it. It is made if it isn't there.
    ///
    /// - Parameters:
    ///   - key: The HyperLogLog's key.
    ///   - elements: An element, or an array of elements.
    @discardableResult
    public func pfadd(_ key: some CommandArgument, _ elements: some CommandArgument) async throws(ClientError) -> Bool {
        try await send(.pfadd(key, elements))
    }

    /// About how many different elements HyperLogLogs have seen together, with a standard error of 0.81 %.
    ///
    /// - Parameter keys: A key, or an array of keys. In a cluster they have to be in one slot.
    public func pfcount(_ keys: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.pfcount(keys))
    }

    /// Adds to a HyperLogLog what others have seen. It is made if it isn't there.
    ///
    /// - Parameters:
    ///   - destination: The key of the HyperLogLog that is added to.
    ///   - keys: A key, or an array of keys. In a cluster all have to be in one slot.
    public func pfmerge(_ destination: some CommandArgument, _ keys: some CommandArgument) async throws(ClientError) {
        try await send(.pfmerge(destination, keys))
    }
}
