/// A member of a sorted set with its score.
public struct ScoredMember<Member: Sendable>: Sendable {
    /// The member.
    public let member: Member
    /// Its score.
    public let score: Double

    /// A member with its score.
    public init(_ member: Member, score: Double) {
        self.member = member
        self.score = score
    }
}

extension ScoredMember: Equatable where Member: Equatable {}
extension ScoredMember: Hashable where Member: Hashable {}

extension ScoredMember where Member: RESPDecodable {
    /// Reads members that alternate with their scores, or pairs of them.
    static func list(_ value: RESPValue) throws(RESPDecodingError) -> [ScoredMember] {
        guard let pairs = value.pairs else { throw RESPDecodingError(expected: "members with scores", found: value) }
        var members: [ScoredMember] = []
        members.reserveCapacity(pairs.count)
        for pair in pairs {
            members.append(ScoredMember(try Member.decode(pair.key), score: try Double.decode(pair.value)))
        }
        return members
    }

    static func page(_ value: RESPValue) throws(RESPDecodingError) -> ScanPage<ScoredMember> {
        try ScanPage.decode(value, elements: list)
    }

    /// Reads one member with its score, or nothing.
    static func first(_ value: RESPValue) throws(RESPDecodingError) -> ScoredMember? {
        try list(value).first
    }
}

/// A member that was taken from one of several sorted sets.
public struct PoppedMember<Key: Sendable, Member: Sendable>: Sendable {
    /// The key it was taken from.
    public let key: Key
    /// The member.
    public let member: Member
    /// Its score.
    public let score: Double

    package init(key: Key, member: Member, score: Double) {
        self.key = key
        self.member = member
        self.score = score
    }
}

extension PoppedMember: Equatable where Key: Equatable, Member: Equatable {}

extension PoppedMember where Key: RESPDecodable, Member: RESPDecodable {
    static func optional(_ value: RESPValue) throws(RESPDecodingError) -> PoppedMember? {
        if case .null = value.unattributed { return nil }
        guard let parts = value.elements, parts.count == 3 else {
            throw RESPDecodingError(expected: "a key, a member and a score", found: value)
        }
        return PoppedMember(
            key: try Key.decode(parts[0]), member: try Member.decode(parts[1]), score: try Double.decode(parts[2]))
    }
}

extension PoppedElements where Key: RESPDecodable {
    static func optionalMembers<Member: RESPDecodable>(
        _ value: RESPValue
    ) throws(RESPDecodingError) -> PoppedElements? where Element == ScoredMember<Member> {
        try optional(value, elements: ScoredMember.list)
    }
}

/// The place of a member in a sorted set, with its score.
public struct RankedScore: Sendable, Hashable, RESPDecodable {
    /// The place, counted from 0.
    public let rank: Int
    /// The score.
    public let score: Double

    package init(rank: Int, score: Double) {
        self.rank = rank
        self.score = score
    }

    /// Reads a place and a score.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> RankedScore {
        guard let parts = value.elements, parts.count == 2 else {
            throw RESPDecodingError(expected: "a rank and a score", found: value)
        }
        return RankedScore(rank: try Int.decode(parts[0]), score: try Double.decode(parts[1]))
    }
}
