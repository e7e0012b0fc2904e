// Generated from Sources/PinyonClient/Commands/Bitmaps/ by: swift run --package-path Checks generate-commands

extension CommandSender {
    /// Reads and changes numbers in a string, which grows as needed; returns a number for each operation, nil where one
    /// failed.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - operations: What is done, one after the other.
    @discardableResult
    public func bitfield(
        _ key: some CommandArgument, _ operations: [BitfieldOperation]
    ) async throws(ClientError) -> [Int?] {
        try await send(.bitfield(key, operations))
    }

    /// Reads numbers in a string, in a way that a replica may answer.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - numbers: The numbers.
    public func bitfieldRO(_ key: some CommandArgument, _ numbers: [BitfieldRead]) async throws(ClientError) -> [Int] {
        try await send(.bitfieldRO(key, numbers))
    }

    /// Sets a bit of a string, which grows as needed, and returns what it was.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - offset: Which bit, counted from 0 at the first byte's highest. The server allocates everything in front of
    ///     it.
    ///   - isOne: Whether it becomes 1.
    @discardableResult
    public func setbit(_ key: some CommandArgument, _ offset: Int, _ isOne: Bool) async throws(ClientError) -> Bool {
        try await send(.setbit(key, offset, isOne))
    }

    /// Whether a bit of a string is 1; not behind its end.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - offset: Which bit, counted from 0 at the first byte's highest.
    public func getbit(_ key: some CommandArgument, _ offset: Int) async throws(ClientError) -> Bool {
        try await send(.getbit(key, offset))
    }

    /// How many bits of a string are 1. Costs a pass over them.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - range: The part in which they are counted. Default: all.
    public func bitcount(_ key: some CommandArgument, in range: BitRange? = nil) async throws(ClientError) -> Int {
        try await send(.bitcount(key, in: range))
    }

    /// Where the first 1 or 0 of a string is, counted from the string's start; nil if there is none.
    ///
    /// A string counts as if zeros followed it, unless a part with an end is named.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - isOne: Whether a 1 is looked for.
    ///   - range: The part that is searched. Default: all.
    public func bitpos(
        _ key: some CommandArgument, _ isOne: Bool, in range: BitRange? = nil
    ) async throws(ClientError) -> Int? {
        try await send(.bitpos(key, isOne, in: range))
    }

    /// Where the first 1 or 0 of a string is from some byte on, counted from the string's start; nil if there is none.
    ///
    /// A string counts as if zeros followed it.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - isOne: Whether a 1 is looked for.
    ///   - first: The first byte that is searched; negative numbers count from the end, where the last is -1.
    public func bitpos(
        _ key: some CommandArgument, _ isOne: Bool, fromByte first: Int
    ) async throws(ClientError) -> Int? {
        try await send(.bitpos(key, isOne, fromByte: first))
    }

    /// Stores what becomes of the bits of several strings, and returns the length of the result in bytes. Shorter
    /// strings count as if zeros followed them.
    ///
    /// - Parameters:
    ///   - operation: What becomes of them.
    ///   - destination: The result's key, whatever it held before.
    ///   - keys: The strings' keys. In a cluster all have to be in one slot.
    @discardableResult
    public func bitop(
        _ operation: BitOperation, _ destination: some CommandArgument, _ keys: [some CommandArgument]
    ) async throws(ClientError) -> Int {
        try await send(.bitop(operation, destination, keys))
    }
}
