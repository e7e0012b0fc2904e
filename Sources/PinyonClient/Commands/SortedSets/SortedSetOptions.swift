/// What has to be the case for a member's score to be set.
public enum ScoreCondition: Sendable, Hashable, CaseIterable {
    /// The member isn't there.
    case ifAbsent
    /// The member is there.
    case ifPresent
    /// The member isn't there, or its score is smaller than the new one. Since Redis 6.2.
    case ifAbsentOrGreater
    /// The member isn't there, or its score is larger than the new one. Since Redis 6.2.
    case ifAbsentOrLess
    /// The member is there, and its score is smaller than the new one. Since Redis 6.2.
    case ifGreater
    /// The member is there, and its score is larger than the new one. Since Redis 6.2.
    case ifLess

    var words: [String] {
        switch self {
        case .ifAbsent: ["NX"]
        case .ifPresent: ["XX"]
        case .ifAbsentOrGreater: ["GT"]
        case .ifAbsentOrLess: ["LT"]
        case .ifGreater: ["XX", "GT"]
        case .ifLess: ["XX", "LT"]
        }
    }
}

/// What a command that adds members counts.
public enum ChangeCount: Sendable, Hashable, CaseIterable {
    /// Members that are new.
    case added
    /// Members that are new or changed.
    case changed
}

/// What becomes of the scores that a member has in several sorted sets.
public enum ScoreAggregate: String, Sendable, Hashable, CaseIterable {
    /// Their sum.
    case sum = "SUM"
    /// The smallest.
    case minimum = "MIN"
    /// The largest.
    case maximum = "MAX"
}

/// The end of a sorted set that members are taken from.
public enum SortedSetEnd: String, Sendable, Hashable, CaseIterable {
    /// The smallest scores.
    case minimum = "MIN"
    /// The largest scores.
    case maximum = "MAX"
}
