/// Members in the order of their scores, the highest first.
///
/// ```swift
/// let board = Leaderboard(client, key: "scores:week")
/// try await board.add(150, to: "ann")
/// for entry in try await board.top(10) { print(entry.rank + 1, entry.member, entry.score) }
/// ```
///
/// Ranks count from 0 at the highest score. Members with the same score have ranks of their own, in the falling order
/// of their bytes. Scores are floating-point numbers, exact for whole ones up to 2^53.
///
/// In the costs, n is the number of members. The write that makes a board with ``StructureLifetime/fromCreation(_:)``
/// takes a round trip more.
public struct Leaderboard: Sendable {
    /// A member with its place.
    public struct Entry<Member: Sendable>: Sendable {
        /// The member.
        public let member: Member
        /// Its score.
        public let score: Double
        /// Its place, counted from 0 at the highest score.
        public let rank: Int
    }

    /// The client that it is kept by.
    public let client: RedisClient
    /// Its key.
    public let key: String
    /// When the board goes away by itself; nil if writes leave that as it is.
    public let lifetime: StructureLifetime?

    /// A leaderboard. Nothing is sent.
    ///
    /// - Parameters:
    ///   - client: The client that it is kept by.
    ///   - key: Its key, which holds a sorted set or isn't there.
    ///   - lifetime: When the board goes away by itself. Default: writes leave that as it is.
    public init(_ client: RedisClient, key: String, lifetime: StructureLifetime? = nil) {
        self.client = client
        self.key = key
        self.lifetime = lifetime
    }

    /// How many members there are. O(1), one round trip.
    public func count() async throws(ClientError) -> Int {
        try await client.zcard(key)
    }

    /// Deletes the board, and says whether it was there. O(1), one round trip; its memory is freed in the background.
    @discardableResult
    public func delete() async throws(ClientError) -> Bool {
        try await client.unlink(key) > 0
    }
}

extension Leaderboard.Entry: Equatable where Member: Equatable {}
extension Leaderboard.Entry: Hashable where Member: Hashable {}

/// Writing.
extension Leaderboard {
    /// Sets the score of a member, and says whether the member is new. O(log n), one round trip.
    @discardableResult
    public func set(_ member: some CommandArgument, to score: Double) async throws(ClientError) -> Bool {
        try await client.write(.zadd(key, member, score: score), to: key, lifetime: lifetime) > 0
    }

    /// Sets the scores of several members, and returns how many are new. O(log n) for each, one round trip; none if
    /// there are no members.
    ///
    /// - Parameter scores: The members with their scores.
    @discardableResult
    public func set<Member: CommandArgument>(
        _ scores: some Collection<(key: Member, value: Double)>
    ) async throws(ClientError) -> Int {
        guard !scores.isEmpty else { return 0 }
        return try await client.write(.zadd(key, scores), to: key, lifetime: lifetime)
    }

    /// Sets the score of a member if it is higher than the member's present one, or the member is new; says whether
    /// anything changed. O(log n), one round trip. Since Redis 6.2.
    ///
    /// Whatever the order in which results come in, the best one stays: it may be repeated freely.
    @discardableResult
    public func setIfHigher(_ member: some CommandArgument, to score: Double) async throws(ClientError) -> Bool {
        try await client.write(
            .zadd(key, member, score: score, condition: .ifAbsentOrGreater, counting: .changed),
            to: key, lifetime: lifetime) > 0
    }

    /// Adds to the score of a member, which is 0 if it isn't there, and returns the sum. O(log n), one round trip.
    ///
    /// It isn't idempotent: after an error whose ``ClientError/mayHaveRun`` is true, the points may have been added.
    ///
    /// - Parameters:
    ///   - points: What is added; negative to subtract.
    ///   - member: The member.
    @discardableResult
    public func add(_ points: Double, to member: some CommandArgument) async throws(ClientError) -> Double {
        try await client.write(.zincrby(key, member, by: points), to: key, lifetime: lifetime)
    }

    /// Removes members, and returns how many there were. O(log n) for each, one round trip; none if there are no
    /// members.
    ///
    /// - Parameter members: A member, or an array of members.
    @discardableResult
    public func remove(_ members: some CommandArgument) async throws(ClientError) -> Int {
        let removing = Command.zrem(key, members)
        return removing.hasNoElements ? 0 : try await client.send(removing)
    }

    /// Removes all members but the best, and returns how many. O(log n + removed), one round trip.
    ///
    /// - Parameter count: How many stay.
    /// - Throws: ``ClientError``, also if the count is negative.
    @discardableResult
    public func trim(toBest count: Int) async throws(ClientError) -> Int {
        guard count >= 0 else {
            throw ClientError(.invalidArgument, "“\(key)” can't be trimmed to \(count) members")
        }
        return try await client.zremrangebyrank(key, from: 0, through: -1 - count)
    }
}

/// Reading.
extension Leaderboard {
    /// The score of a member; nil if it isn't there. O(1), one round trip.
    public func score(of member: some CommandArgument) async throws(ClientError) -> Double? {
        try await client.zscore(key, member)
    }

    /// The place of a member, counted from 0 at the highest score; nil if it isn't there. O(log n), one round trip.
    public func rank(of member: some CommandArgument) async throws(ClientError) -> Int? {
        try await client.zrevrank(key, member)
    }

    /// The best members, or a page of them. O(log n + count), one round trip.
    ///
    /// - Parameters:
    ///   - count: The most members; none if it isn't above 0.
    ///   - offset: How many better ones are left out; a negative number counts as 0. Default: none.
    ///   - type: What each member is read as. Default: text.
    /// - Returns: the members, the highest score first.
    public func top<Member: RESPDecodable>(
        _ count: Int, offset: Int = 0, as type: Member.Type = String.self
    ) async throws(ClientError) -> [Entry<Member>] {
        guard count > 0 else { return [] }
        let first = max(offset, 0)
        return try await entries(from: first, through: first.clampedAdding(count - 1))
    }

    /// A member with the members around it; empty if it isn't there. O(log n + count), two round trips.
    ///
    /// Scores may change between the two; then the member may not be in the middle, or not among them.
    ///
    /// - Parameters:
    ///   - member: The member.
    ///   - count: The most members on each side of it. At an end of the board there are fewer.
    ///   - type: What each member is read as. Default: text.
    /// - Returns: the members, the highest score first.
    public func around<Member: RESPDecodable>(
        _ member: some CommandArgument, each count: Int, as type: Member.Type = String.self
    ) async throws(ClientError) -> [Entry<Member>] {
        // A replica that lags behind the first answer would show another part of the board.
        guard let rank = try await client.send(Command.zrevrank(key, member).atPrimary) else { return [] }
        let count = max(count, 0)
        return try await entries(from: max(rank - count, 0), through: rank.clampedAdding(count), readFrom: .primary)
    }

    private func entries<Member: RESPDecodable>(
        from first: Int, through last: Int, readFrom preference: ReadPreference? = nil
    ) async throws(ClientError) -> [Entry<Member>] {
        // `ZRANGE` can do this since Redis 6.2 only.
        var command = Command.zrevrangeWithScores(key, from: first, through: last, as: Member.self)
        command.options.readPreference = preference
        return try await client.send(command).enumerated().map { index, scored in
            Entry(member: scored.member, score: scored.score, rank: first + index)
        }
    }
}
