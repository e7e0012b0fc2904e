/// What has to be there already, or not, for a command to write.
public enum Presence: String, Sendable, Hashable, CaseIterable {
    /// Only what isn't there yet is written.
    case ifAbsent = "NX"
    /// Only what is there already is replaced.
    case ifPresent = "XX"
}

/// A part of a sorted reply: so many elements, after leaving out some.
public struct PageLimit: Sendable, Hashable {
    /// How many elements are left out at the start.
    public var offset: Int
    /// The most elements that are returned; negative for all.
    public var count: Int

    /// A part.
    ///
    /// - Parameters:
    ///   - offset: How many elements are left out at the start. Default: 0.
    ///   - count: The most elements that are returned; negative for all.
    public init(offset: Int = 0, count: Int) {
        self.offset = offset
        self.count = count
    }

    func append(to arguments: inout CommandArguments) {
        arguments.append("LIMIT")
        arguments.append(offset)
        arguments.append(count)
    }
}

/// The order of a reply.
public enum SortOrder: String, Sendable, Hashable, CaseIterable {
    /// The smallest first.
    case ascending = "ASC"
    /// The largest first.
    case descending = "DESC"
}

/// An end of a list.
public enum ListEnd: String, Sendable, Hashable, CaseIterable {
    /// The first element's end, the head.
    case left = "LEFT"
    /// The last element's end, the tail.
    case right = "RIGHT"
}
