/// How `SORT` compares.
public enum SortComparison: Sendable, Hashable, CaseIterable {
    /// As numbers. An element that is none is an error.
    case numeric
    /// As texts, byte by byte.
    case alphabetic
}

extension Command {
    /// The elements of a list, a set or a sorted set in order.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - weights: A key pattern in which `*` stands for the element, whose values are compared instead of the
    ///     elements; a field of a hash is named behind `->`. A pattern without `*` leaves the elements as they are.
    ///     Nil: the elements themselves. A cluster refuses this unless `*` stands outside of the slot's `{…}`.
    ///   - limit: The part of the result that is returned. Default: all.
    ///   - patterns: Key patterns whose values are returned for each element instead of it; `#` is the element itself.
    ///     Where a key is missing, the value is null: read it as an optional type. Default: the elements.
    ///   - order: Which come first. Default: the smallest.
    ///   - comparison: How they are compared. Default: as numbers.
    ///   - type: What each element is read as.
    public static func sort<Element: RESPDecodable>(
        _ key: some CommandArgument, by weights: String? = nil, limit: PageLimit? = nil, get patterns: [String] = [],
        order: SortOrder = .ascending, comparing comparison: SortComparison = .numeric, as type: Element.Type
    ) -> Command where Response == [Element] {
        Command(.sort) { $0.appendSort(key, weights, limit, patterns, order, comparison) }
    }

    /// The elements of a list, a set or a sorted set in order, asked in a way that a replica may answer. Since
    /// Redis 7.0.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - weights: A key pattern in which `*` stands for the element, whose values are compared instead of the
    ///     elements. Nil: the elements themselves.
    ///   - limit: The part of the result that is returned. Default: all.
    ///   - patterns: Key patterns whose values are returned for each element instead of it. Default: the elements.
    ///   - order: Which come first. Default: the smallest.
    ///   - comparison: How they are compared. Default: as numbers.
    ///   - type: What each element is read as.
    public static func sortRO<Element: RESPDecodable>(
        _ key: some CommandArgument, by weights: String? = nil, limit: PageLimit? = nil, get patterns: [String] = [],
        order: SortOrder = .ascending, comparing comparison: SortComparison = .numeric, as type: Element.Type
    ) -> Command where Response == [Element] {
        Command(.sortRO) { $0.appendSort(key, weights, limit, patterns, order, comparison) }
    }

    // The result is often of no use.
    /// Stores the elements of a list, a set or a sorted set in order as a list, and returns how many there are.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - destination: The list's key, whatever it held before. In a cluster both have to be in one slot.
    ///   - weights: A key pattern in which `*` stands for the element, whose values are compared instead of the
    ///     elements. Nil: the elements themselves.
    ///   - limit: The part of the result that is stored. Default: all.
    ///   - patterns: Key patterns whose values are stored for each element instead of it. Default: the elements.
    ///   - order: Which come first. Default: the smallest.
    ///   - comparison: How they are compared. Default: as numbers.
    public static func sort(
        _ key: some CommandArgument, storingAt destination: some CommandArgument, by weights: String? = nil,
        limit: PageLimit? = nil, get patterns: [String] = [], order: SortOrder = .ascending,
        comparing comparison: SortComparison = .numeric
    ) -> Command where Response == Int {
        Command(.sort) {
            $0.appendSort(key, weights, limit, patterns, order, comparison)
            $0.append("STORE", destination)
        }
    }
}

extension CommandArguments {
    fileprivate mutating func appendSort(
        _ key: some CommandArgument, _ weights: String?, _ limit: PageLimit?, _ patterns: [String], _ order: SortOrder,
        _ comparison: SortComparison
    ) {
        appendOne(key)
        append("BY", weights)
        limit?.append(to: &self)
        for pattern in patterns { append("GET", pattern) }
        append("DESC", if: order == .descending)
        append("ALPHA", if: comparison == .alphabetic)
    }
}
